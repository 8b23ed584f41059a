//! The fake Graph API: the edges that a token check requests, under `/{version}`.
//!
//! `sandbox/cases.json` says how Meta responds to each token. [`cases`] reads it; `token`, `error` and `fault` are the
//! three kinds of responses. `edges` handles the requests, with `request` and `reply` as input and output, and `state`
//! is what the sandbox remembers between them.

use std::sync::Arc;

use axum::{Router, response::Response, routing::get};

pub mod cases;
mod edges;
pub mod error;
pub(crate) mod fault;
mod reply;
mod request;
pub(crate) mod state;
pub mod token;

use request::GraphRequest;
use state::Graph;

pub(crate) fn router(graph: Arc<Graph>) -> Router {
    Router::new()
        .route("/{version}/debug_token", get(edges::debug_token))
        .route("/{version}/app", get(edges::app))
        .route("/{version}/me/permissions", get(edges::permissions))
        .fallback(unknown_path)
        .method_not_allowed_fallback(unknown_path)
        .with_state(graph)
}

/// Other paths, and other methods than GET.
async fn unknown_path(request: GraphRequest) -> Response {
    request.reply.error(&error::unknown_path(), "")
}
