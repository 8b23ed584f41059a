//! The reference Chat backend. It is replaceable: the contract is the product.
//!
//! | module | holds |
//! |---|---|
//! | [`config`] | the settings |
//! | [`start`], [`serve`], [`shutdown_signal`] | from settings to a running service, and its end |
//! | [`app`] | the service: all routes behind the middleware |
//! | [`middleware`] | allowed hosts, deadline, security headers, request IDs and problem bodies |
//! | [`routes`] | HTTP: one file for each resource |
//! | [`connection`] | what an administrator can do with a connection: show, check, save, recheck, disconnect |
//! | [`caller`] | who is asking: one module for each host of the page, and sessions |
//! | [`graph`] | requests to Meta |
//! | [`atlassian`] | requests to Atlassian |
//! | [`crypto`] | keys, sealed text, keyed hashes |
//! | [`store`] | the database: connections, audit log, responses to completed saves |
//! | [`idempotency`] | one effect per Idempotency-Key |
//! | [`tasks`] | work that finishes even if its client disconnects |
//! | [`limit`] | how often Meta may be asked |
//! | [`error`] | every rejection and failure, with its problem response |
//! | [`http_client`] | what the HTTP clients have in common |
//! | [`scope`], [`clock`], [`log`] | tenant and project, the time, the log |
//!
//! Direction: each module imports only from those below it.
//!
//! ```text
//! main
//! serve
//! start
//! app
//! routes
//! middleware
//! connection
//! caller
//! graph, atlassian, store, idempotency, tasks, limit
//! crypto
//! error
//! config, http_client, scope, clock, log, shutdown_signal
//! ```
//!
//! No module imports the crate root. State reaches the routes in parts, through [`routes::AppState`].

pub mod app;
pub mod atlassian;
pub mod caller;
pub mod clock;
pub mod config;
pub mod connection;
pub mod crypto;
pub mod error;
pub mod graph;
pub mod http_client;
pub mod idempotency;
pub mod limit;
pub mod log;
pub mod middleware;
pub mod routes;
pub mod scope;
pub mod serve;
pub mod shutdown_signal;
pub mod start;
pub mod store;
pub mod tasks;
