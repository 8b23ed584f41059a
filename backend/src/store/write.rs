//! One write, all or nothing: the connection, the audit entry and the kept response are committed together.

use super::connection::{self, StoredConnection};
use super::{Row, Store};
use crate::crypto::KeyedHash;
use crate::scope::Scope;
use contract::timestamp::Timestamp;
use sqlx::{Any, Transaction};

/// A transaction. If it is dropped before [`Write::commit`], nothing is written.
pub struct Write(pub(super) Transaction<'static, Any>);

impl Store {
    /// Starts a write.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn write(&self) -> Result<Write, sqlx::Error> {
        self.transaction().await.map(Write)
    }
}

impl Write {
    /// The row of `scope`, locked against other writes until this one ends.
    ///
    /// # Errors
    /// If the database fails or the row is malformed.
    pub async fn load(&mut self, scope: &Scope) -> Result<Row, sqlx::Error> {
        lock(&mut self.0, &scope.tenant, scope.project.as_str()).await?;
        connection::select(scope, &mut *self.0).await
    }

    /// Replaces version `expected` with `stored`, and increments the version. Returns false, and writes nothing, if the
    /// version has changed.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn replace(
        &mut self,
        scope: &Scope,
        expected: i64,
        stored: Option<&StoredConnection>,
    ) -> Result<bool, sqlx::Error> {
        if expected == 0 {
            let statement =
                "INSERT INTO connection (tenant, project, version) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING";
            let first = sqlx::query(statement).bind(&scope.tenant).bind(scope.project.as_str());
            first.execute(&mut *self.0).await?;
        }
        self.update(scope, expected, expected + 1, stored).await
    }

    /// Updates what is known about the token of version `expected`, and keeps the version. Returns false if the version
    /// has changed.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn renew(
        &mut self,
        scope: &Scope,
        expected: i64,
        stored: &StoredConnection,
    ) -> Result<bool, sqlx::Error> {
        self.update(scope, expected, expected, Some(stored)).await
    }

    async fn update(
        &mut self,
        scope: &Scope,
        expected: i64,
        version: i64,
        stored: Option<&StoredConnection>,
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

    /// Like [`Store::used_elsewhere`], within this transaction.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn used_elsewhere(&mut self, scope: &Scope, fingerprints: &[KeyedHash]) -> Result<bool, sqlx::Error> {
        for fingerprint in fingerprints {
            if connection::is_used_elsewhere(scope, fingerprint, &mut *self.0).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Commits. After that the write survives a crash and, on SQLite with `synchronous = FULL`, a power cut.
    ///
    /// # Errors
    /// If the database fails. Whether anything was written is unknown then.
    pub async fn commit(self) -> Result<(), sqlx::Error> {
        self.0.commit().await
    }
}

/// Locks the row of a project. A write that touches several rows of a project does this first, to avoid deadlocks.
pub(super) async fn lock(
    write: &mut Transaction<'static, Any>,
    tenant: &str,
    project: &str,
) -> Result<(), sqlx::Error> {
    let lock = sqlx::query("UPDATE connection SET version = version WHERE tenant = $1 AND project = $2");
    lock.bind(tenant).bind(project).execute(&mut **write).await.map(drop)
}
