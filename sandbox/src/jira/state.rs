//! The running Jira: what is made at its start, what can change at run time, and what it counts.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::extract::FromRef;

use super::{
    chat,
    error::Error,
    fixtures::{SITES, Site},
    hosts::Hosts,
    keys::{SigningKey, random_hex},
};

/// What the person who starts the sandbox decides.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The origin of the Chat backend, `http://127.0.0.1:8787`, if it's known from the start.
    pub chat: Option<String>,
    /// The folder with the Forge app; its `static/shell` is served.
    pub forge: PathBuf,
}

impl Settings {
    /// Checks that the sandbox can call the Chat backend at its address.
    ///
    /// # Errors
    /// A sentence for the person who started the sandbox.
    pub fn check(&self) -> Result<(), String> {
        self.chat.as_deref().map_or(Ok(()), chat::check).map_err(|error| error.to_string())
    }
}

/// The running Jira.
pub(crate) struct Jira {
    pub(crate) hosts: Hosts,
    /// Signs Invocation Tokens.
    pub(crate) key: SigningKey,
    /// Part of the shell's address; Forge gives every deployment another one.
    pub(crate) deployment: String,
    /// The folder of the shell's files.
    pub(crate) shell: PathBuf,
    /// The tokens with which the app calls Jira as the person, by site.
    user_tokens: BTreeMap<&'static str, String>,
    changeable: Mutex<Changeable>,
}

#[derive(Clone, Debug)]
struct Changeable {
    chat: Option<String>,
    administers: bool,
    counts: Counts,
}

/// How many requests have come.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) invocations: u64,
    pub(crate) permission_checks: u64,
}

impl Jira {
    pub(crate) fn new(bound: SocketAddr, settings: Settings) -> Self {
        let user_token = |site: &Site| (site.name, format!("sandbox-user-{}", random_hex(24)));
        Self {
            hosts: Hosts::new(bound),
            key: SigningKey::default(),
            deployment: random_hex(16),
            shell: settings.forge.join("static").join("shell"),
            user_tokens: SITES.iter().map(user_token).collect(),
            changeable: Mutex::new(Changeable { chat: settings.chat, administers: true, counts: Counts::default() }),
        }
    }

    /// The origin of the Chat backend.
    pub(crate) fn chat(&self) -> Option<String> {
        self.changeable().chat.clone()
    }

    /// Sets the origin of the Chat backend.
    ///
    /// # Errors
    /// If the sandbox can't call it.
    pub(crate) fn set_chat(&self, origin: &str) -> Result<(), Error> {
        let origin = origin.trim_end_matches('/');
        chat::check(origin)?;
        self.changeable().chat = Some(origin.to_owned());
        Ok(())
    }

    /// Whether the person administers the projects.
    pub(crate) fn administers(&self) -> bool {
        self.changeable().administers
    }

    pub(crate) fn set_administers(&self, administers: bool) {
        self.changeable().administers = administers;
    }

    pub(crate) fn counts(&self) -> Counts {
        self.changeable().counts
    }

    pub(crate) fn count_invocation(&self) {
        self.changeable().counts.invocations += 1;
    }

    pub(crate) fn count_permission_check(&self) {
        self.changeable().counts.permission_checks += 1;
    }

    /// The token with which the app calls this site as the person.
    pub(crate) fn user_token(&self, site: &Site) -> &str {
        self.user_tokens.get(site.name).map_or("", String::as_str)
    }

    fn changeable(&self) -> MutexGuard<'_, Changeable> {
        self.changeable.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl FromRef<Arc<Jira>> for Hosts {
    fn from_ref(jira: &Arc<Jira>) -> Self {
        jira.hosts
    }
}
