//! Who is asking, for which project, and what they may do.
//!
//! Every route of a project takes a [`Caller`], which only a verified session makes. How a session comes about depends
//! on where the page runs: one file for each host (`standalone` today), the mirror of the page's own `src/host`.

mod session;
pub mod standalone;

pub use session::Sessions;

use crate::Backend;
use crate::error::Error;
use crate::scope::Scope;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use contract::settings::Account;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A verified person, in the project that the request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The tenant and project.
    pub scope: Scope,
    /// The person.
    pub account: Account,
    /// What they may do.
    pub rights: Rights,
}

/// What a person may do in a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Rights {
    /// See the settings.
    View,
    /// See and change them.
    Administer,
}

impl Caller {
    /// Lets only those pass who may change the settings.
    ///
    /// # Errors
    /// [`Error::NotAllowed`] for all others.
    pub fn may_administer(&self) -> Result<(), Error> {
        match self.rights {
            Rights::Administer => Ok(()),
            Rights::View => Err(Error::NotAllowed),
        }
    }
}

impl FromRequestParts<Arc<Backend>> for Caller {
    type Rejection = Error;

    /// The session comes first: without one nobody learns which projects there are.
    async fn from_request_parts(parts: &mut Parts, backend: &Arc<Backend>) -> Result<Self, Error> {
        let header = parts.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let bearer = header.and_then(|value| value.strip_prefix("Bearer ")).ok_or(Error::SessionEnded)?;
        let caller = backend.sessions.verify(&backend.keys, bearer, backend.clock.now())?;
        let asked = RawPathParams::from_request_parts(parts, backend).await.map_err(|_| Error::NotFound)?;
        let own = asked.iter().all(|(_, project)| project == caller.scope.project.as_str());
        if own { Ok(caller) } else { Err(Error::NotFound) }
    }
}
