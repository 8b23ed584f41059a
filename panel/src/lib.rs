//! What the settings panel is: state, transitions and words. Pure Rust, so every state is tested natively.
//!
//! The page in `src/` draws it and runs its commands. This crate depends on `contract` alone.

mod error;
mod event;
pub mod guide;
pub mod i18n;
pub mod inline_code;
#[cfg(test)]
mod interleavings;
pub mod language;
pub mod locale;
pub mod message;
mod moments;
pub mod next_step;
mod numbers;
pub mod phrases;
pub mod problems;
mod state;
pub mod token;
pub mod wording;

pub use error::{Error, HostError};
pub use event::{Action, Command, Event};
pub use numbers::{IdempotencyKey, RequestId};
pub use state::{LastAction, Phase, Ready, SavedSettings, State, Task};
