//! `POST …/checks`: check the stored token again.

use super::{checked, settings};
use crate::Backend;
use crate::caller::Caller;
use crate::error::Error;
use crate::gate::RequestId;
use crate::secret::{TOKEN_FIELD, fingerprints, open, seal};
use crate::store::Stored;
use axum::Extension;
use axum::extract::State;
use axum::response::Response;
use contract::access_token::{AccessToken, SecretText};
use contract::report::{Expiry, Facts, TokenReport};
use std::sync::Arc;

pub(super) async fn check_again(
    State(backend): State<Arc<Backend>>,
    caller: Caller,
    Extension(request): Extension<RequestId>,
) -> Result<Response, Error> {
    caller.may_administer()?;
    let row = backend.store.load(&caller.scope).await?;
    let stored = row.stored.ok_or(Error::NothingStored)?;
    let opened = open(&backend.keys, &caller.scope, TOKEN_FIELD, &stored.sealed);
    let text = opened.map_err(|_| Error::internal("the stored token does not open"))?;
    let token = AccessToken::parse(&SecretText::new(text));
    let token = token.map_err(|_| Error::internal("the stored token is no token"))?;

    let recheck =
        Recheck { backend: Arc::clone(&backend), caller: caller.clone(), request, version: row.version, token };
    backend.tasks.finish(recheck.run()).await?;
    let row = backend.store.load(&caller.scope).await?;
    settings::current(&backend, &caller, row).await
}

/// A check of the token of one version.
struct Recheck {
    backend: Arc<Backend>,
    caller: Caller,
    request: RequestId,
    version: i64,
    token: AccessToken,
}

impl Recheck {
    async fn run(self) -> Result<(), Error> {
        let Self { backend, caller, request, version, token } = &self;
        let report = checked::ask(backend, caller, token).await?;
        let outcome = checked::outcome(&report);
        let mut write = backend.store.write().await?;
        // Meta took its time: what was read before has been renewed since by another check, or replaced.
        let row = write.load(&caller.scope).await?;
        // A token that was replaced keeps its own report, and the caller is shown it.
        if let Some(stored) = row.stored.filter(|_| row.version == *version) {
            let renewed = renew(backend, caller, stored, token, report)?;
            write.renew(&caller.scope, *version, &renewed).await?;
        }
        write.note(&caller.scope, &checked::note(backend, caller, request, "recheck", &outcome, Some(token))).await?;
        Ok(write.commit().await?)
    }
}

/// `stored` with `report`, where that is not older than the one that stands there by now. What the report does not tell
/// stays as it was. A token that is still sealed with an older key is sealed anew, so that keys can be retired.
fn renew(
    backend: &Backend,
    caller: &Caller,
    stored: Stored,
    token: &AccessToken,
    report: TokenReport,
) -> Result<Stored, Error> {
    let accepted = checked::accepted(&report);
    let refused = checked::refused(&report).filter(|at| Some(*at) >= stored.accepted_at).max(stored.refused_at);
    let refused_at = refused.filter(|at| accepted.is_none_or(|accepted| accepted < *at));
    let accepted_at = accepted.max(stored.accepted_at);
    let report = if report.checked_at < stored.report.checked_at {
        stored.report.clone()
    } else {
        TokenReport { facts: known(report.facts, &stored.report.facts), ..report }
    };
    let app = report.facts.app.clone().or_else(|| stored.app.clone());
    let mut renewed = Stored { app, accepted_at, refused_at, report, ..stored };
    if renewed.sealed.key_id != backend.keys.current().id {
        let sealed = seal(&backend.keys, &caller.scope, TOKEN_FIELD, token.expose());
        renewed.sealed = sealed.map_err(|_| Error::internal("the token could not be sealed"))?;
        let fingerprints = fingerprints(&backend.keys, &caller.scope.tenant, token.expose());
        renewed.fingerprint = fingerprints.into_iter().next().unwrap_or_default();
    }
    Ok(renewed)
}

/// `fresh`, with the ends that an older check has told where this one could not find them out: an outage moves none.
fn known(fresh: Facts, before: &Facts) -> Facts {
    let end = |fresh, before| if fresh == Expiry::Unknown { before } else { fresh };
    Facts {
        expires: end(fresh.expires, before.expires),
        data_access_expires: end(fresh.data_access_expires, before.data_access_expires),
        ..fresh
    }
}
