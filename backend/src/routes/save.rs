//! One save, from the first look at its key to the commit.

use super::checked;
use super::precondition::IfMatch;
use super::settings::{json, shown};
use crate::Backend;
use crate::caller::Caller;
use crate::error::Error;
use crate::flight::Written;
use crate::gate::RequestId;
use crate::secret::{Mark, TOKEN_FIELD, fingerprints, seal};
use crate::store::{Kept, Stored};
use contract::access_token::AccessToken;
use contract::report::{App, TokenReport, Verdict};
use contract::request::{OtherApp, SaveCheck};
use std::sync::Arc;

/// What a save works with. It owns all of it: a save that was begun is finished, whoever still waits for it.
pub(super) struct Save {
    pub(super) backend: Arc<Backend>,
    pub(super) caller: Caller,
    pub(super) request: RequestId,
    pub(super) if_match: IfMatch,
    pub(super) key: String,
    /// What the request is known by under its key: by the current secret first, then by those before it.
    pub(super) marks: Vec<Mark>,
    pub(super) token: AccessToken,
    pub(super) check: SaveCheck,
    pub(super) other_app: OtherApp,
}

impl Save {
    /// The answer, where this save was completed before.
    pub(super) async fn kept(&self) -> Result<Option<Written>, Error> {
        let Self { backend, caller, key, marks, .. } = self;
        match backend.store.kept(&caller.scope, key, backend.clock.now()).await? {
            None => Ok(None),
            Some(kept) if marks.contains(&kept.mark) => Ok(Some(Written { version: kept.version, body: kept.body })),
            Some(_) => Err(Error::KeyReused),
        }
    }

    /// Saves, or waits for the save under way with the same key.
    pub(super) async fn run(self) -> Result<Written, Error> {
        let Self { backend, caller, key, .. } = &self;
        backend.flights.join(&caller.scope, key, &self.mark(), self.complete()).await
    }

    fn mark(&self) -> Mark {
        self.marks.first().cloned().unwrap_or_default()
    }

    async fn complete(&self) -> Result<Written, Error> {
        // It may have been completed between the first look and now, or by another instance.
        if let Some(written) = self.kept().await? {
            return Ok(written);
        }
        match self.write().await {
            // Another instance may have completed this very request, which is what changed the version.
            Err(Error::Changed) => self.kept().await?.ok_or(Error::Changed),
            other => other,
        }
    }

    /// The stored token stays what it is until the very end.
    async fn write(&self) -> Result<Written, Error> {
        let row = self.backend.store.load(&self.caller.scope).await?;
        // Whoever looks at an old state is told so before Meta is troubled.
        self.if_match.allows(row.version)?;
        let report = checked::ask(&self.backend, &self.caller, &self.token).await?;
        let outcome = checked::outcome(&report);
        let before = row.stored.and_then(|stored| stored.app);
        if let Err(refusal) = self.decide(before, &report) {
            self.note_refusal(&outcome).await?;
            return Err(refusal);
        }
        self.commit(row.version, report, &outcome).await
    }

    /// Whether a token with this report may be saved.
    fn decide(&self, before: Option<App>, report: &TokenReport) -> Result<(), Error> {
        match report.verdict() {
            Verdict::Bad => return Err(Error::TokenRefused(Box::new(report.clone()))),
            Verdict::Unknown if self.check == SaveCheck::Required => {
                return Err(Error::CouldNotCheck(Box::new(report.clone())));
            }
            Verdict::Unknown | Verdict::Good | Verdict::GoodWithWarnings => {}
        }
        match (before, &report.facts.app) {
            (Some(stored), Some(new)) if stored.id != new.id && self.other_app == OtherApp::Refuse => {
                Err(Error::OtherApp { stored, report: Box::new(report.clone()) })
            }
            _ => Ok(()),
        }
    }

    async fn note_refusal(&self, outcome: &str) -> Result<(), Error> {
        let outcome = format!("refused, {outcome}");
        let Self { backend, caller, request, .. } = self;
        let note = checked::note(backend, caller, request, "save", &outcome, Some(&self.token));
        Ok(backend.store.note(&caller.scope, &note).await?)
    }

    async fn commit(&self, version: i64, report: TokenReport, outcome: &str) -> Result<Written, Error> {
        let Self { backend, caller, request, .. } = self;
        let scope = &caller.scope;
        let sealed = seal(&backend.keys, scope, TOKEN_FIELD, self.token.expose());
        let fingerprints = fingerprints(&backend.keys, &scope.tenant, self.token.expose());
        let stored = Stored {
            sealed: sealed.map_err(|_| Error::internal("the token could not be sealed"))?,
            fingerprint: fingerprints.first().cloned().unwrap_or_default(),
            last_four: self.token.last_four().to_owned(),
            app: report.facts.app.clone(),
            saved_by: caller.account.clone(),
            saved_at: backend.clock.now(),
            accepted_at: checked::accepted(&report),
            refused_at: None,
            report,
        };
        let mut write = backend.store.write().await?;
        if !write.replace(scope, version, Some(&stored)).await? {
            let outcome = format!("changed, {outcome}");
            write.note(scope, &checked::note(backend, caller, request, "save", &outcome, Some(&self.token))).await?;
            write.commit().await?;
            return Err(Error::Changed);
        }
        let used_elsewhere = write.used_elsewhere(scope, &fingerprints).await?;
        let body = json(&shown(backend, caller, Some(&stored), used_elsewhere))?;
        let kept = Kept { mark: self.mark(), version: version + 1, body };
        write.keep(scope, &self.key, stored.saved_at, &kept).await?;
        let outcome = format!("saved, {outcome}");
        write.note(scope, &checked::note(backend, caller, request, "save", &outcome, Some(&self.token))).await?;
        write.commit().await?;
        Ok(Written { version: kept.version, body: kept.body })
    }
}
