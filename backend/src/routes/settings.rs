//! `GET …/whatsapp`: the settings as they are.

use super::precondition::etag;
use crate::Backend;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{Row, Stored};
use axum::extract::State;
use axum::http::HeaderValue;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use contract::report::TokenReport;
use contract::settings::{Settings, StoredToken};
use contract::timestamp::Timestamp;
use serde::Serialize;
use std::sync::Arc;

pub(super) async fn show(State(backend): State<Arc<Backend>>, caller: Caller) -> Result<Response, Error> {
    let row = backend.store.load(&caller.scope).await?;
    current(&backend, &caller, row).await
}

/// The answer that shows `row`.
pub(super) async fn current(backend: &Backend, caller: &Caller, row: Row) -> Result<Response, Error> {
    let used_elsewhere = match &row.stored {
        Some(stored) => backend.store.used_elsewhere(&caller.scope, std::slice::from_ref(&stored.fingerprint)).await?,
        None => false,
    };
    let version = row.version;
    let settings = shown(backend, caller, row.stored.as_ref(), used_elsewhere);
    Ok(answer(version, json(&settings)?))
}

/// What may be shown of a stored token.
pub(super) fn shown(backend: &Backend, caller: &Caller, stored: Option<&Stored>, used_elsewhere: bool) -> Settings {
    let token = stored.map(|stored| StoredToken {
        last_four: stored.last_four.clone(),
        app: stored.app.clone(),
        saved_by: stored.saved_by.clone(),
        saved_at: stored.saved_at,
        report: aged(stored.report.clone(), backend.clock.now()),
        accepted_at: stored.accepted_at,
        refused_at: stored.refused_at,
        used_elsewhere,
    });
    Settings { project: caller.shown.clone(), graph: backend.who_answers, token }
}

/// `report` as it is to be read at `now`: of the time that Meta asked to wait, what is left.
fn aged(report: TokenReport, now: Timestamp) -> TokenReport {
    let passed = u32::try_from((now.unix() - report.checked_at.unix()).max(0)).unwrap_or(u32::MAX);
    let left = report.retry_after.map(|seconds| seconds.saturating_sub(passed));
    TokenReport { retry_after: left.filter(|seconds| *seconds > 0), ..report }
}

/// Settings, already written as JSON, with the ETag of their version.
pub(super) fn answer(version: i64, body: String) -> Response {
    ([etag(version), json_type()], body).into_response()
}

pub(super) fn json(value: &impl Serialize) -> Result<String, Error> {
    serde_json::to_string(value).map_err(|_| Error::internal("an answer could not be written"))
}

pub(super) fn json_type() -> (axum::http::HeaderName, HeaderValue) {
    (CONTENT_TYPE, HeaderValue::from_static("application/json"))
}
