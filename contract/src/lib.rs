//! What the settings page and a Chat backend agree on.
//!
//! The page knows nothing else about the backend. To use your own backend, return what these types
//! describe. `docs/openapi.json` is generated from them, for people who don't write Rust.
//!
//! Three rules hold for the whole crate:
//! - A token travels only from the page to the backend, in [`request::CheckToken`] and
//!   [`request::SaveToken`]. No response type has a field that could hold one.
//! - Codes and checks are data. This crate contains no text for the admin.
//! - A name that this version doesn't know reads as `unknown`, so an old page works with a new backend.
//!
//! | module | holds |
//! |---|---|
//! | [`access_token`] | the token as a secret, cleaning of pasted text, checks that don't need Meta |
//! | [`request`] | the bodies that the page sends |
//! | [`settings`] | what is stored for a project, without the secret |
//! | [`report`] | the ordered checks of one token |
//! | [`finding`] | everything that a check can find |
//! | [`status`] | the status of the connection, derived from the settings and the time |
//! | [`problem`] | every error response |
//! | [`endpoint`] | paths and headers |
//! | [`timestamp`] | a point in time, RFC 3339 on the wire |
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
