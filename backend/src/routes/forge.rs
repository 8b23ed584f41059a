//! `POST /forge/session`: open a session for the person and project that Forge vouches for.

use super::response;
use crate::caller::Sessions;
use crate::caller::forge::Forge;
use crate::error::Error;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;
use std::sync::Arc;

pub(super) async fn open(
    State(forge): State<Option<Arc<Forge>>>,
    State(sessions): State<Arc<Sessions>>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    let caller = forge.ok_or(Error::NotFound)?.authenticate(&headers).await?;
    response::json(&sessions.open(caller)?)
}
