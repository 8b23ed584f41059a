//! One save, from the first look at the version to the commit.

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
use contract::report::{TokenReport, Verdict};
use contract::request::{OtherApp, SaveCheck, SaveToken};

/// What a save works with.
pub(super) struct Save<'a> {
    pub(super) backend: &'a Backend,
    pub(super) caller: &'a Caller,
    pub(super) request: &'a RequestId,
    pub(super) key: &'a str,
    pub(super) mark: &'a Mark,
    pub(super) token: &'a AccessToken,
}

impl Save<'_> {
    /// The stored token stays what it is until the very end.
    pub(super) async fn run(&self, wish: &SaveToken, if_match: &IfMatch) -> Result<Written, Error> {
        let row = self.backend.store.load(&self.caller.scope).await?;
        // Whoever looks at an old state is told so before Meta is troubled.
        if_match.allows(row.version)?;
        let report = checked::ask(self.backend, self.caller, self.token).await?;
        let outcome = checked::outcome(&report);
        let before = row.stored.and_then(|stored| stored.app);
        if let Err(refusal) = decide(wish, before, &report) {
            self.note_refusal(&outcome).await?;
            return Err(refusal);
        }
        self.commit(row.version, report, &outcome).await
    }

    async fn note_refusal(&self, outcome: &str) -> Result<(), Error> {
        let outcome = format!("refused, {outcome}");
        let Self { backend, caller, request, .. } = self;
        let note = checked::note(backend, caller, request, "save", &outcome, Some(self.token));
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
            write.note(scope, &checked::note(backend, caller, request, "save", &outcome, Some(self.token))).await?;
            write.commit().await?;
            return Err(Error::Changed);
        }
        let used_elsewhere = write.used_elsewhere(scope, &fingerprints).await?;
        let body = json(&shown(backend, caller, Some(&stored), used_elsewhere))?;
        let kept = Kept { mark: self.mark.clone(), version: version + 1, body };
        write.keep(scope, self.key, stored.saved_at, &kept).await?;
        let outcome = format!("saved, {outcome}");
        write.note(scope, &checked::note(backend, caller, request, "save", &outcome, Some(self.token))).await?;
        write.commit().await?;
        Ok(Written { version: kept.version, body: kept.body })
    }
}

/// Whether a token with this report may be saved.
fn decide(wish: &SaveToken, before: Option<contract::report::App>, report: &TokenReport) -> Result<(), Error> {
    match report.verdict() {
        Verdict::Bad => return Err(Error::TokenRefused(Box::new(report.clone()))),
        Verdict::Unknown if wish.check == SaveCheck::Required => {
            return Err(Error::CouldNotCheck(Box::new(report.clone())));
        }
        Verdict::Unknown | Verdict::Good | Verdict::GoodWithWarnings => {}
    }
    match (before, &report.facts.app) {
        (Some(stored), Some(new)) if stored.id != new.id && wish.other_app == OtherApp::Refuse => {
            Err(Error::OtherApp { stored, report: Box::new(report.clone()) })
        }
        _ => Ok(()),
    }
}
