//! `PUT …/token`: check a token and save it. `DELETE …/token`: disconnect.

use super::body::Json;
use super::checked;
use super::precondition::{IfMatch, idempotency_key};
use super::save::Save;
use super::settings::{answer, json, shown};
use crate::Backend;
use crate::caller::Caller;
use crate::error::Error;
use crate::flight::Written;
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
    let key = idempotency_key(&headers)?;
    let token = body.value.token().map_err(Error::TokenShape)?;
    let marks = ledger_marks(&backend.keys, &[b"PUT", uri.path().as_bytes(), &body.bytes]);
    if let Some(written) = kept(&backend, &caller, key, &marks).await? {
        return Ok(answer(written.version, written.body));
    }
    let mark = marks.first().cloned().unwrap_or_default();
    let work = async {
        // It may have been completed between the first look and now, or by another instance.
        if let Some(written) = kept(&backend, &caller, key, &marks).await? {
            return Ok(written);
        }
        let save = Save { backend: &backend, caller: &caller, request: &request, key, mark: &mark, token: &token };
        match save.run(&body.value, &if_match).await {
            // Another instance may have completed this very request, which is what changed the version.
            Err(Error::Changed) => kept(&backend, &caller, key, &marks).await?.ok_or(Error::Changed),
            other => other,
        }
    };
    let written = backend.flights.join(&caller.scope, key, &mark, work).await?;
    Ok(answer(written.version, written.body))
}

/// The answer to the completed write of this key, where there is one.
async fn kept(backend: &Backend, caller: &Caller, key: &str, marks: &[Vec<u8>]) -> Result<Option<Written>, Error> {
    match backend.store.kept(&caller.scope, key, backend.clock.now()).await? {
        None => Ok(None),
        Some(kept) if marks.contains(&kept.mark) => Ok(Some(Written { version: kept.version, body: kept.body })),
        Some(_) => Err(Error::KeyReused),
    }
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
