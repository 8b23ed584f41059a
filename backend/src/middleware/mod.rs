//! What every request and response passes through.
//!
//! From the outside in: `request_id` names the request and writes problems; `security_headers`; a panic becomes a problem;
//! `deadline` stops what takes too long; `allowed_hosts` rejects other names and sites.

mod allowed_hosts;
mod deadline;
mod framing;
mod request_id;
mod security_headers;

pub use allowed_hosts::AllowedHosts;
pub use framing::Framing;
pub use request_id::RequestId;

use crate::error::Error;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use std::sync::Arc;
use std::time::Duration;
use tower_http::catch_panic::CatchPanicLayer;

/// What the middleware needs to know of the settings.
pub struct Rules {
    pub hosts: AllowedHosts,
    pub framing: Framing,
    /// True if browsers reach the backend through TLS.
    pub is_https: bool,
    pub request_timeout: Duration,
}

/// `router` behind all middleware.
pub fn apply(router: Router, rules: &Arc<Rules>) -> Router {
    // A panic's message may quote a secret. The panic hook has logged its location.
    let panics = CatchPanicLayer::custom(|_payload| Error::Internal.into_response());
    router
        .layer(from_fn_with_state(Arc::clone(rules), allowed_hosts::check))
        .layer(from_fn_with_state(Arc::clone(rules), deadline::enforce))
        .layer(panics)
        .layer(from_fn_with_state(Arc::clone(rules), security_headers::set))
        .layer(from_fn(request_id::add))
}
