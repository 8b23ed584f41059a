//! What goes over the wire, seen through real sockets. One file a kind of answer.
#![expect(clippy::unwrap_used, reason = "the functions that tests share fail a test by panicking, as a test does")]

mod control;
mod faults;
mod inspection;
mod ladder;
mod refusals;
mod world;
