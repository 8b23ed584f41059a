//! Other programs: finding them, and running them to their end.

use crate::console::Failure;
use crate::repository;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// `program`, to be started in the repository with our own tools before those of the machine.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let program = program.as_ref();
    let found = on_path(program).map_or_else(|| program.to_owned(), PathBuf::into_os_string);
    let mut command = Command::new(found);
    command.current_dir(repository::root());
    command.env("PATH", path());
    // Cargo has more places to be told a folder than we look into, and takes a relative one from where it was called.
    command.env("CARGO_TARGET_DIR", repository::target());
    // With it cargo builds into a folder of its own below that, and the servers are not where they are looked for.
    command.env_remove("CARGO_BUILD_TARGET");
    // What `cargo run` tells xtask about itself is not true of what xtask starts.
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(|name| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_")) {
            command.env_remove(name);
        }
    }
    command
}

/// The cargo that runs us.
pub(crate) fn cargo() -> Command {
    command(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// The tool that builds the page.
pub(crate) fn trunk() -> Command {
    let mut trunk = command("trunk");
    // Flags that somebody has set for all that they compile take the place of those that the page is built with.
    for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
        trunk.env_remove(variable);
    }
    trunk
}

/// Runs a command to its end, its output going where ours goes.
///
/// # Errors
/// When it cannot be started, or ends with anything but success.
pub(crate) fn run(command: &mut Command) -> Result<(), Failure> {
    let words = words(command);
    let status =
        command.stdin(Stdio::null()).status().map_err(|reason| Failure::because(format!("start `{words}`"), reason))?;
    if status.success() { Ok(()) } else { Err(Failure(format!("`{words}` failed; its words are above"))) }
}

/// Runs a command to its end and shows what it said only if it fails; for what runs beside
/// something else.
///
/// # Errors
/// When it cannot be started, or ends with anything but success.
pub(crate) fn run_quietly(command: &mut Command) -> Result<(), Failure> {
    let words = words(command);
    let output =
        command.stdin(Stdio::null()).output().map_err(|reason| Failure::because(format!("start `{words}`"), reason))?;
    if output.status.success() {
        return Ok(());
    }
    eprint!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr));
    Err(Failure(format!("`{words}` failed; its words are above")))
}

/// What a command prints, or nothing when it cannot be started or fails.
pub(crate) fn output(command: &mut Command) -> Option<String> {
    let output = command.stdin(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Where a program is that would be started by its name, ours before the machine's.
pub(crate) fn on_path(program: impl AsRef<Path>) -> Option<PathBuf> {
    let program = program.as_ref();
    if program.components().count() > 1 {
        return program.is_file().then(|| program.to_path_buf());
    }
    std::env::split_paths(&path()).find_map(|folder| {
        [std::env::consts::EXE_SUFFIX, ".cmd"]
            .iter()
            .map(|suffix| folder.join(format!("{}{suffix}", program.display())))
            .find(|file| file.is_file())
    })
}

/// The search path with our own tools in front.
fn path() -> OsString {
    let own =
        [repository::tools().join("bin"), npm_programs("binaryen"), npm_programs("esbuild"), npm_programs("node")];
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let folders = own.into_iter().chain(std::env::split_paths(&inherited));
    std::env::join_paths(folders).unwrap_or(inherited)
}

/// Installs an npm package into a folder of its own under `.tools/`; in a shared one, npm would
/// remove the packages that it installed before.
///
/// # Errors
/// When npm is missing or fails.
pub(crate) fn install_from_npm(package: &str, version: &str) -> Result<(), Failure> {
    let folder = npm_folder(package);
    std::fs::create_dir_all(&folder).map_err(|reason| Failure::because("make a folder in .tools", reason))?;
    run_quietly(
        command("npm")
            .args(["install", "--no-audit", "--no-fund", "--no-save", "--prefix"])
            .arg(folder)
            .arg(format!("{package}@{version}")),
    )
}

fn npm_folder(package: &str) -> PathBuf {
    repository::tools().join("npm").join(package)
}

/// Where npm puts the programs of a package that we installed.
fn npm_programs(package: &str) -> PathBuf {
    npm_folder(package).join("node_modules").join(".bin")
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

    /// What `command` changes of this variable: `Some(None)` takes it away.
    fn told<'a>(command: &'a Command, variable: &str) -> Option<Option<&'a OsStr>> {
        command.get_envs().find(|(name, _)| *name == variable).map(|(_, value)| value)
    }

    #[test]
    fn what_cargo_builds_stands_where_we_look_for_it() {
        let (cargo, target) = (cargo(), repository::target());
        assert!(target.is_absolute() && repository::binary("backend").starts_with(target.join("debug")));
        assert_eq!(told(&cargo, "CARGO_TARGET_DIR"), Some(Some(target.as_os_str())));
        assert_eq!(told(&cargo, "CARGO_BUILD_TARGET"), Some(None));
    }

    #[test]
    fn the_page_is_built_with_its_own_flags_alone() {
        let trunk = trunk();
        for variable in ["RUSTFLAGS", "CARGO_ENCODED_RUSTFLAGS"] {
            assert_eq!(told(&trunk, variable), Some(None), "{variable}");
        }
    }
}
