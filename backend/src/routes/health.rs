//! `/healthz`: the process is alive. `/readyz`: it can serve.

use crate::Backend;
use crate::error::Error;
use axum::extract::State;
use axum::http::StatusCode;
use std::sync::Arc;

pub(super) async fn is_alive() -> StatusCode {
    StatusCode::NO_CONTENT
}

pub(super) async fn can_serve(State(backend): State<Arc<Backend>>) -> Result<StatusCode, Error> {
    if backend.store.answers().await { Ok(StatusCode::NO_CONTENT) } else { Err(Error::Unavailable) }
}
