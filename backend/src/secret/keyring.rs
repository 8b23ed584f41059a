//! The keys: one current, and the older ones that stored tokens may still be sealed with.
//!
//! A line of the key text is `id:base64`, 32 random bytes each. From such a master key every end gets a key of its own
//! by HKDF (RFC 5869), so that a flaw in one use says nothing about the others.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use hkdf::Hkdf;
use pasetors::keys::{Generate, SymmetricKey};
use pasetors::version4::V4;
use sha2::Sha256;
use std::fmt;

/// Bytes of a key.
pub(super) const KEY_BYTES: usize = 32;

/// One master key's offspring.
pub struct Key {
    /// Its name, which stands beside everything that was made with it.
    pub id: String,
    pub(super) sealing: SymmetricKey<V4>,
    pub(super) fingerprint: [u8; KEY_BYTES],
    pub(super) ledger: [u8; KEY_BYTES],
    pub(crate) session: SymmetricKey<V4>,
}

/// The keys, the current one first. It is never empty.
pub struct Keyring(Vec<Key>);

/// Why a key text is refused. None of them repeats any of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// There is no key in it.
    NoKey,
    /// This line, counted from 1, is not `id:base64`.
    Line(usize),
    /// The key of this line is not 32 bytes long.
    Length(usize),
    /// The key of this line is one byte again and again, so nobody chose it at random.
    NotRandom(usize),
    /// The id of this line stands above already.
    Twice(usize),
}

impl fmt::Display for Flaw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoKey => f.write_str("holds no key"),
            Self::Line(line) => write!(f, "is not KEY_ID:BASE64 in line {line}"),
            Self::Length(line) => write!(f, "has a key in line {line} that is not 32 bytes long"),
            Self::NotRandom(line) => write!(f, "has a key in line {line} that is not random"),
            Self::Twice(line) => write!(f, "has a key id in line {line} that stands above already"),
        }
    }
}

impl Keyring {
    /// Reads key lines, divided by line breaks or commas. Empty lines, and lines that begin with `#`, are passed over.
    ///
    /// # Errors
    /// The first [`Flaw`].
    pub fn parse(text: &str) -> Result<Self, Flaw> {
        let mut keys: Vec<Key> = Vec::new();
        for (number, line) in (1..).zip(text.split(['\n', ','])) {
            let line = line.trim();
            if line.is_empty() || line.starts_with('#') {
                continue;
            }
            let (id, encoded) = line.split_once(':').ok_or(Flaw::Line(number))?;
            let master = STANDARD.decode(encoded.trim()).map_err(|_| Flaw::Line(number))?;
            let plain = |b: u8| b.is_ascii_alphanumeric() || b == b'_' || b == b'-';
            if !(1..=32).contains(&id.len()) || !id.bytes().all(plain) {
                return Err(Flaw::Line(number));
            }
            if master.len() != KEY_BYTES {
                return Err(Flaw::Length(number));
            }
            if master.iter().all(|byte| *byte == master[0]) {
                return Err(Flaw::NotRandom(number));
            }
            if keys.iter().any(|key| key.id == id) {
                return Err(Flaw::Twice(number));
            }
            keys.push(Key::derive(id, &master).ok_or(Flaw::Line(number))?);
        }
        if keys.is_empty() { Err(Flaw::NoKey) } else { Ok(Self(keys)) }
    }

    /// A line with a new random key; `None` where the system gives no random numbers.
    #[must_use]
    pub fn new_line() -> Option<String> {
        let random = || SymmetricKey::<V4>::generate().ok();
        let id: String = random()?.as_bytes().iter().take(4).map(|byte| format!("{byte:02x}")).collect();
        Some(format!("k{id}:{}\n", STANDARD.encode(random()?.as_bytes())))
    }

    /// The key that seals from now on.
    #[must_use]
    pub fn current(&self) -> &Key {
        &self.0[0]
    }

    /// The key of this id.
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
            ledger: expand(master, "ledger")?,
            session: SymmetricKey::from(&expand(master, "session")?).ok()?,
        })
    }
}

/// The key for the end of this name.
fn expand(master: &[u8], end: &str) -> Option<[u8; KEY_BYTES]> {
    let mut key = [0; KEY_BYTES];
    Hkdf::<Sha256>::new(Some(b"chat/v1"), master).expand(end.as_bytes(), &mut key).ok()?;
    Some(key)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn flaw(text: &str) -> Option<Flaw> {
        Keyring::parse(text).err()
    }

    #[test]
    fn a_key_that_nobody_may_trust_is_refused() {
        let good = Keyring::new_line().unwrap();
        let good = good.trim();
        let zero = STANDARD.encode([0; 32]);
        let short = STANDARD.encode([7, 1, 9]);
        assert_eq!(flaw(""), Some(Flaw::NoKey));
        assert_eq!(flaw("# only a comment\n\n"), Some(Flaw::NoKey));
        assert_eq!(flaw("secret"), Some(Flaw::Line(1)));
        assert_eq!(flaw("k1:not base64!"), Some(Flaw::Line(1)));
        assert_eq!(flaw(&format!("{good}\nk 2:{}", STANDARD.encode([1; 32]))), Some(Flaw::Line(2)));
        assert_eq!(flaw(&format!("k1:{short}")), Some(Flaw::Length(1)));
        assert_eq!(flaw(&format!("k1:{zero}")), Some(Flaw::NotRandom(1)));
        assert_eq!(flaw(&format!("{good},{good}")), Some(Flaw::Twice(2)));
        assert_eq!(flaw(good), None);
    }

    #[test]
    fn every_end_and_every_key_has_its_own_secret() {
        let text = [Keyring::new_line().unwrap(), Keyring::new_line().unwrap()].concat();
        let ring = Keyring::parse(&text).unwrap();
        let mut secrets: Vec<Vec<u8>> = Vec::new();
        for key in ring.iter() {
            secrets.extend([key.sealing.as_bytes().to_vec(), key.session.as_bytes().to_vec()]);
            secrets.extend([key.fingerprint.to_vec(), key.ledger.to_vec()]);
        }
        let all = secrets.len();
        secrets.sort();
        secrets.dedup();
        assert_eq!((secrets.len(), all), (8, 8));
    }
}
