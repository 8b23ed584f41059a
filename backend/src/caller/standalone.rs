//! Standalone: the page in a plain browser tab.
//!
//! On a machine's own address the backend hands out sessions to whoever sits there: only that machine reaches it, and
//! the names it answers to keep web pages out (see `gate::names`). Anywhere else a reverse proxy authenticates the
//! person, proves itself by a shared secret, and names the person in a header.

use super::{Caller, Rights, name};
use crate::error::Error;
use crate::scope::Scope;
use crate::secret::{Keyring, same_text};
use axum::http::HeaderMap;
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
                let given = headers.get(PROXY_SECRET).map_or(&b""[..], |value| value.as_bytes());
                if !same_text(keys, secret, given) {
                    return Err(Error::SessionEnded);
                }
                let id = text(headers, FORWARDED_USER).ok_or(Error::SessionEnded)?;
                Account { id, name: text(headers, FORWARDED_NAME) }
            }
        };
        let shown = Project { key: project.clone(), name: None, site: None };
        let scope = Scope { tenant: TENANT.to_owned(), project };
        Ok(Caller { scope, shown, account, rights: Rights::Administer, installation: None })
    }
}

fn text(headers: &HeaderMap, header: &str) -> Option<String> {
    name::fit(std::str::from_utf8(headers.get(header)?.as_bytes()).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

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
}
