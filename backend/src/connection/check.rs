//! Checks a token without saving it.

use super::audit::outcome;
use super::{Actor, Connections};
use crate::error::Error;
use contract::access_token::AccessToken;
use contract::report::TokenReport;
use std::sync::Arc;

impl Connections {
    /// Asks Meta about `token`, and records the check.
    ///
    /// # Errors
    /// If a rate limit is reached or the database fails. A token that Meta rejects isn't an error.
    pub async fn check(self: &Arc<Self>, actor: Actor, token: AccessToken) -> Result<TokenReport, Error> {
        let connections = Arc::clone(self);
        let check = async move {
            let report = connections.ask_meta(&actor.caller, &token).await?;
            let outcome = outcome(&report);
            let entry = connections.audit_entry(&actor, "check", &outcome, Some(&token));
            connections.store.audit(&actor.caller.scope, &entry).await?;
            Ok(report)
        };
        self.tasks.run(check).await
    }
}
