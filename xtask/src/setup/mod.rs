//! Installs what the commands need, and only what is missing.
//!
//! Tools of this repository go into `.tools/`, which is deleted together with it. What belongs to the machine (a
//! browser, Node.js, PostgreSQL) comes from its package manager, and only `test` needs it.

mod machine;
mod npm;
mod rust;

use anyhow::{Result, anyhow};
use std::thread;

pub(crate) use machine::browser;
pub(crate) use npm::has_optimizers;

/// Installs what it takes to build and start everything.
pub(crate) fn for_run() -> Result<()> {
    rust::target()?;
    rust::tools()?;
    npm::optimizers()
}

/// Installs what all tests need. Downloads the machine's part while the Rust part compiles.
pub(crate) fn for_tests() -> Result<()> {
    thread::scope(|scope| {
        let machine = scope.spawn(|| {
            machine::install()?;
            npm::node()?;
            npm::optimizers()?;
            npm::playwright()
        });
        for_lints()?;
        rust::tools()?;
        machine.join().unwrap_or_else(|_| Err(anyhow!("installing the machine's packages panicked")))
    })
}

/// Installs what formatting and linting need.
pub(crate) fn for_lints() -> Result<()> {
    rust::target()?;
    rust::components()
}
