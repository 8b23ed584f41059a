//! What is left of Atlassian Connect, which earlier versions supported. Migration 4 marked its rows; nothing reads them.

use super::Store;

/// How much Connect data there is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ConnectData {
    /// Saved tokens, and projects that were disconnected.
    pub connections: i64,
    /// Jira sites that installed the Connect app.
    pub installations: i64,
}

impl Store {
    /// Counts the Connect data.
    ///
    /// # Errors
    /// If the database fails.
    pub async fn connect_data(&self) -> Result<ConnectData, sqlx::Error> {
        let count = async |statement| sqlx::query_scalar(statement).fetch_one(&self.reading).await;
        Ok(ConnectData {
            connections: count("SELECT count(*) FROM connection WHERE retired = 'connect'").await?,
            installations: count("SELECT count(*) FROM connect_installation").await?,
        })
    }

    /// Deletes the Connect data, except for the audit log. Returns how much there was.
    ///
    /// # Errors
    /// If the database fails; nothing is deleted then.
    pub async fn forget_connect(&self) -> Result<ConnectData, sqlx::Error> {
        let mut write = self.transaction().await?;
        let responses = "DELETE FROM idempotent_responses WHERE EXISTS (SELECT 1 FROM connection WHERE \
                         connection.tenant = idempotent_responses.tenant AND connection.retired = 'connect')";
        sqlx::query(responses).execute(&mut *write).await?;
        let connections = sqlx::query("DELETE FROM connection WHERE retired = 'connect'").execute(&mut *write).await?;
        let installations = sqlx::query("DELETE FROM connect_installation").execute(&mut *write).await?;
        write.commit().await?;
        let count = |deleted: u64| i64::try_from(deleted).unwrap_or(i64::MAX);
        Ok(ConnectData {
            connections: count(connections.rows_affected()),
            installations: count(installations.rows_affected()),
        })
    }
}
