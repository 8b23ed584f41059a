//! The routes: one file for each resource, each thin.
//!
//! Every path is `contract::endpoint`'s. What is not there gets a problem like everything else.

mod body;
mod checked;
mod checks;
mod connect;
mod forge;
mod health;
mod openapi;
mod panel;
mod precondition;
mod save;
mod session;
mod settings;
mod token;
mod token_checks;

use crate::Backend;
use crate::error::Error;
use axum::Router;
use axum::routing::{get, post, put};
use contract::endpoint;
use std::sync::Arc;

/// All routes, not yet behind the gate.
pub fn router(backend: Arc<Backend>) -> Router {
    let page = panel::files(&backend);
    Router::new()
        .route(endpoint::SETTINGS, get(settings::show))
        .route(endpoint::TOKEN_CHECKS, post(token_checks::check))
        .route(endpoint::TOKEN, put(token::save).delete(token::disconnect))
        .route(endpoint::CHECKS, post(checks::check_again))
        .route(endpoint::SESSION, post(session::open))
        .route(endpoint::FORGE_SESSION, post(forge::open))
        .route(endpoint::CONNECT_DESCRIPTOR, get(connect::describe))
        .route(endpoint::CONNECT_INSTALLED, post(connect::install))
        .route(endpoint::CONNECT_UNINSTALLED, post(connect::uninstall))
        .route(endpoint::CONNECT_SCRIPT, get(connect::script))
        .route(endpoint::OPENAPI, get(openapi::show))
        .route(endpoint::HEALTHZ, get(health::is_alive))
        .route(endpoint::READYZ, get(health::can_serve))
        .route("/", get(panel::enter))
        .route(endpoint::PANEL.trim_end_matches('/'), get(panel::enter))
        .nest_service(endpoint::PANEL, page)
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .with_state(backend)
}
