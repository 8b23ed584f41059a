//! Who is asking, for which project, and what they may do.
//!
//! Every route of a project takes a [`Caller`], which only a verified token makes. How one comes about depends on where
//! the page runs: one room for each host, the mirror of the page's own `src/host`.
//!
//! | host | what is verified |
//! |---|---|
//! | `standalone` | nothing on a machine's own address, else a reverse proxy's word; it opens a session |
//! | `forge` | the Forge Invocation Token and the person's rights; it opens a session |
//! | `connect` | the context JWT, with every request; rights are asked for before anything is done |

pub mod connect;
pub mod forge;
mod jwt;
mod name;
mod session;
pub mod standalone;

pub use session::Sessions;

use crate::Backend;
use crate::error::Error;
use crate::scope::Scope;
use axum::extract::{FromRequestParts, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method};
use contract::settings::{Account, Project};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A verified person, in the project that the request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    /// The tenant and project.
    pub scope: Scope,
    /// The project as it is shown: all of it was verified too.
    pub shown: Project,
    /// The person.
    pub account: Account,
    /// What they may do.
    pub rights: Rights,
    /// The installation of the app that vouched for them, where one did.
    pub installation: Option<String>,
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

    /// The token comes first: without one nobody learns which projects there are. The project comes second, and Jira is
    /// asked last, before a request that may change something reads even its own body.
    async fn from_request_parts(parts: &mut Parts, backend: &Arc<Backend>) -> Result<Self, Error> {
        let header = single(&parts.headers, &AUTHORIZATION).ok_or(Error::SessionEnded)?.to_owned();
        let connect = backend.connect.as_ref().zip(header.strip_prefix("JWT "));
        let caller = match (connect, header.strip_prefix("Bearer ")) {
            (Some((connect, token)), _) => connect.caller(backend, token).await?,
            (None, Some(bearer)) => backend.sessions.verify(&backend.keys, bearer, backend.clock.now())?,
            (None, None) => return Err(Error::SessionEnded),
        };
        let asked = RawPathParams::from_request_parts(parts, backend).await.map_err(|_| Error::NotFound)?;
        if asked.iter().any(|(_, project)| project != caller.scope.project.as_str()) {
            return Err(Error::NotFound);
        }
        match connect {
            // A save alone keeps who it was.
            Some((connect, _)) if !parts.method.is_safe() => {
                connect.with_rights(backend, caller, parts.method == Method::PUT).await
            }
            _ => Ok(caller),
        }
    }
}

/// The header of this name, where it stands once. Who sends two may mean either.
fn single<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}
