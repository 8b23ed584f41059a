//! Checks a token and saves it.

use super::audit::outcome;
use super::evidence::accepted_at;
use super::{Actor, Connections, ExpectedVersions};
use crate::crypto::{KeyedHash, TOKEN_FIELD, audit_hashes, fingerprints, seal};
use crate::error::Error;
use crate::idempotency::SaveResponse;
use crate::store::{IdempotentResponse, StoredConnection};
use contract::access_token::AccessToken;
use contract::report::{App, TokenReport, Verdict};
use contract::request::{OtherApp, SaveCheck};
use std::sync::Arc;

/// A request to save a token.
pub struct SaveRequest {
    pub actor: Actor,
    pub expected: ExpectedVersions,
    pub idempotency_key: String,
    /// Identify the request under its key: by the current encryption key first, then by older ones.
    pub hashes: Vec<KeyedHash>,
    pub token: AccessToken,
    pub check: SaveCheck,
    pub other_app: OtherApp,
}

impl SaveRequest {
    fn hash(&self) -> KeyedHash {
        self.hashes.first().cloned().unwrap_or_default()
    }
}

impl Connections {
    /// The hashes that identify a request, for [`SaveRequest::hashes`].
    #[must_use]
    pub fn request_hashes(&self, method: &str, path: &str, body: &[u8]) -> Vec<KeyedHash> {
        audit_hashes(&self.keys, &[method.as_bytes(), path.as_bytes(), body])
    }

    /// Saves the token if Meta accepts it. A repeated request gets the first one's response.
    ///
    /// # Errors
    /// Why the token isn't saved, including the report if Meta was asked.
    pub async fn save(self: &Arc<Self>, request: SaveRequest) -> Result<SaveResponse, Error> {
        if let Some(response) = self.earlier_response(&request).await? {
            return Ok(response);
        }
        let connections = Arc::clone(self);
        let save = async move {
            let (scope, key, hash) = (&request.actor.caller.scope, &request.idempotency_key, request.hash());
            connections.in_flight.run(scope, key, &hash, connections.save_once(&request)).await
        };
        self.tasks.run(save).await
    }

    /// The response, if this request was completed before.
    async fn earlier_response(&self, request: &SaveRequest) -> Result<Option<SaveResponse>, Error> {
        let (scope, key) = (&request.actor.caller.scope, &request.idempotency_key);
        match self.store.idempotent_response(scope, key, self.clock.now()).await? {
            None => Ok(None),
            Some(IdempotentResponse { request_hash, version, body }) if request.hashes.contains(&request_hash) => {
                Ok(Some(SaveResponse { version, body }))
            }
            Some(_) => Err(Error::KeyReused),
        }
    }

    async fn save_once(&self, request: &SaveRequest) -> Result<SaveResponse, Error> {
        // The same request may have been completed meanwhile, here or by another instance.
        if let Some(response) = self.earlier_response(request).await? {
            return Ok(response);
        }
        match self.check_and_commit(request).await {
            // Or during the check, which then is what changed the version.
            Err(Error::Changed) => self.earlier_response(request).await?.ok_or(Error::Changed),
            other => other,
        }
    }

    /// The stored token stays in place until the commit.
    async fn check_and_commit(&self, request: &SaveRequest) -> Result<SaveResponse, Error> {
        let SaveRequest { actor, token, .. } = request;
        let row = self.store.load(&actor.caller.scope).await?;
        request.expected.allow(row.version)?;
        let report = self.ask_meta(&actor.caller, token).await?;
        let outcome = outcome(&report);
        let stored_app = row.stored.and_then(|stored| stored.app);
        if let Err(rejection) = decide(request, stored_app, &report) {
            let outcome = format!("refused, {outcome}");
            let entry = self.audit_entry(actor, "save", &outcome, Some(token));
            self.store.audit(&actor.caller.scope, &entry).await?;
            return Err(rejection);
        }
        self.commit(request, row.version, report, &outcome).await
    }

    async fn commit(
        &self,
        request: &SaveRequest,
        version: i64,
        report: TokenReport,
        outcome: &str,
    ) -> Result<SaveResponse, Error> {
        let SaveRequest { actor, token, .. } = request;
        let (caller, scope) = (&actor.caller, &actor.caller.scope);
        let sealed = seal(&self.keys, scope, TOKEN_FIELD, token.expose());
        let fingerprints = fingerprints(&self.keys, &scope.tenant, token.expose());
        let stored = StoredConnection {
            sealed: sealed.map_err(|_| Error::internal("the token could not be sealed"))?,
            fingerprint: fingerprints.first().cloned().unwrap_or_default(),
            last_four: token.last_four().to_owned(),
            app: report.facts.app.clone(),
            saved_by: caller.account.clone(),
            saved_at: self.clock.now(),
            accepted_at: accepted_at(&report),
            refused_at: None,
            report,
        };
        let mut write = self.store.write().await?;
        if !write.replace(scope, version, Some(&stored)).await? {
            let outcome = format!("changed, {outcome}");
            write.audit(scope, &self.audit_entry(actor, "save", &outcome, Some(token))).await?;
            write.commit().await?;
            return Err(Error::Changed);
        }
        let used_elsewhere = write.used_elsewhere(scope, &fingerprints).await?;
        let settings = self.settings(caller, Some(&stored), used_elsewhere);
        let body = serde_json::to_string(&settings)
            .map_err(|_| Error::internal("the settings could not be written as JSON"))?;
        let response = IdempotentResponse { request_hash: request.hash(), version: version + 1, body };
        write.keep_response(scope, &request.idempotency_key, stored.saved_at, &response).await?;
        let outcome = format!("saved, {outcome}");
        write.audit(scope, &self.audit_entry(actor, "save", &outcome, Some(token))).await?;
        write.commit().await?;
        Ok(SaveResponse { version: response.version, body: response.body })
    }
}

/// Rejects a token that Meta rejects, that couldn't be checked, or that belongs to another app, unless the request
/// allows it.
fn decide(request: &SaveRequest, stored_app: Option<App>, report: &TokenReport) -> Result<(), Error> {
    match report.verdict() {
        Verdict::Bad => return Err(Error::TokenRefused(Box::new(report.clone()))),
        Verdict::Unknown if request.check == SaveCheck::Required => {
            return Err(Error::CouldNotCheck(Box::new(report.clone())));
        }
        Verdict::Unknown | Verdict::Good | Verdict::GoodWithWarnings => {}
    }
    match (stored_app, &report.facts.app) {
        (Some(stored), Some(new)) if stored.id != new.id && request.other_app == OtherApp::Refuse => {
            Err(Error::OtherApp { stored, report: Box::new(report.clone()) })
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::idempotency::InFlightSaves;
    use crate::scope::Scope;
    use crate::tasks::Tasks;
    use contract::settings::ProjectKey;
    use std::future::{pending, ready};
    use std::time::Duration;

    #[tokio::test]
    async fn a_save_stopped_at_its_time_limit_is_run_again_by_a_retry() {
        let tasks = Tasks::with_limit(Duration::ZERO);
        let saves = Arc::new(InFlightSaves::default());
        let scope = Scope { tenant: "local".into(), project: ProjectKey::parse("SUP").unwrap() };
        let (first, home) = (Arc::clone(&saves), scope.clone());
        let stopped = tasks.run(async move { first.run(&home, "key", &vec![1], pending()).await }).await;
        assert!(matches!(stopped, Err(Error::TimedOut)));
        tasks.finished().await;
        let response = SaveResponse { version: 1, body: "{}".into() };
        let again = saves.run(&scope, "key", &vec![1], ready(Ok(response.clone()))).await;
        assert_eq!(again.unwrap(), response);
    }
}
