//! Documents are short, and the paths in them exist.

use super::{none, sources};
use crate::repository;
use crate::source::{IGNORED, Source};
use std::path::Path;

/// Extensions by which a name without a folder is taken for a file of this repository.
const FILES: [&str; 10] = ["css", "html", "js", "json", "md", "rs", "sql", "svg", "toml", "ts"];

#[test]
fn every_path_in_a_document_exists() {
    let sources = sources();
    let offences = sources.iter().filter(|source| source.extension() == "md").flat_map(|document| {
        quoted(&document.text)
            .filter(|(_, words)| is_path(words) && !exists(words, document, &sources))
            .map(|(line, words)| format!("{}:{line}: {words}", document.path))
            .collect::<Vec<_>>()
    });
    none("a path in a document exists", offences);
}

#[test]
fn the_first_documents_are_short() {
    let sources = sources();
    let too_long = [("README.md", 120), ("ARCHITECTURE.md", 160)].into_iter().filter_map(|(path, most)| {
        let lines = sources.iter().find(|source| source.path == path).map(|source| source.text.lines().count());
        lines.is_none_or(|lines| lines > most).then(|| format!("{path}: {lines:?} lines, at most {most}"))
    });
    none("what people read first is short", too_long);
}

/// The words in backticks, with their line numbers.
fn quoted(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut in_block = false;
    text.lines().enumerate().flat_map(move |(number, line)| {
        let fence = line.trim_start().starts_with("```");
        in_block ^= fence;
        let words: Vec<&str> =
            if in_block || fence { Vec::new() } else { line.split('`').skip(1).step_by(2).collect() };
        words.into_iter().map(move |words| (number + 1, words))
    })
}

/// Whether the words look like the path of a file or folder of this repository.
fn is_path(words: &str) -> bool {
    let plain = words.chars().all(|letter| letter.is_ascii_alphanumeric() || "._-/".contains(letter));
    let Some(first) = words.split('/').next() else { return false };
    // What is installed or built may be missing.
    if !plain || first.is_empty() || IGNORED.iter().any(|ignored| Path::new(words).starts_with(ignored)) {
        return false;
    }
    if words.contains('/') {
        return first.starts_with('.') || repository::root().join(first).exists();
    }
    words.rsplit_once('.').is_some_and(|(stem, extension)| !stem.is_empty() && FILES.contains(&extension))
}

fn exists(path: &str, document: &Source, sources: &[Source]) -> bool {
    let root = repository::root();
    let beside = Path::new(&document.path).parent().map(|folder| root.join(folder).join(path));
    root.join(path).exists()
        || beside.is_some_and(|path| path.exists())
        || (!path.contains('/') && sources.iter().any(|source| source.name() == path))
}

#[test]
fn paths_are_told_from_other_code() {
    let text = "See `src/main.rs`, `a|b` and `GET /api`.\n```text\n`not/here`\n```\n`boot.js`";
    let found: Vec<_> = quoted(text).filter(|(_, words)| is_path(words)).collect();
    assert_eq!(found, [(1, "src/main.rs"), (5, "boot.js")]);
}
