//! Documents tell the truth: what they name is there, and the map shows the whole house.

use super::{NOT_OURS, Source, none, sources};
use crate::repository;
use std::path::Path;

/// Endings by which a name without a folder is known to be a file of ours.
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
    none("a path in a document leads somewhere", offences);
}

/// What stands in backticks within a line, with the line's number.
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
    // What is installed or built need not be there.
    if !plain || first.is_empty() || words.split('/').any(|part| NOT_OURS.contains(&part)) {
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
fn the_map_shows_every_file_of_the_page() {
    let sources = sources();
    let Some(map) = sources.iter().find(|source| source.path == "ARCHITECTURE.md") else { return };
    none(
        "ARCHITECTURE.md names every file of src/, and a folder for its mod.rs",
        sources
            .iter()
            .filter(|source| source.is_in("src") && source.extension() == "rs" && !source.is_test())
            .filter(|source| !names(&map.text, &shown(source)))
            .map(|source| source.path.clone()),
    );
}

/// How the map shows a file: by its name, or by its folder where it is the folder's door.
fn shown(source: &Source) -> String {
    let folder = source.path.rsplit('/').nth(1).unwrap_or_default();
    if source.name() == "mod.rs" { format!("{folder}/") } else { source.name().to_owned() }
}

fn names(map: &str, name: &str) -> bool {
    map.split(|letter: char| !letter.is_ascii_alphanumeric() && !"._-/".contains(letter))
        .any(|word| word == name || word.ends_with(&format!("/{name}")))
}

#[test]
fn paths_are_told_from_other_code() {
    let text = "See `src/main.rs`, `a|b` and `GET /api`.\n```text\n`not/here`\n```\n`boot.js`";
    let found: Vec<_> = quoted(text).filter(|(_, words)| is_path(words)).collect();
    assert_eq!(found, [(1, "src/main.rs"), (5, "boot.js")]);
}
