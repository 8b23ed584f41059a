//! The responses to completed saves, by Idempotency-Key, so that a repeated request gets the first one's response.

use super::write::lock;
use super::{Store, Write};
use crate::crypto::KeyedHash;
use crate::scope::Scope;
use contract::timestamp::Timestamp;
use sqlx::Row;

/// The response to a completed save. Its status is always 200: a save that failed can be tried again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IdempotentResponse {
    /// Tells whether a request is the same one.
    pub request_hash: KeyedHash,
    /// The version that the save created.
    pub version: i64,
    /// The settings as JSON, without any secret.
    pub body: String,
}

/// How long a response is kept, in seconds: a day.
const LIFETIME: i64 = 86_400;

impl Store {
    /// The response for this key, if it isn't more than a day old at `now`.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn idempotent_response(
        &self,
        scope: &Scope,
        key: &str,
        now: Timestamp,
    ) -> Result<Option<IdempotentResponse>, sqlx::Error> {
        let statement = "SELECT request_hash, version, body FROM idempotent_responses \
                         WHERE tenant = $1 AND project = $2 AND idempotency_key = $3 AND at >= $4";
        let query = sqlx::query(statement).bind(&scope.tenant).bind(scope.project.as_str()).bind(key);
        let query = query.bind(now.unix() - LIFETIME);
        let Some(row) = query.fetch_optional(&self.reading).await? else { return Ok(None) };
        Ok(Some(IdempotentResponse { request_hash: row.try_get(0)?, version: row.try_get(1)?, body: row.try_get(2)? }))
    }

    /// Deletes the responses of all projects that are more than a day old at `now`.
    ///
    /// # Errors
    /// If the database fails. Projects before the failing one are done.
    pub async fn delete_old_responses(&self, now: Timestamp) -> Result<(), sqlx::Error> {
        let before = now.unix() - LIFETIME;
        let statement = "SELECT DISTINCT tenant, project FROM idempotent_responses WHERE at < $1";
        for row in sqlx::query(statement).bind(before).fetch_all(&self.reading).await? {
            let (tenant, project): (String, String) = (row.try_get(0)?, row.try_get(1)?);
            let mut write = self.write().await?;
            lock(&mut write.0, &tenant, &project).await?;
            delete_before(&mut write, &tenant, &project, before).await?;
            write.commit().await?;
        }
        Ok(())
    }
}

impl Write {
    /// Keeps this save's response for repeated requests, and deletes the project's old ones.
    ///
    /// Only the project's own: its row is locked already, so two writes can't wait for each other.
    ///
    /// # Errors
    /// If the database fails, or has a response for this key already.
    pub async fn keep_response(
        &mut self,
        scope: &Scope,
        key: &str,
        at: Timestamp,
        response: &IdempotentResponse,
    ) -> Result<(), sqlx::Error> {
        delete_before(self, &scope.tenant, scope.project.as_str(), at.unix() - LIFETIME).await?;
        let statement = "INSERT INTO idempotent_responses (tenant, project, idempotency_key, at, request_hash, \
                         version, body) VALUES ($1, $2, $3, $4, $5, $6, $7)";
        let query = sqlx::query(statement)
            .bind(&scope.tenant)
            .bind(scope.project.as_str())
            .bind(key)
            .bind(at.unix())
            .bind(&response.request_hash)
            .bind(response.version)
            .bind(&response.body);
        query.execute(&mut *self.0).await.map(drop)
    }

    /// Deletes the project's responses, which show a token that isn't stored anymore.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn delete_responses(&mut self, scope: &Scope) -> Result<(), sqlx::Error> {
        delete_before(self, &scope.tenant, scope.project.as_str(), i64::MAX).await
    }
}

async fn delete_before(write: &mut Write, tenant: &str, project: &str, before: i64) -> Result<(), sqlx::Error> {
    let delete = sqlx::query("DELETE FROM idempotent_responses WHERE tenant = $1 AND project = $2 AND at < $3");
    delete.bind(tenant).bind(project).bind(before).execute(&mut *write.0).await.map(drop)
}
