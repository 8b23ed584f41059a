//! Encrypts secrets at rest as PASETO v4.local tokens, bound to where they are stored.
//!
//! Sealed text opens only with the key named in its footer, and only for the tenant, project and field that it was sealed
//! for. Copied to another row, or changed by one bit, it doesn't open.

use super::keyring::{Key, Keyring};
use crate::scope::Scope;
use pasetors::keys::SymmetricKey;
use pasetors::token::{Local, UntrustedToken};
use pasetors::version4::{LocalToken, V4};

/// The field of a project that holds its token.
pub const TOKEN_FIELD: &str = "whatsapp_token";

/// Sealed text, and the ID of the key that opens it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sealed {
    pub key_id: String,
    /// `v4.local.…`
    pub text: String,
}

/// The sealed text doesn't open: its key is gone, or it was changed or moved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unsealable;

/// Seals `secret` for `field` of `scope` with the current key.
///
/// # Errors
/// [`Unsealable`] if the secret is empty or the system provides no random numbers.
pub fn seal(ring: &Keyring, scope: &Scope, field: &str, secret: &str) -> Result<Sealed, Unsealable> {
    let Key { id, sealing, .. } = ring.current();
    let text = seal_with(sealing, id, &location(scope, field), secret.as_bytes())?;
    Ok(Sealed { key_id: id.clone(), text })
}

/// Opens what [`seal`] sealed for `field` of `scope`.
///
/// # Errors
/// [`Unsealable`].
pub fn open(ring: &Keyring, scope: &Scope, field: &str, sealed: &Sealed) -> Result<String, Unsealable> {
    let key = ring.get(&sealed.key_id).ok_or(Unsealable)?;
    open_with(&key.sealing, &key.id, &location(scope, field), &sealed.text)
}

/// Where sealed text is stored. Each part is preceded by its length, so that no two locations have the same bytes.
fn location(scope: &Scope, field: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    for part in ["chat/v1", &scope.tenant, scope.project.as_str(), field] {
        bytes.extend((part.len() as u64).to_be_bytes());
        bytes.extend(part.as_bytes());
    }
    bytes
}

pub(crate) fn seal_with(
    key: &SymmetricKey<V4>,
    key_id: &str,
    location: &[u8],
    message: &[u8],
) -> Result<String, Unsealable> {
    LocalToken::encrypt(key, message, Some(key_id.as_bytes()), Some(location)).map_err(|_| Unsealable)
}

pub(crate) fn open_with(
    key: &SymmetricKey<V4>,
    key_id: &str,
    location: &[u8],
    text: &str,
) -> Result<String, Unsealable> {
    let untrusted = UntrustedToken::<Local, V4>::try_from(text).map_err(|_| Unsealable)?;
    let trusted =
        LocalToken::decrypt(key, &untrusted, Some(key_id.as_bytes()), Some(location)).map_err(|_| Unsealable)?;
    Ok(trusted.payload().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::settings::ProjectKey;
    use proptest::prelude::*;

    fn scope(tenant: &str, project: &str) -> Scope {
        Scope { tenant: tenant.into(), project: ProjectKey::parse(project).unwrap() }
    }

    fn ring() -> Keyring {
        Keyring::parse(&Keyring::new_line().unwrap()).unwrap()
    }

    proptest! {
        #[test]
        fn sealed_text_opens_only_where_it_belongs(
            secret in "[A-Za-z0-9]{40,300}",
            (tenant, other_tenant) in ("[a-z]{1,8}", "[a-z]{1,8}"),
            (project, other_project) in ("[A-Z]{1,8}", "[A-Z]{1,8}"),
        ) {
            let ring = ring();
            let home = scope(&tenant, &project);
            let sealed = seal(&ring, &home, TOKEN_FIELD, &secret).unwrap();
            prop_assert_eq!(open(&ring, &home, TOKEN_FIELD, &sealed), Ok(secret.clone()));
            prop_assert!(!sealed.text.contains(&secret));
            prop_assert_eq!(open(&ring, &home, "other_field", &sealed), Err(Unsealable));
            let elsewhere = scope(&other_tenant, &other_project);
            if elsewhere != home {
                prop_assert_eq!(open(&ring, &elsewhere, TOKEN_FIELD, &sealed), Err(Unsealable));
            }
        }

        #[test]
        fn changed_or_truncated_text_does_not_open(at in any::<prop::sample::Index>(), bit in 0_u8..7) {
            let ring = ring();
            let home = scope("local", "SUP");
            let sealed = seal(&ring, &home, TOKEN_FIELD, &"EAASANDBOX".repeat(9)).unwrap();
            let mut bytes = sealed.text.clone().into_bytes();
            let at = at.index(bytes.len());
            bytes[at] ^= 1 << bit;
            if let Ok(text) = String::from_utf8(bytes) {
                let altered = Sealed { text, ..sealed.clone() };
                prop_assert_eq!(open(&ring, &home, TOKEN_FIELD, &altered), Err(Unsealable));
            }
            let cut = Sealed { text: sealed.text[..at].to_owned(), ..sealed };
            prop_assert_eq!(open(&ring, &home, TOKEN_FIELD, &cut), Err(Unsealable));
        }
    }

    #[test]
    fn two_locations_never_have_the_same_bytes() {
        assert_ne!(location(&scope("a", "BC"), "f"), location(&scope("aB", "C"), "f"));
    }

    #[test]
    fn an_older_key_still_opens_and_a_removed_one_does_not() {
        let home = scope("local", "SUP");
        let (old, new) = (Keyring::new_line().unwrap(), Keyring::new_line().unwrap());
        let sealed = seal(&Keyring::parse(&old).unwrap(), &home, TOKEN_FIELD, "secret").unwrap();
        let both = Keyring::parse(&format!("{new}{old}")).unwrap();
        assert_eq!(open(&both, &home, TOKEN_FIELD, &sealed), Ok("secret".to_owned()));
        assert_ne!(seal(&both, &home, TOKEN_FIELD, "secret").unwrap().key_id, sealed.key_id);
        let dropped = Keyring::parse(&new).unwrap();
        assert_eq!(open(&dropped, &home, TOKEN_FIELD, &sealed), Err(Unsealable));
        let renamed = Sealed { key_id: dropped.current().id.clone(), ..sealed };
        assert_eq!(open(&dropped, &home, TOKEN_FIELD, &renamed), Err(Unsealable));
    }
}
