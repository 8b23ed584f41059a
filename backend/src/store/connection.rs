//! What a project has connected.

use super::Store;
use crate::clock;
use crate::scope::Scope;
use crate::secret::{Mark, Sealed};
use contract::report::{App, TokenReport};
use contract::settings::Account;
use contract::timestamp::Timestamp;
use sqlx::any::AnyRow;
use sqlx::{Any, Executor, Row as _, error::BoxDynError};

/// A project's row; a project without one is at version 0 with nothing stored.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// How many writes there were. It names the state that a save replaces.
    pub version: i64,
    /// The token, where one is stored.
    pub stored: Option<Stored>,
}

/// A stored token and what is known of it.
#[derive(Clone, Debug)]
pub struct Stored {
    /// The token, sealed.
    pub sealed: Sealed,
    /// Its fingerprint by the key that sealed it.
    pub fingerprint: Mark,
    /// Its last four characters.
    pub last_four: String,
    /// The app it was made for, as far as any check has told.
    pub app: Option<App>,
    /// Who saved it.
    pub saved_by: Account,
    /// When it was saved.
    pub saved_at: Timestamp,
    /// When Meta last accepted it.
    pub accepted_at: Option<Timestamp>,
    /// When Meta refused it, where it has not accepted it since.
    pub refused_at: Option<Timestamp>,
    /// The newest check of it.
    pub report: TokenReport,
}

impl Store {
    /// The row of `scope`.
    ///
    /// # Errors
    /// Where the database fails, or the row was written by nobody of us.
    pub async fn load(&self, scope: &Scope) -> Result<Row, sqlx::Error> {
        select(scope, &self.reading).await
    }

    /// True where another project of the tenant has a token with one of these fingerprints.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn used_elsewhere(&self, scope: &Scope, fingerprints: &[Mark]) -> Result<bool, sqlx::Error> {
        for fingerprint in fingerprints {
            let query = sqlx::query(USED_ELSEWHERE).bind(&scope.tenant).bind(scope.project.as_str()).bind(fingerprint);
            if query.fetch_optional(&self.reading).await?.is_some() {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// The ids of the keys that stored tokens and shared secrets need.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn keys_in_use(&self) -> Result<Vec<String>, sqlx::Error> {
        let rows = sqlx::query(
            "SELECT key_id FROM connection WHERE key_id IS NOT NULL \
             UNION SELECT key_id FROM connect_tenant WHERE key_id IS NOT NULL",
        );
        rows.fetch_all(&self.reading).await?.iter().map(|row| row.try_get(0)).collect()
    }
}

pub(super) const USED_ELSEWHERE: &str =
    "SELECT 1 FROM connection WHERE tenant = $1 AND project <> $2 AND fingerprint = $3 LIMIT 1";

pub(super) async fn select(scope: &Scope, from: impl Executor<'_, Database = Any>) -> Result<Row, sqlx::Error> {
    let statement = "SELECT version, key_id, sealed, fingerprint, last_four, app_id, app_name, saved_by_id, \
                     saved_by_name, saved_at, accepted_at, refused_at, report FROM connection WHERE tenant = $1 AND project = $2";
    let query = sqlx::query(statement).bind(&scope.tenant).bind(scope.project.as_str());
    query.fetch_optional(from).await?.map_or_else(|| Ok(Row::default()), |row| read(&row))
}

fn read(row: &AnyRow) -> Result<Row, sqlx::Error> {
    let version = row.try_get("version")?;
    let Some(text) = row.try_get::<Option<String>, _>("sealed")? else {
        return Ok(Row { version, stored: None });
    };
    let report: String = row.try_get("report")?;
    // A serde error would quote the row, which is nobody's business in a log.
    let report = serde_json::from_str(&report).map_err(|_| unreadable("the stored report is no report"))?;
    let app_id: Option<String> = row.try_get("app_id")?;
    let app_name = row.try_get("app_name")?;
    let accepted_at: Option<i64> = row.try_get("accepted_at")?;
    let refused_at: Option<i64> = row.try_get("refused_at")?;
    let stored = Stored {
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

fn unreadable(what: &'static str) -> sqlx::Error {
    sqlx::Error::Decode(BoxDynError::from(what))
}
