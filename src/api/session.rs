//! The session that every request names: opened when it's needed, kept in memory only.

use super::read;
use super::transport::{Body, Request, send};
use crate::host::{self, Authorization, Host};
use contract::endpoint;
use contract::request::{OpenSession, Session};
use contract::settings::ProjectKey;
use contract::timestamp::Timestamp;
use gloo_net::http::Method;
use panel::Error;
use std::cell::RefCell;

/// How many seconds before its end a session is no longer used.
const MARGIN: i64 = 30;

/// The session of this page.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    current: RefCell<Option<Current>>,
}

/// A session, and how long it may be used.
#[derive(Debug)]
struct Current {
    session: Session,
    until: Timestamp,
}

impl Current {
    fn new(session: Session, now: Timestamp) -> Self {
        let until = Timestamp::from_unix(now.unix() + i64::from(session.expires_in) - MARGIN).unwrap_or(now);
        Self { session, until }
    }

    /// The value of the `Authorization` header.
    fn header(&self) -> String {
        format!("Bearer {}", self.session.bearer.expose())
    }
}

impl Sessions {
    /// The value of the `Authorization` header, from the current session or a new one.
    pub(super) async fn authorization(&self, host: &Host, project: &ProjectKey, limit: u32) -> Result<String, Error> {
        let now = host::now();
        if let Some(current) = self.current.borrow().as_ref().filter(|current| now < current.until) {
            return Ok(current.header());
        }
        let session = match host.authorization().await.map_err(Error::from_host)? {
            Authorization::Granted(session) => session,
            Authorization::AskBackend => open(project, limit).await?,
        };
        let current = Current::new(session, now);
        let header = current.header();
        *self.current.borrow_mut() = Some(current).filter(|current| now < current.until);
        Ok(header)
    }

    /// Drops the session, because the backend says that it has ended.
    pub(super) fn clear(&self) {
        *self.current.borrow_mut() = None;
    }
}

/// Opens a session at the backend.
async fn open(project: &ProjectKey, limit: u32) -> Result<Session, Error> {
    let body = serde_json::to_string(&OpenSession { project: project.clone() }).map_err(|_| Error::Unreadable)?;
    let (method, path) = (Method::POST, endpoint::SESSION.to_owned());
    let request = Request { method, path, headers: Vec::new(), body: Some(Body(body)) };
    read(&send(&request, limit, None).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::access_token::SecretText;

    fn current(expires_in: u32) -> Current {
        let session = Session { bearer: SecretText::new("token".into()), expires_in };
        Current::new(session, Timestamp::from_unix(1_000).unwrap())
    }

    #[test]
    fn a_session_is_used_until_shortly_before_its_end() {
        assert_eq!(current(300).until.unix(), 1_270);
        assert!(current(0).until.unix() < 1_000, "used for one request only");
    }

    #[test]
    fn a_session_stands_in_the_header_and_nowhere_else() {
        let current = current(300);
        assert_eq!(current.header(), "Bearer token");
        assert!(!format!("{current:?}").contains("token\""), "{current:?}");
    }
}
