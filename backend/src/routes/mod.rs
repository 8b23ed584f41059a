//! The routes: one file for each resource. They translate HTTP into calls and results into responses, nothing else.
//!
//! Every path is one of `contract::endpoint`.

mod body;
mod extract;
mod forge;
mod health;
mod openapi;
mod page;
mod precondition;
mod recheck;
mod response;
mod session;
mod settings;
mod token;
mod token_checks;

use crate::caller::Sessions;
use crate::caller::forge::Forge;
use crate::caller::standalone::StandaloneAuth;
use crate::connection::Connections;
use crate::error::Error;
use crate::store::Store;
use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post, put};
use contract::endpoint;
use std::path::Path;
use std::sync::Arc;

/// What the routes use. Each handler extracts only its part.
#[derive(Clone, FromRef)]
pub struct AppState {
    pub connections: Arc<Connections>,
    pub sessions: Arc<Sessions>,
    pub standalone: Arc<StandaloneAuth>,
    pub forge: Option<Arc<Forge>>,
    pub store: Store,
}

/// All routes, without middleware. `public_dir` holds the built page.
pub fn router(state: AppState, public_dir: &Path) -> Router {
    Router::new()
        .route(endpoint::SETTINGS, get(settings::show))
        .route(endpoint::TOKEN_CHECKS, post(token_checks::check))
        .route(endpoint::TOKEN, put(token::save).delete(token::disconnect))
        .route(endpoint::CHECKS, post(recheck::recheck))
        .route(endpoint::SESSION, post(session::open))
        .route(endpoint::FORGE_SESSION, post(forge::open))
        .route(endpoint::OPENAPI, get(openapi::show))
        .route(endpoint::HEALTHZ, get(health::is_alive))
        .route(endpoint::READYZ, get(health::is_ready))
        .route("/", get(page::redirect))
        .route(endpoint::PANEL.trim_end_matches('/'), get(page::redirect))
        .nest_service(endpoint::PANEL, page::files(public_dir))
        .fallback(async || Error::NotFound)
        .method_not_allowed_fallback(async || Error::MethodNotAllowed)
        .with_state(state)
}
