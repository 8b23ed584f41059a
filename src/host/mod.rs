//! Where the page is running: the only module that touches the window, the page's address and frames around it.
//!
//! What a host says about project and person is for display; the backend takes them from the session it verified.

mod channel;
mod clock;
mod detect;
mod iframe;
mod intl;
mod js_value;
mod messages;
mod random;
#[cfg(all(test, target_arch = "wasm32"))]
mod tests;
mod unload_guard;
mod window;

pub use clock::now;
pub use intl::Intl;
pub use js_value::read_value;
pub use random::{fraction, nonce};

use contract::request::Session;
use contract::settings::ProjectKey;
use iframe::Iframe;
use panel::HostError;

/// The ID of the page's flags in Jira: a newer flag replaces the one before.
const FLAG: &str = "whatsapp-settings";

/// The place the page is running in.
pub enum Host {
    /// A browser tab of its own.
    Standalone,
    /// A frame in a page that speaks the messages of this module: the shell in `forge/`.
    Framed(Iframe),
}

/// What is known about where the page is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Context {
    /// The project whose settings to show; `None` if the address names none.
    pub project: Option<ProjectKey>,
    /// The reader's language, as a tag such as "de-DE" or "de_DE".
    pub locale: Option<String>,
    /// The reader's time zone, by its name in the IANA database; `None` for the browser's.
    pub time_zone: Option<String>,
}

/// How a request proves who sends it.
#[derive(Debug)]
pub enum Authorization {
    /// The backend gives out sessions by itself: ask it for one.
    AskBackend,
    /// The host gave a session.
    Granted(Session),
}

impl Host {
    /// Finds out where the page is running.
    #[must_use]
    pub fn detect() -> Self {
        match window::parent() {
            Some(parent) if detect::has_host(&window::query()) => Self::Framed(Iframe::new(parent)),
            _ => Self::Standalone,
        }
    }

    fn frame(&self) -> Option<Iframe> {
        match self {
            Self::Standalone => None,
            Self::Framed(frame) => Some(*frame),
        }
    }

    /// What is known without asking a host, if there is none.
    #[must_use]
    pub fn standalone_context(&self) -> Option<Context> {
        matches!(self, Self::Standalone).then(|| Context {
            project: detect::parameter(&window::query(), "project").and_then(ProjectKey::parse),
            locale: window::language(),
            time_zone: None,
        })
    }

    /// Asks the host where the page is, and adopts its colors. Takes 5 seconds at most.
    ///
    /// # Errors
    /// The host didn't respond, or responded with something else, or there is none.
    pub async fn open(&self) -> Result<Context, HostError> {
        self.frame().ok_or(HostError::NoResponse)?.open().await
    }

    /// How requests prove who sends them. Takes 5 seconds at most.
    ///
    /// # Errors
    /// Why there is no session.
    pub async fn authorization(&self) -> Result<Authorization, HostError> {
        match self.frame() {
            Some(frame) => frame.session().await.map(Authorization::Granted),
            None => Ok(Authorization::AskBackend),
        }
    }

    /// True if the page is on the Jira site with this host name. Also true if that's unknown: Firefox doesn't report
    /// it, and a page without a frame has no other site around it.
    #[must_use]
    pub fn is_on_site(&self, site: &str) -> bool {
        window::top_origin().is_none_or(|origin| detect::is_of_site(&origin, site))
    }

    /// True if the browser says that it has no network. False proves nothing.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        window::is_offline()
    }

    /// Sets the title and the language of the page.
    pub fn set_title(&self, title: &str, language: &str) {
        window::set_title(title, language);
        self.notify("title", &[("title", title.into())]);
    }

    /// The page is drawn: removes what was shown while it loaded, and has the host follow its height.
    pub fn ready(&self) {
        window::remove_loading();
        if let Some(frame) = self.open_frame() {
            frame.follow_height();
        }
    }

    /// True if the host shows flags.
    #[must_use]
    pub fn has_flags(&self) -> bool {
        self.open_frame().is_some()
    }

    /// Has the host show a flag, about a success or for information.
    pub fn flag(&self, is_success: bool, title: &str, body: &str) {
        let kind = if is_success { "success" } else { "info" };
        self.notify(
            "flag",
            &[("id", FLAG.into()), ("title", title.into()), ("body", body.into()), ("type", kind.into())],
        );
    }

    /// Whether leaving would lose something that was typed, so that the browser asks first.
    pub fn set_dirty(&self, dirty: bool) {
        unload_guard::set_dirty(dirty);
    }

    /// Reloads the page, together with the page around it if there is one that responds.
    pub fn reload(&self) {
        match self.open_frame() {
            Some(frame) => frame.notify("reload", &[]),
            None => window::reload(),
        }
    }

    fn notify(&self, method: &str, parameters: &[(&str, wasm_bindgen::JsValue)]) {
        if let Some(frame) = self.open_frame() {
            frame.notify(method, parameters);
        }
    }

    /// The page around this one, once it has responded.
    fn open_frame(&self) -> Option<Iframe> {
        self.frame().filter(|frame| frame.is_open())
    }
}

impl std::fmt::Debug for Host {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Host")
    }
}
