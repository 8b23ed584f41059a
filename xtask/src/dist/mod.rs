//! `cargo xtask dist`: the page as it is served.

pub(crate) mod compress;
mod optimize;
mod stamp;

use crate::console::{say, step};
use crate::{process, repository, setup};
use anyhow::{Result, ensure};
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Further flags for rustc; cargo adds them to those in `.cargo/config.toml`.
const RUST_FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Installs what is missing and builds the page.
pub(crate) fn command() -> Result<()> {
    setup::for_run()?;
    build()
}

/// Builds the page into `dist/` and compresses it, unless nothing has changed since the last time.
pub(crate) fn build() -> Result<()> {
    let has_optimizers = setup::has_optimizers();
    let optimized = has_optimizers && env::var_os("CHAT_DIST_PLAIN").is_none();
    // `--release` makes trunk run wasm-opt, which it would download if we didn't have it.
    let profile = if has_optimizers { &["--release"][..] } else { &["--cargo-profile", "wasm-release"] };
    let dist = repository::dist();
    let stamp = stamp::of_sources(&format!("{profile:?}, optimized: {optimized}"))?;
    if stamp::is_on(&dist, &stamp) {
        say("the page is up to date");
        return Ok(());
    }
    let mut trunk = process::trunk();
    // Trunk checks for a newer version of itself unless told not to.
    trunk.args(["--log", "error", "build", "--skip-version-check"]).args(profile).env("RUST_BACKTRACE", "0");
    trunk.envs(remapped().map(|flags| (RUST_FLAGS, flags)));
    step("build the page", || process::run(&mut trunk))?;
    step("compress the page", || {
        contains_no_local_path(&dist)?;
        if optimized {
            optimize::page(&dist)?;
        }
        compress::folder(&dist)
    })?;
    stamp::put_on(&dist, &stamp)
}

/// Flags that strip cargo's folder of dependencies from panic messages: it contains the user's name, and makes the
/// page differ from machine to machine. `None` if the path has a space, which would split the flag.
fn remapped() -> Option<String> {
    let folder = dependencies()?;
    let others = env::var(RUST_FLAGS).unwrap_or_default();
    (!folder.contains(char::is_whitespace)).then(|| format!("{others} --remap-path-prefix={folder}="))
}

fn contains_no_local_path(dist: &Path) -> Result<()> {
    let Some(folder) = dependencies().filter(|_| remapped().is_some()) else { return Ok(()) };
    for file in compress::files(dist)? {
        let content = fs::read(&file)?;
        let is_clean = !content.windows(folder.len()).any(|window| window == folder.as_bytes());
        ensure!(is_clean, "{} contains the path {folder}; check {RUST_FLAGS}", file.display());
    }
    Ok(())
}

/// Where cargo keeps the sources of dependencies.
fn dependencies() -> Option<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    home?.join("registry").join("src").to_str().map(str::to_owned)
}
