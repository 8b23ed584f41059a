//! Shows the settings of a project.

use super::Connections;
use crate::caller::Caller;
use crate::error::Error;
use crate::store::{Row, StoredConnection};
use contract::report::TokenReport;
use contract::settings::{Settings, StoredToken};
use contract::timestamp::Timestamp;
use std::slice;

/// The settings, and the version that they were read at.
pub struct CurrentSettings {
    pub version: i64,
    pub settings: Settings,
}

impl Connections {
    /// # Errors
    /// If the database fails.
    pub async fn show(&self, caller: &Caller) -> Result<CurrentSettings, Error> {
        let Row { version, stored } = self.store.load(&caller.scope).await?;
        let used_elsewhere = match &stored {
            Some(stored) => self.store.used_elsewhere(&caller.scope, slice::from_ref(&stored.fingerprint)).await?,
            None => false,
        };
        Ok(CurrentSettings { version, settings: self.settings(caller, stored.as_ref(), used_elsewhere) })
    }

    /// What may be shown of a stored token.
    pub(super) fn settings(
        &self,
        caller: &Caller,
        stored: Option<&StoredConnection>,
        used_elsewhere: bool,
    ) -> Settings {
        let token = stored.map(|stored| StoredToken {
            last_four: stored.last_four.clone(),
            app: stored.app.clone(),
            saved_by: stored.saved_by.clone(),
            saved_at: stored.saved_at,
            report: aged(stored.report.clone(), self.clock.now()),
            accepted_at: stored.accepted_at,
            refused_at: stored.refused_at,
            used_elsewhere,
        });
        Settings { project: caller.shown.clone(), graph: self.graph_environment, token }
    }
}

/// The report as read at `now`: `retry_after` counts down.
fn aged(report: TokenReport, now: Timestamp) -> TokenReport {
    let passed = u32::try_from((now.unix() - report.checked_at.unix()).max(0)).unwrap_or(u32::MAX);
    let left = report.retry_after.map(|seconds| seconds.saturating_sub(passed));
    TokenReport { retry_after: left.filter(|seconds| *seconds > 0), ..report }
}
