//! The audit log: who did what, when, and with what result.

use super::{Store, Write};
use crate::crypto::KeyedHash;
use crate::scope::Scope;
use contract::timestamp::Timestamp;

/// A row of the audit log.
pub struct AuditEntry<'a> {
    pub at: Timestamp,
    /// The ID of the person's account.
    pub account: &'a str,
    /// `check`, `save`, `disconnect` or `recheck`.
    pub action: &'static str,
    pub outcome: &'a str,
    /// Finds the request in the log.
    pub request_id: &'a str,
    /// The hash of the token, if the action had one.
    pub token_hash: Option<KeyedHash>,
}

impl Store {
    /// Adds one entry in a transaction of its own.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit(&self, scope: &Scope, entry: &AuditEntry<'_>) -> Result<(), sqlx::Error> {
        let mut write = self.write().await?;
        write.audit(scope, entry).await?;
        write.commit().await
    }
}

impl Write {
    /// Adds one entry.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn audit(&mut self, scope: &Scope, entry: &AuditEntry<'_>) -> Result<(), sqlx::Error> {
        let statement = "INSERT INTO audit (at, tenant, project, account, action, outcome, request_id, token_hash) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let query = sqlx::query(statement)
            .bind(entry.at.unix())
            .bind(&scope.tenant)
            .bind(scope.project.as_str())
            .bind(entry.account)
            .bind(entry.action)
            .bind(entry.outcome)
            .bind(entry.request_id)
            .bind(entry.token_hash.clone());
        query.execute(&mut *self.0).await.map(drop)
    }
}
