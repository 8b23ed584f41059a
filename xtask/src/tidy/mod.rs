//! The rules of this house that no compiler checks, as tests.
//!
//! Each test reads the repository as it is on disk and lists every place that breaks its rule,
//! so that one run shows all there is to mend.

mod crates;
mod documents;
mod files;
mod owners;
mod rust_tokens;
mod styles;
mod walls;
mod words;

use crate::repository;
use std::fs;
use std::path::{Path, PathBuf};

/// Folders that are made and not written, or are not ours.
const NOT_OURS: [&str; 9] =
    [".git", ".tools", ".data", "dist", "target", "node_modules", "results", "screenshots", "test-results"];

/// A text file of this repository.
struct Source {
    /// From the repository's root, with `/` between the names.
    path: String,
    text: String,
}

impl Source {
    fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    fn is_in(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// Whether all of it is there for tests only.
    fn is_test(&self) -> bool {
        self.path.split('/').any(|part| ["tests", "tests.rs", "interleavings"].contains(&part))
    }
}

/// Every text file of the repository that a person writes.
fn sources() -> Vec<Source> {
    let root = repository::root();
    let mut paths = Vec::new();
    walk(&root, &mut paths);
    paths.sort();
    let sources: Vec<Source> = paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let names: Vec<_> = path.strip_prefix(&root).ok()?.iter().map(|name| name.to_string_lossy()).collect();
            Some(Source { path: names.join("/"), text })
        })
        .collect();
    assert!(sources.len() > 50, "the repository was not found at {}", root.display());
    sources
}

fn walk(folder: &Path, paths: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.filter_map(|entry| Some(entry.ok()?.path())) {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if !NOT_OURS.contains(&name.as_ref()) {
                walk(&path, paths);
            }
        } else {
            paths.push(path);
        }
    }
}

/// Fails with every offence, one a line.
fn none(rule: &str, offences: impl IntoIterator<Item = String>) {
    let offences: Vec<String> = offences.into_iter().collect();
    assert!(offences.is_empty(), "{rule}:\n  {}\n", offences.join("\n  "));
}
