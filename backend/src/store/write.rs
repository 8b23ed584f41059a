//! One write, all or nothing: the token, the audit row and the answer to a repeated request are committed together.

use super::connection::{self, USED_ELSEWHERE};
use super::kept::{Kept, REMEMBERED};
use super::{Row, Store, Stored};
use crate::scope::Scope;
use crate::secret::Mark;
use contract::timestamp::Timestamp;
use sqlx::{Any, Transaction};

/// A write under way. Dropped before [`Write::commit`], it has never been.
pub struct Write(Transaction<'static, Any>);

/// A row of the audit log.
pub struct Note<'a> {
    /// When.
    pub at: Timestamp,
    /// Who.
    pub account: &'a str,
    /// What they wanted: `check`, `save`, `disconnect` or `recheck`.
    pub action: &'static str,
    /// How it ended.
    pub outcome: &'a str,
    /// Names the request in the log.
    pub request_id: &'a str,
    /// The mark of the token, where one was at hand.
    pub mark: Option<Mark>,
}

impl Store {
    /// Begins a write.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn write(&self) -> Result<Write, sqlx::Error> {
        self.transaction().await.map(Write)
    }

    /// Writes a single audit row.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn note(&self, scope: &Scope, note: &Note<'_>) -> Result<(), sqlx::Error> {
        let mut write = self.write().await?;
        write.note(scope, note).await?;
        write.commit().await
    }
}

impl Write {
    /// The row of `scope`, which nobody else changes until this write ends.
    ///
    /// # Errors
    /// As those of [`Store::load`].
    pub async fn load(&mut self, scope: &Scope) -> Result<Row, sqlx::Error> {
        lock(&mut self.0, &scope.tenant, scope.project.as_str()).await?;
        connection::select(scope, &mut *self.0).await
    }

    /// Puts `stored` in the place of what version `expected` holds, and counts the version up. False where the version
    /// is another by now, and nothing was written.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn replace(
        &mut self,
        scope: &Scope,
        expected: i64,
        stored: Option<&Stored>,
    ) -> Result<bool, sqlx::Error> {
        if expected == 0 {
            let statement =
                "INSERT INTO connection (tenant, project, version) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING";
            let first = sqlx::query(statement).bind(&scope.tenant).bind(scope.project.as_str());
            first.execute(&mut *self.0).await?;
        }
        self.update(scope, expected, expected + 1, stored).await
    }

    /// Renews what is known of the token of version `expected`, which stays the version. False where the version is
    /// another by now.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn renew(&mut self, scope: &Scope, expected: i64, stored: &Stored) -> Result<bool, sqlx::Error> {
        self.update(scope, expected, expected, Some(stored)).await
    }

    async fn update(
        &mut self,
        scope: &Scope,
        expected: i64,
        version: i64,
        stored: Option<&Stored>,
    ) -> Result<bool, sqlx::Error> {
        let statement = "UPDATE connection SET version = $1, key_id = $2, sealed = $3, fingerprint = $4, \
                         last_four = $5, app_id = $6, app_name = $7, saved_by_id = $8, saved_by_name = $9, \
                         saved_at = $10, accepted_at = $11, refused_at = $12, report = $13 \
                         WHERE tenant = $14 AND project = $15 AND version = $16";
        let report = stored.map(|stored| serde_json::to_string(&stored.report)).transpose();
        let report = report.map_err(|error| sqlx::Error::Encode(error.into()))?;
        let app = stored.and_then(|stored| stored.app.as_ref());
        let query = sqlx::query(statement)
            .bind(version)
            .bind(stored.map(|stored| stored.sealed.key_id.clone()))
            .bind(stored.map(|stored| stored.sealed.text.clone()))
            .bind(stored.map(|stored| stored.fingerprint.clone()))
            .bind(stored.map(|stored| stored.last_four.clone()))
            .bind(app.map(|app| app.id.clone()))
            .bind(app.and_then(|app| app.name.clone()))
            .bind(stored.map(|stored| stored.saved_by.id.clone()))
            .bind(stored.and_then(|stored| stored.saved_by.name.clone()))
            .bind(stored.map(|stored| stored.saved_at.unix()))
            .bind(stored.and_then(|stored| stored.accepted_at).map(Timestamp::unix))
            .bind(stored.and_then(|stored| stored.refused_at).map(Timestamp::unix))
            .bind(report)
            .bind(&scope.tenant)
            .bind(scope.project.as_str())
            .bind(expected);
        Ok(query.execute(&mut *self.0).await?.rows_affected() == 1)
    }

    /// As [`Store::used_elsewhere`], as this write sees it.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn used_elsewhere(&mut self, scope: &Scope, fingerprints: &[Mark]) -> Result<bool, sqlx::Error> {
        for fingerprint in fingerprints {
            let query = sqlx::query(USED_ELSEWHERE).bind(&scope.tenant).bind(scope.project.as_str()).bind(fingerprint);
            if query.fetch_optional(&mut *self.0).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Adds a row to the audit log.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn note(&mut self, scope: &Scope, note: &Note<'_>) -> Result<(), sqlx::Error> {
        let statement = "INSERT INTO audit (at, tenant, project, account, action, outcome, request_id, mark) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let query = sqlx::query(statement)
            .bind(note.at.unix())
            .bind(&scope.tenant)
            .bind(scope.project.as_str())
            .bind(note.account)
            .bind(note.action)
            .bind(note.outcome)
            .bind(note.request_id)
            .bind(note.mark.clone());
        query.execute(&mut *self.0).await.map(drop)
    }

    /// Keeps this write's answer for repetitions of its request, and forgets the project's of more than a day ago.
    ///
    /// Only the project's own: its row is locked by now, so that two writes cannot wait for each other.
    ///
    /// # Errors
    /// Where the database fails, or has a write of this key already.
    pub async fn keep(&mut self, scope: &Scope, key: &str, at: Timestamp, kept: &Kept) -> Result<(), sqlx::Error> {
        let forget = sqlx::query("DELETE FROM kept WHERE tenant = $1 AND project = $2 AND at < $3")
            .bind(&scope.tenant)
            .bind(scope.project.as_str())
            .bind(at.unix() - REMEMBERED);
        forget.execute(&mut *self.0).await?;
        let statement = "INSERT INTO kept (tenant, project, idempotency_key, at, mark, version, body) \
                         VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let query = sqlx::query(statement)
            .bind(&scope.tenant)
            .bind(scope.project.as_str())
            .bind(key)
            .bind(at.unix())
            .bind(&kept.mark)
            .bind(kept.version)
            .bind(&kept.body);
        query.execute(&mut *self.0).await.map(drop)
    }

    /// Forgets the completed writes of the project: their answers show a token that is stored no more.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn forget(&mut self, scope: &Scope) -> Result<(), sqlx::Error> {
        let forget = sqlx::query("DELETE FROM kept WHERE tenant = $1 AND project = $2");
        forget.bind(&scope.tenant).bind(scope.project.as_str()).execute(&mut *self.0).await.map(drop)
    }

    /// Makes it last: from here on it survives the process and, on SQLite with `synchronous = FULL`, the power.
    ///
    /// # Errors
    /// Where the database fails; whether it was written is then open.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        self.0.commit().await
    }
}

/// Locks the row of a project. Whatever writes more than one row of it does so first, so that no two wait for each
/// other.
pub(super) async fn lock(
    write: &mut Transaction<'static, Any>,
    tenant: &str,
    project: &str,
) -> Result<(), sqlx::Error> {
    let lock = sqlx::query("UPDATE connection SET version = version WHERE tenant = $1 AND project = $2");
    lock.bind(tenant).bind(project).execute(&mut **write).await.map(drop)
}
