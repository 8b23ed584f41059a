//! The session that stands in every request: asked for when it is needed, kept in memory only.

use super::transport::{Body, Call, send};
use super::{Error, read};
use contract::access_token::SecretText;
use contract::endpoint;
use contract::request::{OpenSession, Session};
use contract::settings::ProjectKey;
use contract::timestamp::Timestamp;
use gloo_net::http::Method;
use std::cell::RefCell;

/// How many seconds before its end a session is no longer used.
const MARGIN: i64 = 30;

/// The session of this page.
#[derive(Debug, Default)]
pub(super) struct Sessions {
    current: RefCell<Option<(SecretText, Timestamp)>>,
}

impl Sessions {
    /// The value of `Authorization`.
    pub(super) async fn authorization(
        &self,
        project: &ProjectKey,
        now: Timestamp,
        limit: u32,
    ) -> Result<String, Error> {
        let held = self.current.borrow().clone();
        if let Some((bearer, until)) = held
            && now < until
        {
            return Ok(format!("Bearer {}", bearer.expose()));
        }
        let body = serde_json::to_string(&OpenSession { project: project.clone() }).map_err(|_| Error::Unreadable)?;
        let call = Call {
            method: Method::POST,
            path: endpoint::SESSION.to_owned(),
            headers: Vec::new(),
            body: Some(Body(body)),
        };
        let session: Session = read(&send(&call, limit, None).await?)?;
        let authorization = format!("Bearer {}", session.bearer.expose());
        let until = Timestamp::from_unix(now.unix() + i64::from(session.expires_in) - MARGIN).unwrap_or(now);
        *self.current.borrow_mut() = Some((session.bearer, until));
        Ok(authorization)
    }

    /// Forgets the session: the backend says that it has ended.
    pub(super) fn forget(&self) {
        *self.current.borrow_mut() = None;
    }
}
