//! The Rust side: the wasm target, the linters, trunk and wasm-bindgen.

use crate::console::step;
use crate::{process, repository};
use anyhow::{Context, Result, ensure};
use std::fs;

/// The newest trunk that this compiler builds.
const TRUNK: &str = "0.21.14";
const TARGET: &str = "wasm32-unknown-unknown";

/// Adds the wasm target to the toolchain in use.
pub(super) fn target() -> Result<()> {
    let folder = process::output(process::program("rustc").args(["--print", "target-libdir", "--target", TARGET]));
    let installed = folder.and_then(|folder| fs::read_dir(folder).ok()).is_some_and(|mut files| files.next().is_some());
    if installed { Ok(()) } else { rustup(&["target", "add", TARGET]) }
}

/// Adds rustfmt and clippy, which a minimal Rust lacks.
pub(super) fn components() -> Result<()> {
    for (subcommand, component) in [("fmt", "rustfmt"), ("clippy", "clippy")] {
        if process::output(process::cargo().args([subcommand, "--version"])).is_none() {
            rustup(&["component", "add", component])?;
        }
    }
    Ok(())
}

fn rustup(arguments: &[&str]) -> Result<()> {
    let what = arguments.join(" ");
    ensure!(
        process::find("rustup").is_some(),
        "`rustup {what}` is needed, and rustup isn't installed; install Rust from https://rustup.rs"
    );
    step(&format!("rustup {what}"), || process::run(process::program("rustup").args(arguments)))
}

/// Installs trunk, and wasm-bindgen in exactly the version that the page is built with.
pub(super) fn tools() -> Result<()> {
    // Prints "registry+https://…#wasm-bindgen@0.2.130".
    let package = process::output(process::cargo().args(["pkgid", "wasm-bindgen"]));
    let bindgen = package.as_ref().and_then(|package| package.rsplit_once(['@', '#']));
    let (_, bindgen) = bindgen.context("Cargo.lock doesn't contain wasm-bindgen; restore it with git")?;
    // Without trunk's update check and TLS, which are half of its build.
    let trunk = install("trunk", "trunk", TRUNK, &["--locked", "--no-default-features"])?;
    // Without its lock file, which asks for crates that some registry mirrors lack.
    let bindgen = install("wasm-bindgen-cli", "wasm-bindgen", bindgen, &[])?;
    if trunk || bindgen {
        // Half a gigabyte that isn't needed again. If it can't be removed, it only takes up space.
        let _ = fs::remove_dir_all(build_folder());
    }
    Ok(())
}

/// Installs a tool unless this version of it is there; returns whether it was missing.
fn install(package: &str, program: &str, version: &str, options: &[&str]) -> Result<bool> {
    let found = process::output(process::program(program).arg("--version"));
    if found.is_some_and(|line| line.split(' ').nth(1) == Some(version)) {
        return Ok(false);
    }
    let mut install = process::cargo();
    // A debug build is fast enough for one page, and takes less than half the time.
    install
        .args(["install", package, "--version", version, "--debug", "--root"])
        .arg(repository::tools())
        .args(options);
    // Both tools share most of their crates, so they share a build folder.
    install.env("CARGO_TARGET_DIR", build_folder());
    install.env("CARGO_PROFILE_DEV_DEBUG", "0").env("CARGO_INCREMENTAL", "0");
    step(&format!("install {package} {version}"), || process::run(&mut install)).with_context(|| {
        format!("can't install {package} {version}; if there is no network, install it elsewhere and put it on PATH")
    })?;
    Ok(true)
}

fn build_folder() -> std::path::PathBuf {
    repository::tools().join("build")
}
