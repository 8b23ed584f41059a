//! Marks: keyed hashes that tell whether two things are equal, and nothing else.
//!
//! The fingerprint of a token is keyed for each tenant, so that it never tells one tenant that another uses the same
//! token. Marks in the audit log and of repeated requests have a key of their own.

use super::keyring::{KEY_BYTES, Key, Keyring};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// A keyed hash of 32 bytes.
pub type Mark = Vec<u8>;

/// The fingerprints of `token` within `tenant`, one for each key; the current key's comes first.
///
/// After a change of keys the stored fingerprints are still of the older key, so all have to be looked for.
#[must_use]
pub fn fingerprints(ring: &Keyring, tenant: &str, token: &str) -> Vec<Mark> {
    let of = |key: &Key| {
        let of_tenant: [u8; KEY_BYTES] = hmac(&key.fingerprint, &[tenant.as_bytes()]).finalize().into_bytes().into();
        mark(&of_tenant, &[token.as_bytes()])
    };
    ring.iter().map(of).collect()
}

/// The mark of `parts` by the current key, for what is written into the books.
#[must_use]
pub fn ledger_mark(ring: &Keyring, parts: &[&[u8]]) -> Mark {
    mark(&ring.current().ledger, parts)
}

/// The marks of `parts` by every key, to look up what was written before a change of keys.
#[must_use]
pub fn ledger_marks(ring: &Keyring, parts: &[&[u8]]) -> Vec<Mark> {
    ring.iter().map(|key| mark(&key.ledger, parts)).collect()
}

/// True where two secrets are the same, in a time that does not tell where they differ.
#[must_use]
pub fn same_text(ring: &Keyring, left: &[u8], right: &[u8]) -> bool {
    let expected = hmac(&ring.current().ledger, &[left]).finalize();
    hmac(&ring.current().ledger, &[right]).verify(&expected.into_bytes()).is_ok()
}

fn mark(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> Mark {
    hmac(key, parts).finalize().into_bytes().to_vec()
}

fn hmac(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> Hmac<Sha256> {
    // RFC 2104 fills a key that is shorter than a block with zeros; given a whole block, nothing can be refused.
    let mut block = [0; 64];
    block[..KEY_BYTES].copy_from_slice(key);
    let mut hmac = <Hmac<Sha256> as KeyInit>::new(&block.into());
    for part in parts {
        hmac.update(&(part.len() as u64).to_be_bytes());
        hmac.update(part);
    }
    hmac
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_token_has_another_fingerprint_in_every_tenant_and_under_every_key() {
        let (one, two) = (Keyring::new_line().unwrap(), Keyring::new_line().unwrap());
        let ring = Keyring::parse(&format!("{one}{two}")).unwrap();
        let here = fingerprints(&ring, "here", "token");
        let there = fingerprints(&ring, "there", "token");
        assert_eq!((here.len(), here[0].len()), (2, 32));
        assert!(here.iter().all(|mark| !there.contains(mark)));
        assert_ne!(here[0], here[1]);
        let later = Keyring::parse(&format!("{two}{one}")).unwrap();
        assert_eq!(fingerprints(&later, "here", "token")[1], here[0]);
    }

    #[test]
    fn equal_texts_are_told_from_others() {
        let ring = Keyring::parse(&Keyring::new_line().unwrap()).unwrap();
        assert!(same_text(&ring, b"secret", b"secret"));
        assert!(!same_text(&ring, b"secret", b"secres"));
        assert!(!same_text(&ring, b"secret", b""));
    }

    #[test]
    fn parts_cannot_slide_into_each_other() {
        let ring = Keyring::parse(&Keyring::new_line().unwrap()).unwrap();
        assert_ne!(ledger_mark(&ring, &[b"ab", b"c"]), ledger_mark(&ring, &[b"a", b"bc"]));
    }
}
