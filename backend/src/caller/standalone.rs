//! Standalone: the page in a plain browser tab.
//!
//! On a machine's own address the backend hands out sessions to whoever sits there: only that machine reaches it, and
//! the names it answers to keep web pages out (see `gate::names`). Anywhere else a reverse proxy authenticates the
//! person, proves itself by a shared secret, and names the person in a header.

use super::{Caller, Rights, name};
use crate::error::Error;
use crate::scope::Scope;
use crate::secret::{Keyring, same_text};
use axum::http::{HeaderMap, HeaderValue};
use contract::settings::{Account, Project, ProjectKey};

/// By this header the proxy proves itself.
pub const PROXY_SECRET: &str = "x-chat-proxy-secret";
/// The account that the proxy has authenticated: 1 to 128 characters.
pub const FORWARDED_USER: &str = "x-forwarded-user";
/// The person's name, where the proxy knows it.
pub const FORWARDED_NAME: &str = "x-forwarded-preferred-username";

/// A backend of its own has one tenant.
const TENANT: &str = "local";

/// Who may open a session here.
pub enum Admission {
    /// Nobody: Jira vouches for people, and browsers reach the backend from elsewhere.
    Nobody,
    /// Whoever reaches the backend.
    Everybody,
    /// Whom the proxy with this secret vouches for.
    Proxy(Vec<u8>),
}

impl Admission {
    /// The caller for whom `headers` speak, in `project`.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] where nobody vouches for anybody.
    pub fn admit(&self, keys: &Keyring, headers: &HeaderMap, project: ProjectKey) -> Result<Caller, Error> {
        let account = match self {
            Self::Nobody => return Err(Error::SessionEnded),
            Self::Everybody => Account { id: "local".to_owned(), name: None },
            Self::Proxy(secret) => {
                let given = once(headers, PROXY_SECRET)?.unwrap_or_default();
                if !same_text(keys, secret, given) {
                    return Err(Error::SessionEnded);
                }
                let id = once(headers, FORWARDED_USER)?.and_then(fit).ok_or(Error::SessionEnded)?;
                Account { id, name: once(headers, FORWARDED_NAME)?.and_then(fit) }
            }
        };
        let shown = Project { key: project.clone(), name: None, site: None };
        let scope = Scope { tenant: TENANT.to_owned(), project };
        Ok(Caller { scope, shown, account, rights: Rights::Administer, installation: None })
    }
}

/// The header of this name. A proxy that adds its own beside the one of the browser would let people choose who they
/// are, so two are refused.
fn once<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a [u8]>, Error> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().map(HeaderValue::as_bytes);
    if values.next().is_none() { Ok(first) } else { Err(Error::SessionEnded) }
}

fn fit(text: &[u8]) -> Option<String> {
    name::fit(std::str::from_utf8(text).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admit(headers: &[(&'static str, &[u8])]) -> Option<Account> {
        let keys = Keyring::parse(&Keyring::new_line().unwrap()).unwrap();
        let headers =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_bytes(value).unwrap()));
        let project = ProjectKey::parse("SUP").unwrap();
        let admission = Admission::Proxy(b"proxy secret".to_vec());
        admission.admit(&keys, &headers.collect(), project).ok().map(|caller| caller.account)
    }

    #[test]
    fn where_nobody_may_nobody_is_admitted() {
        let keys = Keyring::parse(&Keyring::new_line().unwrap()).unwrap();
        let project = ProjectKey::parse("SUP").unwrap();
        let admitted = Admission::Nobody.admit(&keys, &HeaderMap::new(), project);
        assert!(matches!(admitted, Err(Error::SessionEnded)));
    }

    #[test]
    fn only_the_proxy_that_knows_the_secret_can_vouch_for_somebody() {
        let secret = (PROXY_SECRET, &b"proxy secret"[..]);
        let user = (FORWARDED_USER, &b"amira@example.com"[..]);
        let name = (FORWARDED_NAME, "Amira Süd".as_bytes());
        let id = "amira@example.com".to_owned();
        assert_eq!(admit(&[secret, user]), Some(Account { id: id.clone(), name: None }));
        assert_eq!(admit(&[secret, user, name]), Some(Account { id, name: Some("Amira Süd".into()) }));
        assert_eq!(admit(&[user]), None);
        assert_eq!(admit(&[(PROXY_SECRET, b""), user]), None);
        assert_eq!(admit(&[(PROXY_SECRET, b"proxy secreT"), user]), None);
        assert_eq!(admit(&[secret]), None);
        assert_eq!(admit(&[secret, (FORWARDED_USER, b" ")]), None);
        assert_eq!(admit(&[secret, (FORWARDED_USER, b"\xff")]), None);
        assert_eq!(admit(&[secret, (FORWARDED_USER, &[b'a'; 129])]), None);
    }

    #[test]
    fn a_header_that_stands_twice_vouches_for_nobody() {
        let secret = (PROXY_SECRET, &b"proxy secret"[..]);
        let user = (FORWARDED_USER, &b"amira@example.com"[..]);
        let name = (FORWARDED_NAME, "Amira Süd".as_bytes());
        assert!(admit(&[secret, user, name]).is_some());
        for twice in [secret, user, name, (FORWARDED_USER, b"olga@example.com"), (PROXY_SECRET, b"other")] {
            assert_eq!(admit(&[secret, user, name, twice]), None, "{}", twice.0);
        }
    }
}
