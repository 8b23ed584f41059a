//! The rules of this repository that no compiler checks, as tests.
//!
//! Each reads the repository from disk and lists every place that breaks its rule.

mod crates;
mod documents;
mod files;
mod imports;
mod sentences;
mod styles;

use crate::repository;
use crate::source::{self, Source};

/// Every text file of the repository that a person writes.
fn sources() -> Vec<Source> {
    source::all(&repository::root()).unwrap()
}

/// The Rust files of a folder that aren't tests.
fn rust_in(folder: &str) -> Vec<Source> {
    let is_rust = |source: &Source| source.is_in(folder) && source.extension() == "rs" && !source.is_test;
    let found: Vec<Source> = sources().into_iter().filter(is_rust).collect();
    assert!(!found.is_empty(), "there is no Rust in {folder} any more; update this test");
    found
}

/// Fails with every offence, one per line.
fn none(rule: &str, offences: impl IntoIterator<Item = String>) {
    let offences: Vec<String> = offences.into_iter().collect();
    assert!(offences.is_empty(), "{rule}:\n  {}\n", offences.join("\n  "));
}
