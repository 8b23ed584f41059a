//! `cargo xtask dist`: the page as it is served.

use crate::console::{Failure, step};
use crate::{precompress, process, repository, setup};

/// Installs what is missing and builds the page.
///
/// # Errors
/// When a tool cannot be installed, or the page does not build.
pub(crate) fn command() -> Result<(), Failure> {
    setup::for_run()?;
    build()
}

/// Builds the page into dist and compresses it.
///
/// # Errors
/// When the page does not build.
pub(crate) fn build() -> Result<(), Failure> {
    let mut trunk = process::command("trunk");
    // Trunk looks for a newer self on the network unless told not to.
    trunk.args(["build", "--skip-version-check"]).env("RUST_BACKTRACE", "0");
    if setup::has_wasm_opt() {
        trunk.arg("--release");
    } else {
        trunk.args(["--cargo-profile", "wasm-release"]);
    }
    step("build the page", || process::run(&mut trunk))?;
    step("compress the page", || precompress::folder(&repository::dist()))
}
