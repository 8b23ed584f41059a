//! `PUT …/token`: check a token and save it. `DELETE …/token`: disconnect.

use super::body::Json;
use super::checked;
use super::precondition::{IfMatch, idempotency_key};
use super::save::Save;
use super::settings::{answer, json, shown};
use crate::Backend;
use crate::caller::Caller;
use crate::error::Error;
use crate::gate::RequestId;
use crate::secret::ledger_marks;
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, Uri};
use axum::response::Response;
use contract::request::SaveToken;
use std::sync::Arc;

pub(super) async fn save(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Extension(request): Extension<RequestId>,
    uri: Uri,
    headers: HeaderMap,
    body: Json<SaveToken>,
) -> Result<Response, Error> {
    caller.may_administer()?;
    let if_match = IfMatch::read(&headers)?;
    let key = idempotency_key(&headers)?.to_owned();
    let token = body.value.token().map_err(Error::TokenShape)?;
    let marks = ledger_marks(&backend.keys, &[b"PUT", uri.path().as_bytes(), &body.bytes]);
    let SaveToken { check, other_app, .. } = body.value;
    let save = Save { backend: Arc::clone(&backend), caller, request, if_match, key, marks, token, check, other_app };
    let written = match save.kept().await? {
        Some(written) => written,
        None => backend.tasks.finish(save.run()).await?,
    };
    Ok(answer(written.version, written.body))
}

pub(super) async fn disconnect(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Extension(request): Extension<RequestId>,
    headers: HeaderMap,
) -> Result<Response, Error> {
    caller.may_administer()?;
    let if_match = IfMatch::read(&headers)?;
    let row = backend.store.load(&caller.scope).await?;
    if_match.allows(row.version)?;
    let settings = json(&shown(&backend, &caller, None, false))?;
    if row.stored.is_none() {
        return Ok(answer(row.version, settings));
    }
    let mut write = backend.store.write().await?;
    if !write.replace(&caller.scope, row.version, None).await? {
        return Err(Error::Changed);
    }
    // A save that is repeated after this would be told that it is saved. Without its answer, its If-Match refuses it.
    write.forget(&caller.scope).await?;
    write.note(&caller.scope, &checked::note(&backend, &caller, &request, "disconnect", "done", None)).await?;
    write.commit().await?;
    Ok(answer(row.version + 1, settings))
}
