//! What the settings panel is: state, transitions and words. Pure Rust, so every state is tested natively.
//!
//! The page in `src/` draws it and runs its commands. This crate depends on `contract` alone.

mod announcements;
mod error;
mod event;
#[cfg(any(test, feature = "fixtures"))]
pub mod fixtures;
mod guide;
mod guide_view;
pub mod inline_code;
#[cfg(test)]
mod interleavings;
pub mod language;
mod links;
pub mod locale;
mod message;
mod moments;
mod next_step;
mod outbox;
mod phrases;
mod problems;
mod state;
pub mod token;
mod view;

pub use announcements::{AnnouncementsView, FlagView};
pub use error::{Error, HostError};
pub use event::{Action, Command, Event};
pub use guide_view::{GuideStepView, GuideView, NoteView};
pub use message::{ButtonView, LinkView, MessageAction, MessageView, StepLinkView};
pub use outbox::{IdempotencyKey, RequestId};
pub use phrases::Phrases;
pub(crate) use state::SettingsResult;
pub use state::{LastAction, Phase, Ready, SavedSettings, State, Task};
pub use view::{PanelView, Screen, StartFailure, title, view};
