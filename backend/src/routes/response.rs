//! JSON responses.

use super::precondition::etag;
use crate::connection::CurrentSettings;
use crate::error::Error;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_TYPE, HeaderName};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

pub(super) const JSON: (HeaderName, HeaderValue) = (CONTENT_TYPE, HeaderValue::from_static("application/json"));

pub(super) fn json(value: &impl Serialize) -> Result<Response, Error> {
    Ok(([JSON], to_text(value)?).into_response())
}

/// Settings with the ETag of their version.
pub(super) fn settings(CurrentSettings { version, settings }: &CurrentSettings) -> Result<Response, Error> {
    Ok(settings_text(*version, to_text(settings)?))
}

/// Settings that are JSON text already.
pub(super) fn settings_text(version: i64, body: String) -> Response {
    ([etag(version), JSON], body).into_response()
}

fn to_text(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::internal("a response could not be written as JSON"))
}
