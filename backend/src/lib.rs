//! The reference Chat backend: small, real, replaceable. The contract is the product.
//!
//! | room | holds |
//! |---|---|
//! | [`config`] | the settings: the only reader of the environment |
//! | [`gate`] | what every request passes: names, deadline, headers, problems |
//! | [`routes`] | one file for each resource, thin |
//! | [`caller`] | who is asking: the mirror of the page's `src/host` |
//! | [`graph`] | asking Meta, through an HTTP client of its own |
//! | [`atlassian`] | asking Atlassian, through another |
//! | [`secret`] | the keys, sealed texts, keyed hashes |
//! | [`store`] | the database: connections, audit, completed writes, Connect's sites |
//! | [`flight`] | one Idempotency-Key, one effect |
//! | [`tasks`] | what is finished although its client has left |
//! | [`limit`] | how often Meta may be asked |
//! | [`error`] | every refusal, and the problem that tells of it |
//! | [`scope`] | whose data: tenant and project |
//! | [`clock`] | the time |
//! | [`log`] | the log |
//! | [`start`], [`stop`] | from configuration to a running service, and to its end |
//!
//! Direction: `main → lib → routes → {caller, graph, secret, store, flight, tasks, limit} → {scope, clock}`, and
//! `caller → {atlassian, secret, store, tasks}`.

pub mod atlassian;
pub mod caller;
pub mod clock;
pub mod config;
pub mod error;
pub mod flight;
pub mod gate;
pub mod graph;
pub mod limit;
pub mod log;
pub mod routes;
pub mod scope;
pub mod secret;
pub mod start;
pub mod stop;
pub mod store;
pub mod tasks;

use axum::Router;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Everything that a request may need.
pub struct Backend {
    /// The database.
    pub store: store::Store,
    /// The keys.
    pub keys: secret::Keyring,
    /// Asks Meta.
    pub graph: graph::Client,
    /// Who answers for Meta, for the page to say.
    pub who_answers: contract::settings::Graph,
    /// Hands out and verifies sessions.
    pub sessions: caller::Sessions,
    /// Who may open one in a browser tab.
    pub admission: caller::standalone::Admission,
    /// The Forge app, where there is one.
    pub forge: Option<caller::forge::Forge>,
    /// The Connect app, where there is one.
    pub connect: Option<caller::connect::Connect>,
    /// The Jira sites that are believed.
    pub sites: config::Sites,
    /// Asks Atlassian.
    pub atlassian: atlassian::Client,
    /// How often Meta may be asked.
    pub limiter: limit::Limiter,
    /// Writes under way.
    pub flights: flight::Flights,
    /// What is under way with or without its client: checks, saves, fetches of Atlassian's keys.
    pub tasks: tasks::Tasks,
    /// The names that the backend answers to.
    pub names: gate::Names,
    /// True where browsers reach it by TLS.
    pub is_https: bool,
    /// How long a request may take.
    pub request_timeout: Duration,
    /// The folder of the built page.
    pub public_dir: PathBuf,
    /// The time.
    pub clock: clock::Clock,
}

/// The backend as a service: all routes behind the gate.
pub fn app(backend: &Arc<Backend>) -> Router {
    gate::guard(routes::router(Arc::clone(backend)), backend)
}
