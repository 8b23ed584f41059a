//! Keeps the folders of whoever builds the page out of it.
//!
//! The compiler writes beside every panic in which file it would happen. For a dependency that is a file below cargo's
//! home, which has the name of a person in it, and makes the same sources a program of another size on each machine.

use super::precompress;
use crate::console::Failure;
use std::path::{Path, PathBuf};
use std::{env, fs};

/// Where cargo looks for further flags of the compiler; it adds them to those of `.cargo/config.toml`.
pub(super) const FLAGS: &str = "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS";

/// Those flags with one more, which leaves the folder of dependencies out; `None` where it has a space, which flags are
/// divided by.
pub(super) fn nameless() -> Option<String> {
    let folder = dependencies()?;
    let others = env::var(FLAGS).unwrap_or_default();
    let all = || format!("{others} --remap-path-prefix={folder}=").trim_start().to_owned();
    (!folder.contains(char::is_whitespace)).then(all)
}

/// Looks into every file of `dist` for that folder.
///
/// # Errors
/// When a file has it although it was to be left out, or cannot be read.
pub(super) fn check(dist: &Path) -> Result<(), Failure> {
    let Some(folder) = dependencies().filter(|_| nameless().is_some()) else { return Ok(()) };
    for file in precompress::files(dist)? {
        let content = fs::read(&file).map_err(|reason| Failure::because(format!("read {}", file.display()), reason))?;
        if holds(&content, folder.as_bytes()) {
            return Err(Failure(format!("{} names a folder of this machine; look at {FLAGS}", file.display())));
        }
    }
    Ok(())
}

/// Where cargo keeps the sources of dependencies.
fn dependencies() -> Option<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    home?.join("registry").join("src").to_str().map(str::to_owned)
}

fn holds(content: &[u8], part: &[u8]) -> bool {
    content.windows(part.len()).any(|window| window == part)
}

#[test]
fn a_folder_is_found_wherever_it_stands() {
    assert!(holds(b"\0/home/amira/.cargo/registry/src/tachys", b"/home/amira/.cargo/registry/src"));
    assert!(!holds(b"/home/olga/.cargo/registry/src", b"/home/amira/.cargo/registry/src"));
    assert!(!holds(b"", b"/home"));
}
