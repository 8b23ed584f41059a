//! Where the page is running: the only room that touches the window, parent frames and what they tell.
//!
//! A host answers questions; what it says of project and person is for display, and the backend takes them from
//! the session it verified. A host that frames the page is spoken to by messages (`messages`, `line`).

mod clock;
mod detect;
mod embedded;
mod foreign;
mod framed;
mod intl;
mod leaving;
mod line;
mod messages;
mod random;
mod standalone;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod window;

pub use clock::{local, now};
pub use intl::Intl;
pub use random::{fraction, nonce};

use contract::request::Session;
use contract::settings::ProjectKey;
use detect::{Kind, detect};
use embedded::Embedded;
use panel::HostError;

/// The name of the page's notices at its host: a newer one takes the place of an older.
const FLAG: &str = "whatsapp-settings";

/// The place the page is running in.
pub enum Host {
    /// A browser tab of its own.
    Standalone,
    /// A frame whose parent speaks the page's messages.
    Framed(Embedded),
}

/// What is known once the host has been asked where the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opened {
    /// The project whose settings are wanted; `None` where the address names none.
    pub project: Option<ProjectKey>,
    /// The reader's language, as a tag such as "de-DE" or "de_DE".
    pub locale: Option<String>,
}

/// How a request proves who is asking.
#[derive(Debug)]
pub enum Authorization {
    /// The backend hands out sessions by itself: ask it for one.
    AskBackend,
    /// The host gave a session.
    Granted(Session),
}

impl Host {
    /// Finds out where the page is running.
    #[must_use]
    pub fn detect() -> Self {
        match detect(window::parent().is_some(), &window::query()) {
            Kind::Standalone => Self::Standalone,
            Kind::Framed => Self::Framed(framed::host()),
        }
    }

    /// The host around the page, where there is one.
    fn around(&self) -> Option<Embedded> {
        match self {
            Self::Standalone => None,
            Self::Framed(embedded) => Some(*embedded),
        }
    }

    /// What is known without asking, where there is nobody to ask.
    #[must_use]
    pub fn alone(&self) -> Option<Opened> {
        let nobody = self.around().is_none();
        nobody.then(|| Opened { project: standalone::project(), locale: window::language() })
    }

    /// Asks the host where the page is, and takes over its colours and its time zone. At most 5 seconds.
    ///
    /// # Errors
    /// The host did not answer, or answered something else, or there is none.
    pub async fn open(&self) -> Result<Opened, HostError> {
        let context = self.around().ok_or(HostError::NoResponse)?.open().await?;
        Ok(Opened { project: Some(context.project), locale: context.locale })
    }

    /// How requests prove who is asking. Asked before each request that has no session yet. At most 5 seconds.
    ///
    /// # Errors
    /// Why there is no session.
    pub async fn authorization(&self) -> Result<Authorization, HostError> {
        let Some(host) = self.around() else { return Ok(Authorization::AskBackend) };
        Ok(Authorization::Granted(host.session().await?))
    }

    /// Whether the page is on the Jira site with this host name, as far as the browser tells: Firefox does not, and a
    /// page in a tab of its own is nowhere else.
    #[must_use]
    pub fn is_on_site(&self, site: &str) -> bool {
        window::outermost().is_none_or(|origin| detect::is_of_site(&origin, site))
    }

    /// True where the browser says that it has no network. False proves nothing.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        window::is_offline()
    }

    /// Says what the page is called, and in which language it speaks.
    pub fn introduce(&self, title: &str, language: &str) {
        window::introduce(title, language);
        if let Some(host) = self.reachable() {
            host.tell("title", &[("title", title.into())]);
        }
    }

    /// The page stands: nothing else is to be seen any more, and the host follows its height.
    pub fn stands(&self) {
        window::end_of_opening();
        if let Some(host) = self.reachable() {
            host.follow_height();
        }
    }

    /// True where the host shows notices of its own.
    #[must_use]
    pub fn has_flags(&self) -> bool {
        self.reachable().is_some()
    }

    /// Has the host show a notice: of a success, or of something that is so.
    pub fn flag(&self, is_success: bool, title: &str, body: &str) {
        let kind = if is_success { "success" } else { "info" };
        if let Some(host) = self.reachable() {
            host.tell(
                "flag",
                &[("id", FLAG.into()), ("title", title.into()), ("body", body.into()), ("type", kind.into())],
            );
        }
    }

    /// Whether leaving would lose something that was typed, so that the browser asks first.
    pub fn set_dirty(&self, dirty: bool) {
        leaving::set_dirty(dirty);
    }

    /// Loads the page anew, with the page around it where that can be told to.
    pub fn reload(&self) {
        match self.reachable() {
            Some(host) => host.tell("reload", &[]),
            None => window::reload(),
        }
    }

    /// The host around the page, once it has answered.
    fn reachable(&self) -> Option<Embedded> {
        self.around().filter(|host| host.is_open())
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Host")
    }
}
