//! What comes from npm: the tools that optimize the page, Playwright, and Node.js itself if the machine's is too old.

use crate::console::{say, step};
use crate::{process, repository};
use anyhow::{Context, Result, ensure};
use std::fs;
use std::path::{Path, PathBuf};

/// Playwright needs at least this one.
const OLDEST_NODE: u32 = 20;
/// What is installed if the machine's own is older, as Debian 12's is.
const NODE: &str = "node@22.12.0";

/// Installs Node.js into `.tools/` if the machine's is too old.
pub(super) fn node() -> Result<()> {
    if is_node_current() {
        return Ok(());
    }
    let folder = repository::tools().join("npm").join("node");
    let install = ["install", "--no-audit", "--no-fund", "--no-save", "--prefix"];
    step(&format!("install {NODE}"), || {
        fs::create_dir_all(&folder)?;
        process::run_quietly(process::program("npm").args(install).arg(folder).arg(NODE))
    })?;
    ensure!(is_node_current(), "the tests need Node.js {OLDEST_NODE} or newer; install it and run the command again");
    Ok(())
}

fn is_node_current() -> bool {
    // Prints "v20.19.2".
    process::output(process::program("node").arg("--version"))
        .and_then(|line| line.strip_prefix('v')?.split('.').next()?.parse::<u32>().ok())
        .is_some_and(|version| version >= OLDEST_NODE)
}

/// Installs the packages of the end-to-end tests.
pub(super) fn playwright() -> Result<()> {
    install("Playwright", &repository::e2e(), &repository::e2e())
}

/// Installs wasm-opt and esbuild if npm is there. A machine with nothing but Rust does without: the page then works
/// the same and is larger.
pub(super) fn optimizers() -> Result<()> {
    if !has_optimizers() && process::find("npm").is_none() {
        say("npm isn't installed, so the page is built without wasm-opt and esbuild, and is larger");
        return Ok(());
    }
    install("wasm-opt and esbuild", &optimizers_lock(), &optimizers_folder())
}

/// Whether wasm-opt and esbuild are installed in the versions of the lock file.
pub(crate) fn has_optimizers() -> bool {
    is_installed(&optimizers_lock(), &optimizers_folder())
}

fn optimizers_lock() -> PathBuf {
    repository::root().join("xtask")
}

fn optimizers_folder() -> PathBuf {
    repository::tools().join("npm")
}

/// Installs into `to` exactly the packages of the lock file in `from`, unless they are there.
fn install(what: &str, from: &Path, to: &Path) -> Result<()> {
    if is_installed(from, to) {
        return Ok(());
    }
    step(&format!("install {what}"), || {
        if from != to {
            fs::create_dir_all(to)?;
            for file in ["package.json", "package-lock.json"] {
                fs::copy(from.join(file), to.join(file))?;
            }
        }
        let mut npm = process::program("npm");
        npm.args(["ci", "--no-audit", "--no-fund"]).current_dir(to);
        // The machine's Chromium is used.
        process::run_quietly(npm.env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"))?;
        fs::copy(from.join("package-lock.json"), installed_lock(to))?;
        Ok(())
    })
    .with_context(|| format!("can't install {what}; is there a network?"))
}

fn is_installed(from: &Path, to: &Path) -> bool {
    let installed = fs::read(installed_lock(to));
    installed.is_ok_and(|installed| fs::read(from.join("package-lock.json")).is_ok_and(|lock| lock == installed))
}

/// A copy of the lock file that the packages were installed from; npm deletes it with them.
fn installed_lock(folder: &Path) -> PathBuf {
    folder.join("node_modules").join(".installed-lock.json")
}
