//! What every request passes on its way in, and every answer on its way out.
//!
//! From the outside in: `answer` names the request, writes problems down and sets the headers; a panic becomes a
//! problem; `deadline` ends what takes too long; `names` turns away what was not meant for us.

mod answer;
mod deadline;
mod headers;
mod names;

pub use answer::RequestId;
pub use headers::Framing;
pub use names::Names;

use crate::Backend;
use crate::error::Error;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use std::sync::Arc;
use tower_http::catch_panic::CatchPanicLayer;

/// `router` behind the gate.
pub fn guard(router: Router, backend: &Arc<Backend>) -> Router {
    // What a panic carries may quote a value; the panic hook has logged the place and nothing more.
    let panics = CatchPanicLayer::custom(|_payload| Error::Internal.into_response());
    router
        .layer(from_fn_with_state(Arc::clone(backend), names::check))
        .layer(from_fn_with_state(backend.request_timeout, deadline::keep))
        .layer(panics)
        .layer(from_fn_with_state(backend.is_https, headers::set))
        .layer(from_fn(answer::finish))
}
