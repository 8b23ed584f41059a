//! Installs what the commands need, and only what is missing.
//!
//! Tools of this repository go into `.tools/`, which is deleted together with it. What belongs
//! to the machine (a browser, Node.js) is asked of its package manager, and only by `test`.

mod browser;
mod node;
mod postgres;
mod rust;
mod shrinkers;
mod system;

use crate::console::Failure;
use std::thread;

pub(crate) use browser::find as browser;
pub(crate) use postgres::Cluster;
pub(crate) use shrinkers::are_here as can_shrink;

/// What it takes to build and start everything: the wasm target, trunk, wasm-bindgen, and what makes the
/// page smaller.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn for_run() -> Result<(), Failure> {
    rust::target()?;
    rust::tools()?;
    shrinkers::install_if_possible()
}

/// What all tests need. The machine's part is downloaded while the Rust part is compiled.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn for_tests() -> Result<(), Failure> {
    thread::scope(|scope| {
        let machine = scope.spawn(machine);
        for_lints()?;
        rust::tools()?;
        machine.join().unwrap_or_else(|_| Err(Failure("the set-up of the machine broke off".to_owned())))
    })
}

/// What formatting and linting need.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn for_lints() -> Result<(), Failure> {
    rust::target()?;
    rust::components()
}

/// What is not Rust: Node.js and its packages, the browser and its driver, PostgreSQL.
fn machine() -> Result<(), Failure> {
    node::install()?;
    browser::install()?;
    postgres::install_if_possible();
    shrinkers::install_if_possible()?;
    node::packages()
}
