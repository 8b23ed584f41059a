//! Deletes a stored token.

use super::{Actor, Connections, CurrentSettings, ExpectedVersions};
use crate::error::Error;

impl Connections {
    /// Deletes the stored token. The token itself stays valid at Meta.
    ///
    /// # Errors
    /// [`Error::Changed`] if the version isn't one of `expected`; otherwise if the database fails.
    pub async fn disconnect(&self, actor: &Actor, expected: &ExpectedVersions) -> Result<CurrentSettings, Error> {
        let scope = &actor.caller.scope;
        let row = self.store.load(scope).await?;
        expected.allow(row.version)?;
        let settings = self.settings(&actor.caller, None, false);
        if row.stored.is_none() {
            return Ok(CurrentSettings { version: row.version, settings });
        }
        let mut write = self.store.write().await?;
        if !write.replace(scope, row.version, None).await? {
            return Err(Error::Changed);
        }
        // Otherwise a save repeated later would get its old response, which says that the token is saved.
        write.delete_responses(scope).await?;
        write.audit(scope, &self.audit_entry(actor, "disconnect", "done", None)).await?;
        write.commit().await?;
        Ok(CurrentSettings { version: row.version + 1, settings })
    }
}
