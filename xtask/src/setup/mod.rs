//! Installs what the commands need, and only what is missing.
//!
//! Tools of this repository go into `.tools/`, which is deleted together with it. What belongs
//! to the machine (a browser, Node.js) is asked of its package manager, and only by `test`.

mod browser;
mod node;
mod postgres;
mod rust;
mod system;
mod wasm_opt;

use crate::console::Failure;

pub(crate) use browser::find as browser;
pub(crate) use postgres::Cluster;
pub(crate) use wasm_opt::is_here as has_wasm_opt;

/// What it takes to build and start everything: the wasm target, trunk, wasm-bindgen, wasm-opt.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn for_run() -> Result<(), Failure> {
    rust::target()?;
    rust::tools()?;
    wasm_opt::install_if_possible()
}

/// What formatting and linting need.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn for_lints() -> Result<(), Failure> {
    rust::target()?;
    rust::components()
}

/// What tests in a browser need beyond `for_run`: the browser, its driver, Node.js.
///
/// # Errors
/// When something is missing and cannot be installed.
pub(crate) fn for_browser_tests() -> Result<(), Failure> {
    node::install()?;
    browser::install()?;
    for_run()?;
    node::packages()
}
