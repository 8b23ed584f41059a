//! A hash of everything the page is built from, kept in `dist/`, so that an unchanged page isn't built again.
//!
//! Trunk empties `dist/` when a build succeeds, so a stamp never outlives the page it describes.

use crate::repository;
use anyhow::{Context, Result};
use sha2::{Digest, Sha384};
use std::fs;
use std::path::Path;

const NAME: &str = ".built-from";

const SOURCES: [&str; 13] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "boot.js",
    "contract/src",
    "index.html",
    "locales",
    "panel",
    "src",
    "style",
    "xtask/src/dist",
    "xtask/src/setup",
];

/// A hash of all sources and of `options`.
pub(super) fn of_sources(options: &str) -> Result<String> {
    let mut hash = Sha384::new_with_prefix(options);
    for source in SOURCES {
        add(&mut hash, &repository::root().join(source)).with_context(|| format!("read {source}"))?;
    }
    Ok(hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect())
}

/// Adds the path and content of a file, or of all files in a folder. Skips what doesn't exist.
fn add(hash: &mut Sha384, path: &Path) -> Result<()> {
    if path.is_dir() {
        let mut entries = fs::read_dir(path)?.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
        entries.sort();
        return entries.iter().try_for_each(|entry| add(hash, entry));
    }
    if path.exists() {
        hash.update(path.as_os_str().as_encoded_bytes());
        hash.update(Sha384::digest(fs::read(path)?));
    }
    Ok(())
}

/// Whether `dist` was completed from these sources.
pub(super) fn is_on(dist: &Path, stamp: &str) -> bool {
    fs::read_to_string(dist.join(NAME)).is_ok_and(|last| last == stamp)
}

/// Marks `dist` as complete.
pub(super) fn put_on(dist: &Path, stamp: &str) -> Result<()> {
    fs::write(dist.join(NAME), stamp).context("write the stamp of the built page")
}

#[test]
fn a_stamp_changes_with_the_options_and_is_only_on_its_own_folder() {
    let (release, plain) = (of_sources("--release").unwrap(), of_sources("plain").unwrap());
    assert_ne!(release, plain);
    assert_eq!(release, of_sources("--release").unwrap());
    let folder = std::env::temp_dir().join(format!("chat-stamp-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    assert!(!is_on(&folder, &release));
    put_on(&folder, &release).unwrap();
    assert!(is_on(&folder, &release) && !is_on(&folder, &plain));
    fs::remove_dir_all(&folder).unwrap();
}
