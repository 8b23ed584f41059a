//! The backend over a real socket, with a real database and the real sandbox.
//!
//! `world` starts all three; every other file is about one promise. Where PostgreSQL is named by
//! `CHAT_TEST_POSTGRES_URL`, what is said of the database is proved of it too.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

mod bodies;
mod canary;
mod checks;
mod findings;
mod kill;
mod limits;
mod names;
mod page;
mod parallel;
mod process;
mod rotation;
mod save;
mod sessions;
mod settings;
mod store;
mod world;
