//! Where things are in this repository.

use std::path::{Path, PathBuf};

/// The folder of the workspace's `Cargo.toml`.
pub(crate) fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_path_buf()
}

/// The page as it is served.
pub(crate) fn dist() -> PathBuf {
    root().join("dist")
}

/// Tools of this repository, so that nothing is installed or changed for the whole machine.
pub(crate) fn tools() -> PathBuf {
    root().join(".tools")
}

/// What the servers of `run` and `dev` keep between two runs.
pub(crate) fn data() -> PathBuf {
    root().join(".data")
}

/// The Forge app.
pub(crate) fn forge() -> PathBuf {
    root().join("forge")
}

/// The end-to-end tests and their npm packages.
pub(crate) fn e2e() -> PathBuf {
    root().join("tests").join("e2e")
}

/// The folder that cargo builds into, absolute.
pub(crate) fn target() -> PathBuf {
    root().join(std::env::var_os("CARGO_TARGET_DIR").unwrap_or_else(|| "target".into()))
}

/// A binary of this workspace, built in the dev profile.
pub(crate) fn binary(name: &str) -> PathBuf {
    target().join("debug").join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}
