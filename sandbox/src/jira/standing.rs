//! What can be turned while the pretend Jira runs, what it counts, and the Connect apps installed on it.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Fault, chat, keys::random_hex, places::Site};

/// Where an app is installed: the origin of its backend, and the site's name.
type Place = (String, &'static str);

/// A Connect app on a site.
#[derive(Clone, Debug)]
pub(crate) struct Installation {
    /// The app's key, from its descriptor.
    pub(crate) app_key: String,
    /// What both sign with from now on.
    pub(crate) shared_secret: String,
    /// The app's own base URL, without a slash at its end.
    pub(crate) base_url: String,
    /// The key and the address of the page for a project's settings; the address holds `{project.id}` and the like.
    pub(crate) module: (String, String),
}

#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Counts {
    pub(crate) invocations: u64,
    pub(crate) permission_checks: u64,
    pub(crate) installs: u64,
}

struct Turned {
    chat: Option<String>,
    administers: bool,
    counts: Counts,
}

pub(crate) struct Standing {
    turned: Mutex<Turned>,
    /// Locked while an app is being installed, so that two pages opened at once install it once.
    installations: tokio::sync::Mutex<BTreeMap<Place, Installation>>,
    /// What Forge hands over so that the app can ask Jira as this person, by site.
    user_tokens: BTreeMap<&'static str, String>,
}

impl Standing {
    pub(super) fn new(chat: Option<String>) -> Self {
        let user_tokens =
            super::places::SITES.iter().map(|site| (site.name, format!("sandbox-user-{}", random_hex(24)))).collect();
        Self {
            turned: Mutex::new(Turned { chat, administers: true, counts: Counts::default() }),
            installations: tokio::sync::Mutex::default(),
            user_tokens,
        }
    }

    /// The origin of the Chat backend.
    pub(crate) fn chat(&self) -> Option<String> {
        self.open().chat.clone()
    }

    /// From now on the Chat backend is there.
    ///
    /// # Errors
    /// When the text is no origin that the sandbox can call.
    pub(crate) fn set_chat(&self, origin: &str) -> Result<(), Fault> {
        let origin = origin.trim_end_matches('/');
        chat::check(origin)?;
        self.open().chat = Some(origin.to_owned());
        Ok(())
    }

    /// Whether the person administers the projects.
    pub(crate) fn administers(&self) -> bool {
        self.open().administers
    }

    pub(crate) fn set_administers(&self, administers: bool) {
        self.open().administers = administers;
    }

    pub(crate) fn counts(&self) -> Counts {
        self.open().counts
    }

    pub(crate) fn count(&self, step: fn(&mut Counts) -> &mut u64) {
        *step(&mut self.open().counts) += 1;
    }

    /// The token by which the app asks this site as the person.
    pub(crate) fn user_token(&self, site: &Site) -> &str {
        self.user_tokens.get(site.name).map_or("", String::as_str)
    }

    pub(crate) async fn installations(&self) -> tokio::sync::MutexGuard<'_, BTreeMap<Place, Installation>> {
        self.installations.lock().await
    }

    fn open(&self) -> MutexGuard<'_, Turned> {
        self.turned.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
