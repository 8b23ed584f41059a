//! `/connect/…`: what Connect asks of an app, and the way to its script.

use super::body::Json;
use super::settings::{json, json_type};
use crate::Backend;
use crate::caller::connect::{Connect, Installed, Uninstalled};
use crate::error::Error;
use axum::extract::State;
use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

fn app(backend: &Backend) -> Result<&Connect, Error> {
    backend.connect.as_ref().ok_or(Error::NotFound)
}

pub(super) async fn describe(State(backend): State<Arc<Backend>>) -> Result<Response, Error> {
    Ok(([json_type()], json(&app(&backend)?.descriptor())?).into_response())
}

/// The script has to come from Connect's own network; the page knows one address for it, wherever that is.
pub(super) async fn script(State(backend): State<Arc<Backend>>) -> Result<Response, Error> {
    Ok((StatusCode::FOUND, [(LOCATION, app(&backend)?.script_url())]).into_response())
}

pub(super) async fn install(
    State(backend): State<Arc<Backend>>,
    uri: Uri,
    headers: HeaderMap,
    body: Json<Installed>,
) -> Result<StatusCode, Error> {
    app(&backend)?.install(&backend, &headers, &uri, body.value).await?;
    Ok(StatusCode::NO_CONTENT)
}

pub(super) async fn uninstall(
    State(backend): State<Arc<Backend>>,
    uri: Uri,
    headers: HeaderMap,
    body: Json<Uninstalled>,
) -> Result<StatusCode, Error> {
    app(&backend)?.uninstall(&backend, &headers, &uri, body.value).await?;
    Ok(StatusCode::NO_CONTENT)
}
