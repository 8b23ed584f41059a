//! The browser that tests run in, and its driver.

use super::system::{self, Package};
use crate::console::Failure;
use crate::process;
use std::path::PathBuf;

const BROWSERS: [&str; 5] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

const CHROMIUM: Package = Package {
    what: "Chromium and its driver",
    apt: &["chromium", "chromium-driver"],
    dnf: &["chromium", "chromedriver"],
    pacman: &["chromium"],
    brew: &["--cask", "google-chrome", "chromedriver"],
};

/// A browser of this machine.
pub(crate) struct Browser {
    /// The browser itself.
    pub(crate) program: PathBuf,
    /// What steers it for component tests.
    pub(crate) driver: PathBuf,
}

/// Installs a browser and its driver, if one of them is missing.
///
/// # Errors
/// When it cannot be installed.
pub(super) fn install() -> Result<(), Failure> {
    if look().is_none() {
        system::install(&CHROMIUM)?;
    }
    find().map(|_| ())
}

/// The browser and its driver.
///
/// # Errors
/// When one of them is not there.
pub(crate) fn find() -> Result<Browser, Failure> {
    look().ok_or_else(|| Failure("there is no Chromium with a chromedriver on PATH; install both".to_owned()))
}

fn look() -> Option<Browser> {
    Some(Browser { program: BROWSERS.iter().find_map(process::on_path)?, driver: process::on_path("chromedriver")? })
}
