//! What a project has connected.

use super::Store;
use crate::clock;
use crate::crypto::{KeyedHash, Sealed};
use crate::scope::Scope;
use contract::report::{App, TokenReport};
use contract::settings::Account;
use contract::timestamp::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Executor, Row as _, error::BoxDynError};

/// A project's row. A project without one is at version 0, with nothing stored.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// The number of writes so far; it identifies the state that a save replaces.
    pub version: i64,
    pub stored: Option<StoredConnection>,
}

/// A stored token and what is known about it.
#[derive(Clone, Debug)]
pub struct StoredConnection {
    pub sealed: Sealed,
    /// The token's fingerprint, by the key that sealed it.
    pub fingerprint: KeyedHash,
    pub last_four: String,
    /// The app that the token was made for, if any check has found out.
    pub app: Option<App>,
    pub saved_by: Account,
    pub saved_at: Timestamp,
    /// When Meta last accepted the token.
    pub accepted_at: Option<Timestamp>,
    /// When Meta rejected the token, unless it has accepted it since.
    pub refused_at: Option<Timestamp>,
    /// The most recent check.
    pub report: TokenReport,
}

impl Store {
    /// The row of `scope`.
    ///
    /// # Errors
    /// If the database fails or the row is malformed.
    pub async fn load(&self, scope: &Scope) -> Result<Row, sqlx::Error> {
        select(scope, &self.reading).await
    }

    /// True if another project of the tenant has a token with one of these fingerprints.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn used_elsewhere(&self, scope: &Scope, fingerprints: &[KeyedHash]) -> Result<bool, sqlx::Error> {
        for fingerprint in fingerprints {
            if is_used_elsewhere(scope, fingerprint, &self.reading).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The IDs of the keys that stored tokens need.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn keys_in_use(&self) -> Result<Vec<String>, sqlx::Error> {
        let statement = "SELECT DISTINCT key_id FROM connection WHERE key_id IS NOT NULL AND retired IS NULL";
        sqlx::query(statement).fetch_all(&self.reading).await?.iter().map(|row| row.try_get(0)).collect()
    }
}

pub(super) async fn is_used_elsewhere(
    scope: &Scope,
    fingerprint: &KeyedHash,
    from: impl Executor<'_, Database = Any>,
) -> Result<bool, sqlx::Error> {
    let statement = "SELECT 1 FROM connection WHERE tenant = $1 AND project <> $2 AND fingerprint = $3 LIMIT 1";
    let query = sqlx::query(statement).bind(&scope.tenant).bind(scope.project.as_str()).bind(fingerprint);
    Ok(query.fetch_optional(from).await?.is_some())
}

pub(super) async fn select(scope: &Scope, from: impl Executor<'_, Database = Any>) -> Result<Row, sqlx::Error> {
    let statement = "SELECT version, key_id, sealed, fingerprint, last_four, app_id, app_name, saved_by_id, \
                     saved_by_name, saved_at, accepted_at, refused_at, report FROM connection \
                     WHERE tenant = $1 AND project = $2";
    let query = sqlx::query(statement).bind(&scope.tenant).bind(scope.project.as_str());
    query.fetch_optional(from).await?.map_or_else(|| Ok(Row::default()), |row| read(&row))
}

fn read(row: &AnyRow) -> Result<Row, sqlx::Error> {
    let version = row.try_get("version")?;
    let Some(text) = row.try_get::<Option<String>, _>("sealed")? else {
        return Ok(Row { version, stored: None });
    };
    let report: String = row.try_get("report")?;
    // serde's message would quote the row in the log.
    let malformed = |_| sqlx::Error::Decode(BoxDynError::from("the stored report is malformed"));
    let report = serde_json::from_str(&report).map_err(malformed)?;
    let app_id: Option<String> = row.try_get("app_id")?;
    let app_name = row.try_get("app_name")?;
    let accepted_at: Option<i64> = row.try_get("accepted_at")?;
    let refused_at: Option<i64> = row.try_get("refused_at")?;
    let stored = StoredConnection {
        sealed: Sealed { key_id: row.try_get("key_id")?, text },
        fingerprint: row.try_get("fingerprint")?,
        last_four: row.try_get("last_four")?,
        app: app_id.map(|id| App { id, name: app_name }),
        saved_by: Account { id: row.try_get("saved_by_id")?, name: row.try_get("saved_by_name")? },
        saved_at: clock::at(row.try_get("saved_at")?),
        accepted_at: accepted_at.map(clock::at),
        refused_at: refused_at.map(clock::at),
        report,
    };
    Ok(Row { version, stored: Some(stored) })
}
