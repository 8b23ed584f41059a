//! `/healthz`: the process is alive. `/readyz`: it can serve requests.

use crate::error::Error;
use crate::store::Store;
use axum::extract::State;
use axum::http::StatusCode;

pub(super) async fn is_alive() -> StatusCode {
    StatusCode::NO_CONTENT
}

pub(super) async fn is_ready(State(store): State<Store>) -> Result<StatusCode, Error> {
    if store.responds().await { Ok(StatusCode::NO_CONTENT) } else { Err(Error::Unavailable) }
}
