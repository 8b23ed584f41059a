//! The machine's own package manager, for what only it can install well.

use crate::console::{Failure, step};
use crate::process;
use std::process::Command;

/// A package under the names that package managers know it by.
pub(super) struct Package {
    /// What it is, for a person.
    pub(super) what: &'static str,
    pub(super) apt: &'static [&'static str],
    pub(super) dnf: &'static [&'static str],
    pub(super) pacman: &'static [&'static str],
    pub(super) brew: &'static [&'static str],
}

/// Installs a package with the first package manager that this machine has.
///
/// # Errors
/// When there is none that we know, or it fails.
pub(super) fn install(package: &Package) -> Result<(), Failure> {
    let what = package.what;
    let work = if process::on_path("apt-get").is_some() {
        vec![
            (as_root("apt-get"), vec!["update", "--quiet"]),
            (as_root("apt-get"), [&["install", "--yes", "--quiet", "--no-install-recommends"], package.apt].concat()),
        ]
    } else if process::on_path("dnf").is_some() {
        vec![(as_root("dnf"), [&["install", "--assumeyes"], package.dnf].concat())]
    } else if process::on_path("pacman").is_some() {
        vec![(as_root("pacman"), [&["-S", "--noconfirm", "--needed"], package.pacman].concat())]
    } else if process::on_path("brew").is_some() {
        vec![(process::command("brew"), [&["install"], package.brew].concat())]
    } else {
        return Err(Failure(format!(
            "there is no {what} here, and no package manager that xtask knows; install it and run the command again"
        )));
    };
    step(&format!("install {what}"), || {
        work.into_iter().try_for_each(|(mut program, arguments)| {
            process::run_quietly(
                program
                    .args(arguments)
                    .env("DEBIAN_FRONTEND", "noninteractive"),
            )
        })
    })
    .map_err(|_| {
        Failure(format!(
            "cannot install {what}: the package manager's words are above; install it yourself and run the command again"
        ))
    })
}

fn as_root(program: &str) -> Command {
    if is_root() {
        return process::command(program);
    }
    let mut sudo = process::command("sudo");
    // Fails at once instead of waiting for a password that nobody is there to type.
    sudo.args(["-n", program]);
    sudo
}

/// Whether we are the superuser.
pub(super) fn is_root() -> bool {
    process::output(process::command("id").arg("-u")).is_some_and(|id| id == "0")
}
