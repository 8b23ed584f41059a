//! What the settings panel is: state, transitions and words. Pure Rust, so every state is tested natively.
//!
//! The page in `src/` draws it and runs its commands. This crate depends on `contract` alone.

pub mod draft;
mod error;
pub mod i18n;
pub mod language;
pub mod locale;
pub mod message;
pub mod model;
mod moments;
pub mod next_step;
pub mod phrases;
pub mod problems;
pub mod progress;
pub mod prose;
pub mod token;
pub mod wording;

pub use error::{Error, HostError};
