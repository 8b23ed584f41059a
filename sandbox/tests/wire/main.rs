//! What goes over the wire, through real sockets. One file for each kind of response.
#![expect(clippy::unwrap_used, reason = "the functions that tests share fail a test by panicking, as a test does")]

mod control;
mod errors;
mod faults;
mod inspection;
mod self_inspection;
mod world;
