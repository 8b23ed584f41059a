//! `POST /api/session`: open a standalone session.

use super::body::Json;
use super::response;
use crate::caller::Sessions;
use crate::caller::standalone::StandaloneAuth;
use crate::error::Error;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use contract::request::OpenSession;
use std::sync::Arc;

pub(super) async fn open(
    State(standalone): State<Arc<StandaloneAuth>>,
    State(sessions): State<Arc<Sessions>>,
    headers: HeaderMap,
    body: Json<OpenSession>,
) -> Result<Response, Error> {
    let caller = standalone.authenticate(&headers, body.value.project)?;
    response::json(&sessions.open(caller)?)
}
