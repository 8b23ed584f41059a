//! What an administrator can do with a project's WhatsApp connection: show it, check a token, save it, check it again,
//! disconnect.
//!
//! The routes translate HTTP into these calls and back. Whatever needs to outlive its request runs as a task.

mod audit;
mod check;
mod disconnect;
mod evidence;
mod recheck;
mod save;
mod show;

pub use save::SaveRequest;
pub use show::CurrentSettings;

use crate::caller::Caller;
use crate::clock::Clock;
use crate::crypto::Keyring;
use crate::error::Error;
use crate::graph;
use crate::idempotency::InFlightSaves;
use crate::limit::Limiter;
use crate::store::Store;
use crate::tasks::Tasks;
use contract::access_token::AccessToken;
use contract::report::TokenReport;
use contract::settings::Graph;
use std::sync::Arc;

/// The connections of all projects.
pub struct Connections {
    pub store: Store,
    pub keys: Arc<Keyring>,
    pub graph: graph::Client,
    /// Who answers for Meta; the page shows it.
    pub graph_environment: Graph,
    pub limiter: Limiter,
    pub in_flight: InFlightSaves,
    pub tasks: Tasks,
    pub clock: Clock,
}

/// Who acts, and in which request.
#[derive(Clone)]
pub struct Actor {
    pub caller: Caller,
    pub request_id: String,
}

/// The versions that a write may replace.
pub struct ExpectedVersions(Vec<i64>);

impl ExpectedVersions {
    #[must_use]
    pub fn new(versions: Vec<i64>) -> Self {
        Self(versions)
    }

    /// # Errors
    /// [`Error::Changed`] if `version` isn't one of them.
    pub fn allow(&self, version: i64) -> Result<(), Error> {
        if self.0.contains(&version) { Ok(()) } else { Err(Error::Changed) }
    }
}

impl Connections {
    /// Asks Meta about `token`, within the rate limits.
    async fn ask_meta(&self, caller: &Caller, token: &AccessToken) -> Result<TokenReport, Error> {
        self.limiter.count(&caller.scope.tenant, &caller.account.id)?;
        Ok(self.graph.check(token).await)
    }
}
