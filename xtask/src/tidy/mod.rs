//! The rules of this repository that no compiler checks, as tests.
//!
//! Each reads the repository from disk and lists every place that breaks its rule.

mod crates;
mod documents;
mod files;
mod imports;
mod language;
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

/// All lines of a file, with their numbers.
fn lines(source: &Source) -> Vec<(usize, &str)> {
    source.text.lines().enumerate().map(|(index, line)| (index + 1, line)).collect()
}

/// Fails with everything that `find` reports for a line of these sources.
fn no_line(
    rule: &str,
    sources: &[Source],
    lines: for<'a> fn(&'a Source) -> Vec<(usize, &'a str)>,
    find: impl Fn(&Source, &str) -> Vec<String>,
) {
    let mut offences = Vec::new();
    for source in sources {
        for (number, line) in lines(source) {
            offences.extend(find(source, line).iter().map(|offence| format!("{}:{number}: {offence}", source.path)));
        }
    }
    none(rule, offences);
}

/// Fails with every offence, one per line.
fn none(rule: &str, offences: impl IntoIterator<Item = String>) {
    let offences: Vec<String> = offences.into_iter().collect();
    assert!(offences.is_empty(), "{rule}:\n  {}\n", offences.join("\n  "));
}
