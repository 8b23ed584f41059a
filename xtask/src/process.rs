//! Starts other programs, with our own tools before those of the machine.

use crate::repository;
use anyhow::{Context, Result, ensure};
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// `name`, to be started in the repository.
pub(crate) fn program(name: impl AsRef<OsStr>) -> Command {
    let name = name.as_ref();
    let mut command = Command::new(find(name).unwrap_or_else(|| name.into()));
    command.current_dir(repository::root());
    command.env("PATH", search_path());
    // So that binaries are where we look for them: cargo can be configured to build elsewhere.
    command.env("CARGO_TARGET_DIR", repository::target());
    command.env_remove("CARGO_BUILD_TARGET");
    // `cargo run` sets these for xtask. Build scripts that read them would run again each time.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The tool that builds the page.
pub(crate) fn trunk() -> Command {
    let mut trunk = program("trunk");
    // These would replace the flags in `.cargo/config.toml`.
    trunk.env_remove("RUSTFLAGS").env_remove("CARGO_ENCODED_RUSTFLAGS");
    trunk
}

/// Runs a command and shows its output.
pub(crate) fn run(command: &mut Command) -> Result<()> {
    let words = words(command);
    let status = command.stdin(Stdio::null()).status().with_context(|| format!("can't start `{words}`"))?;
    ensure!(status.success(), "`{words}` failed; see its output above");
    Ok(())
}

/// Runs a command and shows its output only if it fails.
pub(crate) fn run_quietly(command: &mut Command) -> Result<()> {
    let words = words(command);
    let output = command.stdin(Stdio::null()).output().with_context(|| format!("can't start `{words}`"))?;
    if !output.status.success() {
        eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    }
    ensure!(output.status.success(), "`{words}` failed; see its output above");
    Ok(())
}

/// What a command prints; `None` if it can't be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// The path of a program, ours before the machine's.
pub(crate) fn find(name: impl AsRef<OsStr>) -> Option<PathBuf> {
    which::which_in(name, Some(search_path()), repository::root()).ok()
}

fn search_path() -> OsString {
    let npm = repository::tools().join("npm");
    let own = [
        repository::tools().join("bin"),
        npm.join("node_modules").join(".bin"),
        npm.join("node").join("node_modules").join(".bin"),
    ];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(own.into_iter().chain(std::env::split_paths(&inherited))).unwrap_or(inherited)
}

/// A command as it would be typed.
fn words(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_name().unwrap_or(program.as_os_str());
    std::iter::once(name).chain(command.get_args()).map(OsStr::to_string_lossy).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What `command` does to this variable: `Some(None)` if it removes it.
    fn variable<'a>(command: &'a Command, variable: &str) -> Option<Option<&'a OsStr>> {
        command.get_envs().find(|(name, _)| *name == variable).map(|(_, value)| value)
    }

    #[test]
    fn what_cargo_builds_is_where_we_look_for_it() {
        let (cargo, target) = (cargo(), repository::target());
        assert!(target.is_absolute() && repository::binary("backend").starts_with(target.join("debug")));
        assert_eq!(variable(&cargo, "CARGO_TARGET_DIR"), Some(Some(target.as_os_str())));
        assert_eq!(variable(&cargo, "CARGO_BUILD_TARGET"), Some(None));
    }

    #[test]
    fn the_page_is_built_with_its_own_flags_only() {
        let trunk = trunk();
        for name in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            assert_eq!(variable(&trunk, name), Some(None), "{name}");
        }
    }
}
