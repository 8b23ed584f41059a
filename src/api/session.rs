//! The session that stands in every request: asked for when it is needed, kept in memory only.
//!
//! The host says where it comes from: from the backend by itself, or traded for the host's word. How long one may be
//! kept stands in it.

use super::read;
use super::transport::{Body, Call, send};
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
    current: RefCell<Option<Held>>,
}

/// A session that may be used for a while.
#[derive(Debug)]
struct Held {
    session: Session,
    /// The moment from which it is no longer used.
    until: Timestamp,
}

impl Held {
    fn new(session: Session, now: Timestamp) -> Self {
        let until = Timestamp::from_unix(now.unix() + i64::from(session.expires_in) - MARGIN).unwrap_or(now);
        Self { session, until }
    }

    /// The value of `Authorization`.
    fn header(&self) -> String {
        format!("Bearer {}", self.session.bearer.expose())
    }
}

impl Sessions {
    /// The value of `Authorization`.
    pub(super) async fn authorization(&self, host: &Host, project: &ProjectKey, limit: u32) -> Result<String, Error> {
        let now = host::now();
        if let Some(held) = self.current.borrow().as_ref().filter(|held| now < held.until) {
            return Ok(held.header());
        }
        let session = match host.authorization().await.map_err(Error::from_host)? {
            Authorization::Granted(session) => session,
            Authorization::AskBackend => ask_backend(project, limit).await?,
        };
        let held = Held::new(session, now);
        let header = held.header();
        *self.current.borrow_mut() = Some(held).filter(|held| now < held.until);
        Ok(header)
    }

    /// Forgets the session: the backend says that it has ended.
    pub(super) fn forget(&self) {
        *self.current.borrow_mut() = None;
    }
}

async fn ask_backend(project: &ProjectKey, limit: u32) -> Result<Session, Error> {
    let body = serde_json::to_string(&OpenSession { project: project.clone() }).map_err(|_| Error::Unreadable)?;
    let call =
        Call { method: Method::POST, path: endpoint::SESSION.to_owned(), headers: Vec::new(), body: Some(Body(body)) };
    read(&send(&call, limit, None).await?)
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::access_token::SecretText;

    fn held(expires_in: u32) -> Held {
        let session = Session { bearer: SecretText::new("token".into()), expires_in };
        Held::new(session, Timestamp::from_unix(1_000).unwrap())
    }

    #[test]
    fn a_session_is_used_until_shortly_before_its_end() {
        assert_eq!(held(300).until.unix(), 1_270);
        assert!(held(0).until.unix() < 1_000, "asked for with every request");
    }

    #[test]
    fn a_session_stands_in_the_header_and_nowhere_else() {
        let held = held(300);
        assert_eq!(held.header(), "Bearer token");
        assert!(!format!("{held:?}").contains("token\""), "{held:?}");
    }
}
