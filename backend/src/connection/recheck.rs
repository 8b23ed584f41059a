//! Checks the stored token again.

use super::audit::outcome;
use super::evidence::{accepted_at, refused_at};
use super::{Actor, Connections, CurrentSettings};
use crate::crypto::{TOKEN_FIELD, fingerprints, open, seal};
use crate::error::Error;
use crate::scope::Scope;
use crate::store::StoredConnection;
use contract::access_token::{AccessToken, SecretText};
use contract::report::{Expiry, Facts, TokenReport};
use std::sync::Arc;

impl Connections {
    /// Asks Meta about the stored token again, and stores the report. The version stays the same.
    ///
    /// # Errors
    /// [`Error::NothingStored`] without a token; otherwise if a rate limit is reached, or the database or the key fails.
    pub async fn recheck(self: &Arc<Self>, actor: Actor) -> Result<CurrentSettings, Error> {
        let scope = &actor.caller.scope;
        let row = self.store.load(scope).await?;
        let stored = row.stored.ok_or(Error::NothingStored)?;
        let text = open(&self.keys, scope, TOKEN_FIELD, &stored.sealed);
        let text = text.map_err(|_| Error::internal("the stored token does not open"))?;
        let token = AccessToken::parse(&SecretText::new(text));
        let token = token.map_err(|_| Error::internal("the stored token is malformed"))?;

        let (connections, acting) = (Arc::clone(self), actor.clone());
        let task = async move { connections.recheck_version(&acting, row.version, &token).await };
        self.tasks.run(task).await?;
        self.show(&actor.caller).await
    }

    async fn recheck_version(&self, actor: &Actor, version: i64, token: &AccessToken) -> Result<(), Error> {
        let scope = &actor.caller.scope;
        let report = self.ask_meta(&actor.caller, token).await?;
        let outcome = outcome(&report);
        let mut write = self.store.write().await?;
        // While Meta was asked, another check may have updated the row, or a save may have replaced the token. A
        // replaced token keeps its own report, which the caller then gets.
        let row = write.load(scope).await?;
        if let Some(stored) = row.stored.filter(|_| row.version == version) {
            let renewed = self.renew(scope, stored, token, report)?;
            write.renew(scope, version, &renewed).await?;
        }
        write.audit(scope, &self.audit_entry(actor, "recheck", &outcome, Some(token))).await?;
        Ok(write.commit().await?)
    }

    /// `stored` with `report`, unless the stored report is newer. What the report doesn't say stays as it was. A token
    /// sealed with an older key is sealed again, so that the older key can be retired.
    fn renew(
        &self,
        scope: &Scope,
        stored: StoredConnection,
        token: &AccessToken,
        report: TokenReport,
    ) -> Result<StoredConnection, Error> {
        let accepted = accepted_at(&report);
        let refused = refused_at(&report).filter(|at| Some(*at) >= stored.accepted_at).max(stored.refused_at);
        let refused_at = refused.filter(|at| accepted.is_none_or(|accepted| accepted < *at));
        let accepted_at = accepted.max(stored.accepted_at);
        let report = if report.checked_at < stored.report.checked_at {
            stored.report.clone()
        } else {
            TokenReport { facts: with_known_ends(report.facts, &stored.report.facts), ..report }
        };
        let app = report.facts.app.clone().or_else(|| stored.app.clone());
        let mut renewed = StoredConnection { app, accepted_at, refused_at, report, ..stored };
        if renewed.sealed.key_id != self.keys.current().id {
            let sealed = seal(&self.keys, scope, TOKEN_FIELD, token.expose());
            renewed.sealed = sealed.map_err(|_| Error::internal("the token could not be sealed"))?;
            let fingerprints = fingerprints(&self.keys, &scope.tenant, token.expose());
            renewed.fingerprint = fingerprints.into_iter().next().unwrap_or_default();
        }
        Ok(renewed)
    }
}

/// `fresh`, with the expirations of an earlier check if this one couldn't find them out.
fn with_known_ends(fresh: Facts, before: &Facts) -> Facts {
    let end = |fresh, before| if fresh == Expiry::Unknown { before } else { fresh };
    Facts {
        expires: end(fresh.expires, before.expires),
        data_access_expires: end(fresh.data_access_expires, before.data_access_expires),
        ..fresh
    }
}
