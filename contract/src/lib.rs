//! What the settings page and a Chat backend agree on.
//!
//! The page is written against this crate and against nothing else of the backend, so a team can put
//! its own backend behind the page by answering as these types say. `docs/openapi.json` is generated
//! from them for people who do not write Rust.
//!
//! Three promises hold everywhere here:
//! - A token travels only from the page to the backend, in [`request::CheckToken`] and
//!   [`request::SaveToken`]. No response type has a place for one.
//! - Codes and checks are data. No sentence for a person is in this crate.
//! - A name that this version does not know reads as `unknown`: an old page survives a new backend.
//!
//! | module | holds |
//! |---|---|
//! | [`access_token`] | the token as a secret, cleaning of what was pasted, what can be told without asking Meta |
//! | [`request`] | the bodies that the page sends |
//! | [`settings`] | what is stored for a project, and what may be shown of it |
//! | [`report`] | the ordered checks of one token |
//! | [`finding`] | every single thing that a check can find |
//! | [`status`] | the state of the connection, derived from stored facts and the time |
//! | [`problem`] | every refusal |
//! | [`endpoint`] | paths and headers |
//! | [`timestamp`] | a moment, RFC 3339 on the wire |
#![warn(missing_docs)]

pub mod access_token;
pub mod endpoint;
pub mod finding;
pub mod problem;
pub mod report;
pub mod request;
pub mod settings;
pub mod status;
pub mod timestamp;

#[cfg(feature = "openapi")]
pub mod openapi;
