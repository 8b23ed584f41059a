//! `PUT …/token`: check a token and save it. `DELETE …/token`: disconnect.

use super::body::Json;
use super::extract::Admin;
use super::precondition::{idempotency_key, if_match};
use super::response;
use crate::connection::{Connections, SaveRequest};
use crate::error::Error;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use contract::request::SaveToken;
use std::sync::Arc;

pub(super) async fn save(
    State(connections): State<Arc<Connections>>,
    Admin(actor): Admin,
    uri: Uri,
    headers: HeaderMap,
    Json { value, bytes }: Json<SaveToken>,
) -> Result<Response, Error> {
    let request = SaveRequest {
        actor,
        expected: if_match(&headers)?,
        idempotency_key: idempotency_key(&headers)?.to_owned(),
        hashes: connections.request_hashes("PUT", uri.path(), &bytes),
        token: value.token().map_err(Error::TokenShape)?,
        check: value.check,
        other_app: value.other_app,
    };
    let saved = connections.save(request).await?;
    Ok(response::settings_text(saved.version, saved.body))
}

pub(super) async fn disconnect(
    State(connections): State<Arc<Connections>>,
    Admin(actor): Admin,
    headers: HeaderMap,
) -> Result<Response, Error> {
    response::settings(&connections.disconnect(&actor, &if_match(&headers)?).await?)
}
