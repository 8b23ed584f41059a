//! The backend over a real socket, with a real database and the real sandbox.
//!
//! `world` starts all three; every other file is about one promise. If `CHAT_TEST_POSTGRES_URL` names a PostgreSQL server,
//! the database tests run on it too.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod atlassian;
mod bodies;
mod canary;
mod canary_jira;
mod checks;
mod findings;
mod forge;
mod framing;
mod jira;
mod kill;
mod limits;
mod locked;
mod names;
mod no_database;
mod page;
mod parallel;
mod person;
mod process;
mod rotation;
mod save;
mod search;
mod sessions;
mod settings;
mod spoiled;
mod store;
mod tenants;
mod tokens;
mod upgrade;
mod world;
mod wrong_tokens;
