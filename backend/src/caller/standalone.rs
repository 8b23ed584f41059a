//! Standalone: the page in its own browser tab.
//!
//! On loopback the backend gives anyone a session: only people on this machine can reach it, and `middleware::allowed_hosts`
//! keeps other web pages out. Elsewhere a reverse proxy authenticates people, proves itself with a shared secret, and
//! names the person in a header.

use super::{Caller, Rights, name};
use crate::error::Error;
use crate::scope::Scope;
use axum::http::{HeaderMap, HeaderValue};
use contract::settings::{Account, Project, ProjectKey};
use subtle::ConstantTimeEq;

/// The header with the proxy's secret.
pub const PROXY_SECRET: &str = "x-chat-proxy-secret";
/// The header with the account that the proxy has authenticated: 1 to 128 characters.
pub const FORWARDED_USER: &str = "x-forwarded-user";
/// The header with the person's name, if the proxy knows it.
pub const FORWARDED_NAME: &str = "x-forwarded-preferred-username";

/// The tenant of all standalone sessions.
const TENANT: &str = "local";

/// Who can open a standalone session.
pub enum StandaloneAuth {
    /// No one: people come through Jira.
    Off,
    /// Anyone who reaches the backend.
    Open,
    /// People whom the proxy with this secret has authenticated.
    Proxy(Vec<u8>),
}

impl StandaloneAuth {
    /// The caller that `headers` prove, in `project`.
    ///
    /// # Errors
    /// [`Error::SessionEnded`] if they prove no one.
    pub fn authenticate(&self, headers: &HeaderMap, project: ProjectKey) -> Result<Caller, Error> {
        let account = match self {
            Self::Off => return Err(Error::SessionEnded),
            Self::Open => Account { id: "local".to_owned(), name: None },
            Self::Proxy(secret) => {
                let given = single(headers, PROXY_SECRET)?.unwrap_or_default();
                if !bool::from(secret.ct_eq(given)) {
                    return Err(Error::SessionEnded);
                }
                let id = single(headers, FORWARDED_USER)?.and_then(shown).ok_or(Error::SessionEnded)?;
                Account { id, name: single(headers, FORWARDED_NAME)?.and_then(shown) }
            }
        };
        let project_shown = Project { key: project.clone(), name: None, site: None };
        let scope = Scope { tenant: TENANT.to_owned(), project };
        Ok(Caller { scope, shown: project_shown, account, rights: Rights::Administer, installation: None })
    }
}

/// The value of a header. Repeated headers are rejected: if a proxy adds its own next to the browser's, people could
/// choose who they are.
fn single<'a>(headers: &'a HeaderMap, name: &str) -> Result<Option<&'a [u8]>, Error> {
    let mut values = headers.get_all(name).iter();
    let first = values.next().map(HeaderValue::as_bytes);
    if values.next().is_none() { Ok(first) } else { Err(Error::SessionEnded) }
}

fn shown(text: &[u8]) -> Option<String> {
    name::displayable(std::str::from_utf8(text).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admit(headers: &[(&'static str, &[u8])]) -> Option<Account> {
        let headers =
            headers.iter().map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_bytes(value).unwrap()));
        let project = ProjectKey::parse("SUP").unwrap();
        let auth = StandaloneAuth::Proxy(b"proxy secret".to_vec());
        auth.authenticate(&headers.collect(), project).ok().map(|caller| caller.account)
    }

    #[test]
    fn no_one_is_authenticated_if_it_is_off() {
        let project = ProjectKey::parse("SUP").unwrap();
        let admitted = StandaloneAuth::Off.authenticate(&HeaderMap::new(), project);
        assert!(matches!(admitted, Err(Error::SessionEnded)));
    }

    #[test]
    fn only_a_proxy_with_the_secret_can_name_a_person() {
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
    fn repeated_headers_are_rejected() {
        let secret = (PROXY_SECRET, &b"proxy secret"[..]);
        let user = (FORWARDED_USER, &b"amira@example.com"[..]);
        let name = (FORWARDED_NAME, "Amira Süd".as_bytes());
        assert!(admit(&[secret, user, name]).is_some());
        for twice in [secret, user, name, (FORWARDED_USER, b"olga@example.com"), (PROXY_SECRET, b"other")] {
            assert_eq!(admit(&[secret, user, name, twice]), None, "{}", twice.0);
        }
    }
}
