//! `POST …/token-checks`: check a token that is not saved.

use super::body::Json;
use super::checked;
use super::settings::{json, json_type};
use crate::Backend;
use crate::caller::Caller;
use crate::error::Error;
use crate::gate::RequestId;
use axum::Extension;
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use contract::request::CheckToken;
use std::sync::Arc;

pub(super) async fn check(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Extension(request): Extension<RequestId>,
    body: Json<CheckToken>,
) -> Result<Response, Error> {
    caller.may_administer()?;
    let token = body.value.token().map_err(Error::TokenShape)?;
    let report = checked::ask(&backend, &caller, &token).await?;
    let outcome = checked::outcome(&report);
    let note = checked::note(&backend, &caller, &request, "check", &outcome, Some(&token));
    backend.store.note(&caller.scope, &note).await?;
    Ok(([json_type()], json(&report)?).into_response())
}
