//! `wasm-opt`, which makes the page a tenth smaller.
//!
//! It comes as an npm package. A machine that has nothing but Rust does without: the page then
//! works the same and is somewhat larger. Only the size budget insists on it.

use crate::console::{Failure, say, step};
use crate::process;

/// Earlier ones lack an option that index.html names.
const OLDEST: u32 = 121;
const VERSION: &str = "132.0.0";

/// Whether a `wasm-opt` that understands our options is on the path.
pub(crate) fn is_here() -> bool {
    // Prints "wasm-opt version 132", some builds with more words after it.
    process::output(process::command("wasm-opt").arg("--version"))
        .and_then(|line| line.split(' ').nth(2)?.parse::<u32>().ok())
        .is_some_and(|version| version >= OLDEST)
}

/// Installs it when npm is there, and says so when not.
///
/// # Errors
/// When npm is there and fails.
pub(super) fn install_if_possible() -> Result<(), Failure> {
    if is_here() {
        return Ok(());
    }
    if process::on_path("npm").is_none() {
        say("no npm here, so no wasm-opt: the page is built without it and is larger");
        return Ok(());
    }
    step("install wasm-opt", || process::install_from_npm("binaryen", VERSION))
        .map_err(|_| Failure("cannot install wasm-opt: npm's words are above; is there a network?".to_owned()))
}
