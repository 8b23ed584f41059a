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
    let asking = Arc::clone(&backend);
    let noted = async move {
        let report = checked::ask(&asking, &caller, &token).await?;
        let outcome = checked::outcome(&report);
        let note = checked::note(&asking, &caller, &request, "check", &outcome, Some(&token));
        asking.store.note(&caller.scope, &note).await?;
        Ok(report)
    };
    let report = backend.tasks.finish(noted).await?;
    Ok(([json_type()], json(&report)?).into_response())
}
