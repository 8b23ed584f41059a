//! `cargo xtask dist`: the page as it is served.

mod hashed;
mod index;
mod mark;
mod order;
pub(crate) mod precompress;
mod program;
mod scripts;
mod sheets;
mod sources;

use crate::console::{Failure, say, step};
use crate::{process, repository, setup};
use mark::Mark;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

/// What the page is made of.
const SOURCES: [&str; 12] = [
    "src",
    "style",
    "contract/src",
    "panel",
    "locales",
    "index.html",
    "boot.js",
    "Trunk.toml",
    "Cargo.toml",
    "Cargo.lock",
    ".cargo/config.toml",
    "xtask/src",
];

/// Installs what is missing and builds the page.
///
/// # Errors
/// When a tool cannot be installed, or the page does not build.
pub(crate) fn command() -> Result<(), Failure> {
    setup::for_run()?;
    build()
}

/// Builds the page into dist and compresses it, unless nothing changed since that was done.
///
/// # Errors
/// When the page does not build.
pub(crate) fn build() -> Result<(), Failure> {
    let shrinks = setup::can_shrink();
    let how = if shrinks { &["--release"][..] } else { &["--cargo-profile", "wasm-release"] };
    let mark = Mark::in_folder(&repository::target());
    let as_words = how.join(" ");
    if is_current(&mark, &as_words) {
        say("the page is built already");
        return Ok(());
    }
    // Whoever saves a source while this runs may have come too late for it, so the page is as old as its beginning.
    let begun = SystemTime::now();
    mark.remove()?;
    let mut trunk = process::trunk();
    // It looks for a newer self on the network unless told not to.
    trunk.args(["--log", "error", "build", "--skip-version-check"]).args(how).env("RUST_BACKTRACE", "0");
    trunk.envs(sources::nameless().map(|flag| (sources::FLAGS, flag)));
    step("build the page", || process::run(&mut trunk))?;
    step("compress the page", || {
        let dist = repository::dist();
        sources::check(&dist)?;
        sheets::join(&dist)?;
        if shrinks {
            program::shorten(&dist)?;
            scripts::minify(&dist)?;
        }
        precompress::folder(&dist)
    })?;
    mark.set(&as_words, begun)
}

/// Whether dist was completed in this way, from sources that have not changed since.
fn is_current(mark: &Mark, how: &str) -> bool {
    let complete = precompress::compressed(&repository::dist().join("index.html"));
    let changed = SOURCES.iter().filter_map(|source| last_change(&repository::root().join(source))).max();
    complete.is_file() && changed.is_some_and(|changed| mark.tells(how, changed))
}

/// When a file or anything in a folder changed last. A folder changes when a file leaves it.
fn last_change(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).ok()?.modified().ok();
    let entries = fs::read_dir(path).into_iter().flatten();
    let below = entries.filter_map(|entry| last_change(&entry.ok()?.path())).max();
    own.max(below)
}
