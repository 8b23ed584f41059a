//! What belongs to the machine: Node.js, a browser with its driver, PostgreSQL. On Debian and Ubuntu, apt installs
//! them; elsewhere you do.

use crate::console::{say, step};
use crate::process;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// The browser that the tests use.
pub(crate) struct Browser {
    pub(crate) program: PathBuf,
    /// Controls it in component tests.
    pub(crate) driver: PathBuf,
}

/// The browser of this machine.
pub(crate) fn browser() -> Result<Browser> {
    let program = BROWSERS.iter().find_map(process::find).context("the tests need Chromium or Chrome; install it")?;
    let driver = process::find("chromedriver").context("the tests need a chromedriver on PATH; install it")?;
    Ok(Browser { program, driver })
}

/// Installs what is missing.
pub(super) fn install() -> Result<()> {
    if process::find("npm").is_none() {
        apt("Node.js and npm", &["nodejs", "npm"])?;
    }
    if browser().is_err() {
        apt("Chromium and its driver", &["chromium", "chromium-driver"])?;
    }
    if !has_postgres()
        && let Err(reason) = apt("PostgreSQL", &["postgresql"])
    {
        say(format!("{reason:#}; the tests that need PostgreSQL are skipped"));
    }
    browser().map(|_| ())
}

/// Whether Debian's tool for temporary PostgreSQL servers is there, or a server was named.
fn has_postgres() -> bool {
    process::find("pg_virtualenv").is_some() || std::env::var_os("CHAT_TEST_POSTGRES_URL").is_some()
}

fn apt(what: &str, packages: &[&str]) -> Result<()> {
    if process::find("apt-get").is_none() {
        bail!("{what} is missing; install it and run the command again");
    }
    let apt = |arguments: &[&str]| {
        let is_root = process::output(process::program("id").arg("-u")).is_some_and(|id| id == "0");
        let mut apt = process::program(if is_root { "apt-get" } else { "sudo" });
        if !is_root {
            // Fails instead of waiting for a password.
            apt.args(["-n", "apt-get"]);
        }
        process::run_quietly(apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive"))
    };
    step(&format!("install {what}"), || {
        apt(&["update", "--quiet"])?;
        apt(&[&["install", "--yes", "--quiet", "--no-install-recommends"], packages].concat())
    })
    .with_context(|| format!("can't install {what}; install it yourself and run the command again"))
}
