//! The fake Jira over real sockets: its hosts, its tokens, its controls, and Forge. The Chat backend belongs to these
//! tests, so that they say what Atlassian sends and not what we make of it.
#![expect(clippy::unwrap_used, reason = "the functions that tests share fail a test by panicking, as a test does")]

mod chat;
mod controls;
mod forge;
mod hosts;
mod rest;
mod tokens;
mod world;
