//! What makes the page smaller: `wasm-opt` for the program, `esbuild` for the scripts.
//!
//! Both come as npm packages. A machine that has nothing but Rust does without: the page then
//! works the same and is larger. Only the size budget insists on them.

use crate::console::{Failure, say, step};
use crate::process;

/// Earlier ones lack an option that index.html names.
const OLDEST_WASM_OPT: u32 = 121;
const BINARYEN: &str = "132.0.0";
const ESBUILD: &str = "0.28.2";

/// Whether both are on the path, in versions that do what we ask.
pub(crate) fn are_here() -> bool {
    has_wasm_opt() && has_esbuild()
}

fn has_wasm_opt() -> bool {
    // Prints "wasm-opt version 132", some builds with more words after it.
    process::output(process::command("wasm-opt").arg("--version"))
        .and_then(|line| line.split(' ').nth(2)?.parse::<u32>().ok())
        .is_some_and(|version| version >= OLDEST_WASM_OPT)
        && process::on_path("wasm-metadce").is_some()
}

fn has_esbuild() -> bool {
    process::output(process::command("esbuild").arg("--version")).is_some_and(|version| version == ESBUILD)
}

/// Installs what is missing when npm is there, and says so when not.
///
/// # Errors
/// When npm is there and fails.
pub(super) fn install_if_possible() -> Result<(), Failure> {
    if are_here() {
        return Ok(());
    }
    if process::on_path("npm").is_none() {
        say("no npm here, so no wasm-opt and no esbuild: the page is built without them and is larger");
        return Ok(());
    }
    if !has_wasm_opt() {
        install("wasm-opt", "binaryen", BINARYEN)?;
    }
    if !has_esbuild() {
        install("esbuild", "esbuild", ESBUILD)?;
    }
    Ok(())
}

fn install(what: &str, package: &str, version: &str) -> Result<(), Failure> {
    step(&format!("install {what}"), || process::install_from_npm(package, version))
        .map_err(|_| Failure(format!("cannot install {what}: npm's words are above; is there a network?")))
}
