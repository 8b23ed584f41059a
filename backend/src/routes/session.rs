//! `POST /api/session`: a session where the backend hands them out by itself.

use super::body::Json;
use super::settings::{json, json_type};
use crate::Backend;
use crate::error::Error;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use contract::request::OpenSession;
use std::sync::Arc;

pub(super) async fn open(
    State(backend): State<Arc<Backend>>,
    headers: HeaderMap,
    body: Json<OpenSession>,
) -> Result<Response, Error> {
    let caller = backend.admission.admit(&backend.keys, &headers, body.value.project)?;
    let session = backend.sessions.open(&backend.keys, caller, backend.clock.now())?;
    Ok(([json_type()], json(&session)?).into_response())
}
