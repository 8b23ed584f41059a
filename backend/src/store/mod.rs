//! What is kept: connections, the audit log, completed writes by their Idempotency-Key, and Connect's sites.
//!
//! SQLite inside the process, or PostgreSQL where there is more than one instance. Both read the same statements
//! through sqlx's `any` driver; what differs (opening, the schema's dialect, how a write begins) is in `engine`.
//! Every statement about a project takes a [`Scope`](crate::scope::Scope).

mod connection;
mod engine;
mod kept;
mod tenant;
mod write;

pub use connection::{Row, Stored};
pub use engine::{Engine, PATIENCE, Store};
pub use kept::Kept;
pub use tenant::ConnectTenant;
pub use write::{Note, Write};
