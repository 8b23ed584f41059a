//! The pretend Jira: what the panel meets when it is opened inside Jira, on a second listener of its own.
//!
//! One listener plays many origins, told apart by `Host` ([`hosts`]): two customers' Jira sites, Forge's CDN with the
//! app's own shell, Connect's CDN, Atlassian's servers, and a web site that is nobody's. [`places`] is what there is:
//! sites, projects, the person. `forge` and `connect` are the two ways into Jira, each with the tokens that it signs
//! (`keys`, `jwt`, `qsh`); `rest` and `user` are what the Chat backend asks Jira; `pages` is what a browser is given; `chat` calls
//! the Chat backend; `standing` is what can be turned while it runs, and `controls` the door for turning it.
//!
//! It is built from Atlassian's published documentation, and shares no type with the rest of the workspace.

use std::{net::SocketAddr, path::PathBuf, sync::Arc};

use axum::{Router, middleware};

mod chat;
mod connect;
mod controls;
mod forge;
mod hosts;
mod jwt;
mod keys;
mod pages;
pub mod places;
mod qsh;
mod rest;
mod standing;
mod user;

use hosts::Hosts;
use keys::Keys;
use standing::Standing;

pub(crate) use controls::router as controls;

/// What the person who starts the sandbox decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The origin of the Chat backend, `http://127.0.0.1:8787`, where it is known from the start.
    pub chat: Option<String>,
    /// The folder with the Forge app, of which `static/shell` is served.
    pub forge: PathBuf,
}

impl Settings {
    /// Whether the Chat backend, where it is known, is at an address that the sandbox calls.
    ///
    /// # Errors
    /// When it is not, with what a person may be told.
    pub fn check(&self) -> Result<(), &'static str> {
        self.chat.as_deref().map_or(Ok(()), chat::check).map_err(Fault::sentence)
    }
}

/// One running Jira.
pub(crate) struct Jira {
    hosts: Hosts,
    keys: Keys,
    standing: Standing,
    /// Forge gives every deployment an address of its own.
    deployment: String,
    /// The folder of the shell's files.
    shell: PathBuf,
}

/// Why something could not be done that has to do with Jira. Its text is what a person reads on Jira's page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Fault {
    /// Nobody has said where the Chat backend is.
    NoChat,
    /// The Chat backend is at no address that the sandbox calls.
    NotCallable,
    /// The Chat backend could not be reached, or broke off.
    Unreachable,
    /// The Chat backend took too long.
    TooLong,
    /// The descriptor of the Connect app is missing, or is not as Connect wants it.
    Descriptor,
    /// The app refused to be installed.
    Install,
    /// No key could be made.
    Key,
}

impl Fault {
    pub(crate) fn sentence(self) -> &'static str {
        match self {
            Self::NoChat => "The sandbox does not know where Chat is: start it with SANDBOX_CHAT_URL.",
            Self::NotCallable => "The sandbox calls Chat over plain http on this machine only.",
            Self::Unreachable => "The sandbox cannot reach Chat.",
            Self::TooLong => "Chat took longer than Atlassian waits.",
            Self::Descriptor => {
                "Chat has no Connect descriptor that the sandbox can use. Is CHAT_CONNECT_APP_KEY set for the backend?"
            }
            Self::Install => "Chat refused to be installed as a Connect app.",
            Self::Key => "The sandbox could not make a key.",
        }
    }
}

impl Jira {
    pub(crate) fn new(bound: SocketAddr, settings: Settings) -> Self {
        Self {
            hosts: Hosts::new(bound),
            keys: Keys::default(),
            standing: Standing::new(settings.chat),
            deployment: keys::random_hex(16),
            shell: settings.forge.join("static").join("shell"),
        }
    }
}

/// Everything that the second listener answers.
pub(crate) fn router(jira: &Arc<Jira>) -> Router {
    Router::new()
        .merge(pages::router(jira))
        .merge(forge::router(jira))
        .merge(connect::router(jira))
        .merge(rest::router(jira))
        .merge(user::router(jira))
        .merge(controls(jira))
        .fallback(async || hosts::nothing_here())
        .layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::known))
}
