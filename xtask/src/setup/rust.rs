//! The Rust side: the wasm target, the linters, trunk and wasm-bindgen.

use crate::console::{Failure, step};
use crate::{process, repository};
use std::fs;
use std::process::Command;

/// The newest trunk that this compiler builds.
const TRUNK: &str = "0.21.14";
const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the toolchain in use.
///
/// # Errors
/// When it is missing and there is no rustup, or no network.
pub(super) fn target() -> Result<(), Failure> {
    let mut question = process::command("rustc");
    question.args(["--print", "target-libdir", "--target", TARGET]);
    let installed = process::output(&mut question)
        .and_then(|folder| fs::read_dir(folder).ok())
        .is_some_and(|mut files| files.next().is_some());
    if installed {
        return Ok(());
    }
    rustup(&["target", "add", TARGET], &format!("install the Rust target {TARGET}"))
}

/// Adds rustfmt and clippy, which a minimal Rust lacks.
///
/// # Errors
/// When one is missing and there is no rustup, or no network.
pub(super) fn components() -> Result<(), Failure> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::output(process::cargo().args([subcommand, "--version"])).is_none() {
            let what = format!("install {component}");
            rustup(&["component", "add", component], &what)?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str], what: &str) -> Result<(), Failure> {
    if process::on_path("rustup").is_none() {
        return Err(Failure(format!(
            "cannot {what}: there is no rustup here; install Rust from https://rustup.rs, or add it by your system's packages"
        )));
    }
    step(what, || process::run(process::command("rustup").args(arguments)))
        .map_err(|_| Failure(format!("cannot {what}: is there a network? {AGAIN}")))
}

const AGAIN: &str = "rustup's words are above; then run the command again";

/// Installs trunk, and wasm-bindgen of exactly the version that the page is built with.
///
/// # Errors
/// When one is missing and cannot be built.
pub(super) fn tools() -> Result<(), Failure> {
    let bindgen = locked_version("wasm-bindgen")?;
    let wanted = [
        Tool {
            package: "trunk",
            program: "trunk",
            version: TRUNK,
            // Its update check and its TLS are half of its build, and we use neither.
            options: &["--locked", "--no-default-features"],
        },
        Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            version: &bindgen,
            // Its own lock file asks for crates that not every registry mirror has.
            options: &[],
        },
    ];
    let missing: Vec<&Tool<'_>> = wanted.iter().filter(|tool| !tool.is_here()).collect();
    for tool in &missing {
        step(&format!("install {} {}", tool.package, tool.version), || tool.install())?;
    }
    if !missing.is_empty() {
        // Half a gigabyte that nobody needs again. Left over, it would cost room and nothing else.
        let _ = fs::remove_dir_all(build_folder());
    }
    Ok(())
}

struct Tool<'a> {
    package: &'a str,
    program: &'a str,
    version: &'a str,
    options: &'a [&'a str],
}

impl Tool<'_> {
    fn is_here(&self) -> bool {
        process::output(process::command(self.program).arg("--version"))
            .is_some_and(|line| line.split(' ').nth(1) == Some(self.version))
    }

    fn install(&self) -> Result<(), Failure> {
        if process::on_path("cargo-binstall").is_some() && self.download().is_ok() {
            return Ok(());
        }
        let mut install = process::cargo();
        install
            .args(["install", self.package, "--version", self.version])
            // Debug is fast enough for one page, and builds in less than half the time.
            .arg("--debug")
            .args(self.options);
        // Both tools share most of their crates, so they share a folder to build them in.
        install.env("CARGO_TARGET_DIR", build_folder());
        install.env("CARGO_PROFILE_DEV_DEBUG", "0");
        install.env("CARGO_INCREMENTAL", "0");
        self.put_into_tools(&mut install).map_err(|_| {
            Failure(format!(
                "cannot install {} {}: cargo's words are above. Without a network, install it where there is one and put it on PATH",
                self.package, self.version
            ))
        })
    }

    fn download(&self) -> Result<(), Failure> {
        let mut install = process::cargo();
        install.args(["binstall", "--no-confirm", "--strategies", "crate-meta-data"]);
        install.arg(format!("{}@{}", self.package, self.version));
        self.put_into_tools(&mut install)
    }

    fn put_into_tools(&self, install: &mut Command) -> Result<(), Failure> {
        install.arg("--root").arg(repository::tools());
        process::run(install)
    }
}

fn build_folder() -> std::path::PathBuf {
    repository::tools().join("build")
}

/// The version of a package in Cargo.lock.
fn locked_version(package: &str) -> Result<String, Failure> {
    let path = repository::root().join("Cargo.lock");
    let lock = fs::read_to_string(&path).map_err(|reason| Failure::because("read Cargo.lock", reason))?;
    version_in(&lock, package).ok_or_else(|| Failure(format!("Cargo.lock names no {package}; restore it with git")))
}

fn version_in(lock: &str, package: &str) -> Option<String> {
    lock.split("[[package]]")
        .find(|entry| entry.contains(&format!("\nname = \"{package}\"\n")))
        .and_then(|entry| entry.split("version = \"").nth(1)?.split('"').next())
        .map(ToOwned::to_owned)
}

#[test]
fn a_version_is_that_of_the_whole_name() {
    let lock = "[[package]]\nname = \"a-b\"\nversion = \"1.0.0\"\n\n[[package]]\nname = \"a\"\nversion = \"2.0.0\"\n";
    assert_eq!(version_in(lock, "a").as_deref(), Some("2.0.0"));
    assert_eq!(version_in(lock, "b"), None);
}
