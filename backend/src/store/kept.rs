//! Completed writes by their Idempotency-Key, so that a repeated request gets the first one's answer.

use super::Store;
use super::write::lock;
use crate::scope::Scope;
use crate::secret::Mark;
use contract::timestamp::Timestamp;
use sqlx::Row;

/// A completed write. Only those are kept, so the status is always 200; what failed may be tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The mark of the request.
    pub mark: Mark,
    /// The version that it made.
    pub version: i64,
    /// The body of its answer, which holds no secret.
    pub body: String,
}

/// How long a completed write is remembered, in seconds: a day.
pub(super) const REMEMBERED: i64 = 86_400;

impl Store {
    /// The completed write of this key, where it is not of more than a day before `now`.
    ///
    /// # Errors
    /// Where the database fails.
    pub async fn kept(&self, scope: &Scope, key: &str, now: Timestamp) -> Result<Option<Kept>, sqlx::Error> {
        let statement = "SELECT mark, version, body FROM kept \
                         WHERE tenant = $1 AND project = $2 AND idempotency_key = $3 AND at >= $4";
        let query = sqlx::query(statement).bind(&scope.tenant).bind(scope.project.as_str()).bind(key);
        let query = query.bind(now.unix() - REMEMBERED);
        let Some(row) = query.fetch_optional(&self.reading).await? else { return Ok(None) };
        Ok(Some(Kept { mark: row.try_get(0)?, version: row.try_get(1)?, body: row.try_get(2)? }))
    }

    /// Forgets the completed writes of all projects of more than a day before `now`.
    ///
    /// # Errors
    /// Where the database fails; the projects that were reached are done.
    pub async fn forget_old(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        let before = now.unix() - REMEMBERED;
        let projects = sqlx::query("SELECT DISTINCT tenant, project FROM kept WHERE at < $1").bind(before);
        for row in projects.fetch_all(&self.reading).await? {
            let tenant: String = row.try_get(0)?;
            let project: String = row.try_get(1)?;
            let mut write = self.transaction().await?;
            lock(&mut write, &tenant, &project).await?;
            let forget = sqlx::query("DELETE FROM kept WHERE tenant = $1 AND project = $2 AND at < $3");
            forget.bind(&tenant).bind(&project).bind(before).execute(&mut *write).await?;
            write.commit().await?;
        }
        Ok(())
    }
}
