//! Where the page is running: the only room that touches the window, parent frames and what they tell.
//!
//! A host answers questions; what it says of project and person is for display, and the backend takes them from
//! the session it verified. Standalone is the only host yet. An embedding one is a variant here and a file
//! beside `standalone.rs`.

mod clock;
mod random;
mod standalone;

pub use clock::{local, now};
pub use random::{fraction, nonce};

use contract::settings::ProjectKey;
use standalone::Standalone;

/// The place the page is running in.
#[derive(Debug)]
pub enum Host {
    /// A browser tab of its own.
    Standalone(Standalone),
}

/// How a request proves who is asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Authorization {
    /// The backend hands out sessions by itself: ask it for one.
    AskBackend,
}

impl Host {
    /// Finds out where the page is running.
    #[must_use]
    pub fn detect() -> Self {
        Self::Standalone(Standalone::new())
    }

    /// How requests prove who is asking. Asked before each request.
    #[must_use]
    pub fn authorization(&self) -> Authorization {
        match self {
            Self::Standalone(_) => Authorization::AskBackend,
        }
    }

    /// The project whose settings are wanted; `None` where the address names none.
    #[must_use]
    pub fn project(&self) -> Option<ProjectKey> {
        match self {
            Self::Standalone(standalone) => standalone.project(),
        }
    }

    /// True where the browser says that it has no network. False proves nothing.
    #[must_use]
    pub fn is_offline(&self) -> bool {
        standalone::is_offline()
    }

    /// Whether leaving would lose something that was typed, so that the browser asks first.
    pub fn set_dirty(&self, dirty: bool) {
        match self {
            Self::Standalone(standalone) => standalone.set_dirty(dirty),
        }
    }

    /// Loads the page anew.
    pub fn reload(&self) {
        standalone::reload();
    }
}
