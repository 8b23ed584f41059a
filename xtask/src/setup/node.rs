//! Node.js and the npm packages of the end-to-end tests.

use super::system::{self, Package};
use crate::console::{Failure, step};
use crate::{process, repository};
use std::fs;

const NODE: Package = Package {
    what: "Node.js and npm",
    apt: &["nodejs", "npm"],
    dnf: &["nodejs", "npm"],
    pacman: &["nodejs", "npm"],
    brew: &["node"],
};

/// The first that Playwright runs on.
const OLDEST: u32 = 20;
/// What is installed where the machine's own is older, as Debian 12's is.
const CURRENT: &str = "22.12.0";

/// Installs Node.js, if it is missing or too old.
///
/// # Errors
/// When it cannot be installed.
pub(super) fn install() -> Result<(), Failure> {
    if process::on_path("node").is_none() || process::on_path("npm").is_none() {
        system::install(&NODE)?;
    }
    if is_current() {
        return Ok(());
    }
    step(&format!("install Node.js {CURRENT}"), || process::install_from_npm("node", CURRENT))
        .ok()
        .filter(|()| is_current())
        .ok_or_else(|| {
            Failure(format!("the tests need Node.js {OLDEST} or newer; install it and run the command again"))
        })
}

fn is_current() -> bool {
    // Prints "v20.19.2".
    process::output(process::command("node").arg("--version"))
        .and_then(|line| line.strip_prefix('v')?.split('.').next()?.parse::<u32>().ok())
        .is_some_and(|version| version >= OLDEST)
}

/// Installs exactly the packages of the lock file, unless they are there.
///
/// # Errors
/// When npm fails.
pub(super) fn packages() -> Result<(), Failure> {
    let folder = repository::e2e();
    let lock = fs::read(folder.join("package-lock.json"))
        .map_err(|reason| Failure::because("read tests/e2e/package-lock.json", reason))?;
    // A copy of the lock file that the packages were installed from.
    let mark = folder.join("node_modules").join(".installed-lock.json");
    if fs::read(&mark).is_ok_and(|installed| installed == lock) {
        return Ok(());
    }
    step("install Playwright", || {
        process::run_quietly(
            process::command("npm")
                .args(["ci", "--no-audit", "--no-fund"])
                // The system's Chromium is used.
                .env("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")
                .current_dir(&folder),
        )
    })
    .map_err(|_| Failure("cannot install Playwright: npm's words are above; is there a network?".to_owned()))?;
    fs::write(&mark, lock).map_err(|reason| Failure::because("remember what was installed", reason))
}
