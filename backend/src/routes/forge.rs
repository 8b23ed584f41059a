//! `POST /forge/session`: a session for the person and project that Forge vouches for.

use super::settings::{json, json_type};
use crate::Backend;
use crate::error::Error;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

pub(super) async fn open(State(backend): State<Arc<Backend>>, headers: HeaderMap) -> Result<Response, Error> {
    let forge = backend.forge.as_ref().ok_or(Error::NotFound)?;
    let session = forge.open(&backend, &headers).await?;
    Ok(([json_type()], json(&session)?).into_response())
}
