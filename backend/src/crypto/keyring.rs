//! The keyring: the current key, and older keys that stored tokens may still be sealed with.
//!
//! A line of the key text is `id:base64`, with 32 random bytes. Each purpose gets its own key, derived from that master key
//! with HKDF (RFC 5869), so that a weakness in one use doesn't affect the others.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use pasetors::keys::{Generate, SymmetricKey};
use pasetors::version4::V4;
use sha2::Sha256;
use std::fmt;

/// The length of a key in bytes.
pub(super) const KEY_BYTES: usize = 32;

/// The keys derived from one master key.
pub struct Key {
    /// Stored next to everything that this key sealed.
    pub id: String,
    pub(super) sealing: SymmetricKey<V4>,
    pub(super) fingerprint: [u8; KEY_BYTES],
    pub(super) audit: [u8; KEY_BYTES],
    pub(crate) session: SymmetricKey<V4>,
}

/// The keys, the current one first. A keyring is never empty.
pub struct Keyring(Vec<Key>);

/// Why a key text is rejected. No message repeats any of the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyError {
    /// It contains no key.
    NoKey,
    /// This line, counted from 1, is not `id:base64`.
    Line(usize),
    /// The key of this line is not 32 bytes long.
    Length(usize),
    /// The key of this line repeats one byte, so it isn't random.
    NotRandom(usize),
    /// An earlier line has the same ID.
    Duplicate(usize),
}

impl fmt::Display for KeyError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKey => f.write_str("contains no key"),
            Self::Line(line) => write!(f, "isn't KEY_ID:BASE64 in line {line}"),
            Self::Length(line) => write!(f, "has a key in line {line} that isn't 32 bytes long"),
            Self::NotRandom(line) => write!(f, "has a key in line {line} that isn't random"),
            Self::Duplicate(line) => write!(f, "has a key ID in line {line} that an earlier line has too"),
        }
    }
}

impl Keyring {
    /// Parses key lines, separated by line breaks or commas. Empty lines and lines that start with `#` are skipped.
    ///
    /// # Errors
    /// The first [`KeyError`].
    pub fn parse(text: &str) -> Result<Self, KeyError> {
        let mut keys: Vec<Key> = Vec::new();
        for (number, line) in (1..).zip(text.split(['\n', ','])) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (id, encoded) = line.split_once(':').ok_or(KeyError::Line(number))?;
            let master = STANDARD.decode(encoded.trim()).map_err(|_| KeyError::Line(number))?;
            let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
            if !(1..=32).contains(&id.len()) || !id.bytes().all(plain) {
                return Err(KeyError::Line(number));
            }
            if master.len() != KEY_BYTES {
                return Err(KeyError::Length(number));
            }
            if master.iter().all(|byte| *byte == master[0]) {
                return Err(KeyError::NotRandom(number));
            }
            if keys.iter().any(|key| key.id == id) {
                return Err(KeyError::Duplicate(number));
            }
            keys.push(Key::derive(id, &master).ok_or(KeyError::Line(number))?);
        }
        if keys.is_empty() { Err(KeyError::NoKey) } else { Ok(Self(keys)) }
    }

    /// A line with a new random key; `None` if the system provides no random numbers.
    #[must_use]
    pub fn new_line() -> Option<String> {
        let random = || SymmetricKey::<V4>::generate().ok();
        let id: String = random()?.as_bytes().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Some(format!("k{id}:{}\n", STANDARD.encode(random()?.as_bytes())))
    }

    /// The key that new text is sealed with.
    #[must_use]
    pub fn current(&self) -> &Key {
        &self.0[0]
    }

    /// The key with this ID.
    #[must_use]
    pub fn get(&self, id: &str) -> Option<&Key> {
        self.0.iter().find(|key| key.id == id)
    }

    /// All keys, the current one first.
    pub fn iter(&self) -> impl Iterator<Item = &Key> {
        self.0.iter()
    }
}

impl Key {
    fn derive(id: &str, master: &[u8]) -> Option<Self> {
        Some(Self {
            id: id.to_owned(),
            sealing: SymmetricKey::from(&expand(master, "sealing")?).ok()?,
            fingerprint: expand(master, "fingerprint")?,
            // Renaming a label would change the key, and with it every stored hash.
            audit: expand(master, "ledger")?,
            session: SymmetricKey::from(&expand(master, "session")?).ok()?,
        })
    }
}

/// The key for the purpose with this label.
fn expand(master: &[u8], label: &str) -> Option<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    Hkdf::<Sha256>::new(Some(b"chat/v1"), master).expand(label.as_bytes(), &mut key).ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(text: &str) -> Option<KeyError> {
        Keyring::parse(text).err()
    }

    #[test]
    fn a_weak_or_malformed_key_is_rejected() {
        let good = Keyring::new_line().unwrap();
        let good = good.trim();
        let zero = STANDARD.encode([0; 32]);
        let short = STANDARD.encode([7, 1, 9]);
        assert_eq!(error(""), Some(KeyError::NoKey));
        assert_eq!(error("# only a comment\n\n"), Some(KeyError::NoKey));
        assert_eq!(error("secret"), Some(KeyError::Line(1)));
        assert_eq!(error("k1:not base64!"), Some(KeyError::Line(1)));
        assert_eq!(error(&format!("{good}\nk 2:{}", STANDARD.encode([1; 32]))), Some(KeyError::Line(2)));
        assert_eq!(error(&format!("k1:{short}")), Some(KeyError::Length(1)));
        assert_eq!(error(&format!("k1:{zero}")), Some(KeyError::NotRandom(1)));
        assert_eq!(error(&format!("{good},{good}")), Some(KeyError::Duplicate(2)));
        assert_eq!(error(good), None);
    }

    #[test]
    fn every_purpose_and_every_key_has_its_own_secret() {
        let text = [Keyring::new_line().unwrap(), Keyring::new_line().unwrap()].concat();
        let ring = Keyring::parse(&text).unwrap();
        let mut secrets: Vec<Vec<u8>> = Vec::new();
        for key in ring.iter() {
            secrets.extend([key.sealing.as_bytes().to_vec(), key.session.as_bytes().to_vec()]);
            secrets.extend([key.fingerprint.to_vec(), key.audit.to_vec()]);
        }
        let all = secrets.len();
        secrets.sort();
        secrets.dedup();
        assert_eq!((secrets.len(), all), (8, 8));
    }
}
