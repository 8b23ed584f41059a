//! Keyed hashes. Without the key they reveal only whether two texts are equal.
//!
//! A token's fingerprint is keyed per tenant, so that a tenant can't learn that another one uses the same token. Hashes for
//! the audit log and of repeated requests use a separate key.

use super::keyring::{KEY_BYTES, Key, Keyring};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;

/// HMAC-SHA-256: 32 bytes.
pub type KeyedHash = Vec<u8>;

/// The fingerprints of `token` within `tenant`, one for each key, the current key's first.
///
/// After a key rotation, stored fingerprints still use the older key, so a search needs all of them.
#[must_use]
pub fn fingerprints(ring: &Keyring, tenant: &str, token: &str) -> Vec<KeyedHash> {
    let of = |key: &Key| {
        let of_tenant: [u8; KEY_BYTES] = hmac(&key.fingerprint, &[tenant.as_bytes()]).finalize().into_bytes().into();
        hash(&of_tenant, &[token.as_bytes()])
    };
    ring.iter().map(of).collect()
}

/// The hash of `parts` with the current key, for the audit log.
#[must_use]
pub fn audit_hash(ring: &Keyring, parts: &[&[u8]]) -> KeyedHash {
    hash(&ring.current().audit, parts)
}

/// The hashes of `parts` with every key, the current key's first, to find what was written before a key rotation.
#[must_use]
pub fn audit_hashes(ring: &Keyring, parts: &[&[u8]]) -> Vec<KeyedHash> {
    ring.iter().map(|key| hash(&key.audit, parts)).collect()
}

fn hash(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> KeyedHash {
    hmac(key, parts).finalize().into_bytes().to_vec()
}

fn hmac(key: &[u8; KEY_BYTES], parts: &[&[u8]]) -> Hmac<Sha256> {
    // RFC 2104 pads a short key with zeros. A key of a whole block needs no fallible constructor.
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
    fn a_token_has_a_different_fingerprint_for_each_tenant_and_key() {
        let (one, two) = (Keyring::new_line().unwrap(), Keyring::new_line().unwrap());
        let ring = Keyring::parse(&format!("{one}{two}")).unwrap();
        let here = fingerprints(&ring, "here", "token");
        let there = fingerprints(&ring, "there", "token");
        assert_eq!((here.len(), here[0].len()), (2, 32));
        assert!(here.iter().all(|hash| !there.contains(hash)));
        assert_ne!(here[0], here[1]);
        let later = Keyring::parse(&format!("{two}{one}")).unwrap();
        assert_eq!(fingerprints(&later, "here", "token")[1], here[0]);
    }

    #[test]
    fn moving_a_boundary_between_parts_changes_the_hash() {
        let ring = Keyring::parse(&Keyring::new_line().unwrap()).unwrap();
        assert_ne!(audit_hash(&ring, &[b"ab", b"c"]), audit_hash(&ring, &[b"a", b"bc"]));
    }
}
