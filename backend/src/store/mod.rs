//! The database: connections, the audit log, and the responses to completed saves.
//!
//! SQLite inside the process, or PostgreSQL to run several instances. Both use the same statements through sqlx's `any`
//! driver; `engine` holds what differs. Every statement about a project takes a [`Scope`](crate::scope::Scope).

mod audit;
mod connect;
mod connection;
mod engine;
mod idempotent_responses;
mod write;

pub use audit::AuditEntry;
pub use connect::ConnectData;
pub use connection::{Row, StoredConnection};
pub use engine::{ACQUIRE_TIMEOUT, Engine, Store};
pub use idempotent_responses::IdempotentResponse;
pub use write::Write;
