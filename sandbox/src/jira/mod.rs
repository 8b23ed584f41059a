//! The fake Jira around the panel, on a listener of its own.
//!
//! One listener serves many origins, told apart by `Host` ([`hosts`]): two customers' Jira sites, Forge's CDN with the
//! app's own shell, Atlassian's servers, and a foreign website. [`fixtures`] holds the sites, projects and the person.
//! `forge` frames the shell and calls the Chat backend (`chat`) with tokens that `keys` signs; `rest` is Jira's API,
//! `pages` what a browser gets, `state` what can change at run time, and `controls` the control API for changing it.
//!
//! It's built from Atlassian's published documentation and shares no type with the rest of the workspace.

use std::sync::Arc;

use axum::{Router, middleware};

mod chat;
mod controls;
mod error;
pub mod fixtures;
mod forge;
mod hosts;
mod keys;
mod pages;
mod rest;
mod state;

pub(crate) use controls::router as controls;
pub(crate) use state::Jira;
pub use state::Settings;

/// Everything that the second listener serves.
pub(crate) fn router(jira: &Arc<Jira>) -> Router {
    Router::new()
        .merge(pages::router(jira))
        .merge(forge::router(jira))
        .merge(rest::router(jira))
        .merge(controls(jira))
        .fallback(async || hosts::not_found())
        .layer(middleware::from_fn_with_state(jira.hosts, hosts::any))
}
