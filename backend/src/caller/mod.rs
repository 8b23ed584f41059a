//! Who is asking, for which project, and what they may do. There is one module for each host that the page runs in.
//!
//! | host | what is verified |
//! |---|---|
//! | `standalone` | on loopback nothing, otherwise the headers of a reverse proxy |
//! | `forge` | the Forge Invocation Token, and the person's permissions in Jira |
//!
//! Both open a session, which every route of a project requires.

pub mod forge;
mod name;
mod session;
pub mod standalone;

pub use session::Sessions;

use crate::error::Error;
use crate::scope::Scope;
use axum::http::{HeaderMap, HeaderName};
use contract::settings::{Account, Project};
use serde::{Deserialize, Serialize};

/// A verified person, in the project that the session is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caller {
    pub scope: Scope,
    /// The project as shown to people; all of it was verified.
    pub shown: Project,
    pub account: Account,
    pub rights: Rights,
    /// The installation of the Forge app, if the session came through it.
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
    /// # Errors
    /// [`Error::NotAllowed`] without the right to change the settings.
    pub fn require_admin(&self) -> Result<(), Error> {
        match self.rights {
            Rights::Administer => Ok(()),
            Rights::View => Err(Error::NotAllowed),
        }
    }
}

/// The value of a header; `None` if the header is missing, repeated or not ASCII.
pub(crate) fn single_header<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?.to_str().ok()?;
    values.next().is_none().then_some(first)
}
