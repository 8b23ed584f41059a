//! Plain English: phrases that this project doesn't use, and what it says instead.

use super::{lines, no_line, sources};
use crate::source::Source;

/// In lower case; each is looked for as whole words.
const PHRASES: [(&str, &str); 14] = [
    ("anew", "again"),
    ("as long as it likes", "indefinitely"),
    ("doors", "entry points"),
    ("for want of", "because … is missing"),
    ("goes on", "continues"),
    ("half a mark", "name what is missing"),
    ("makes no sense", "can't be read"),
    ("mends", "fixes"),
    ("nobody", "no one, or say who does what"),
    ("rooms", "modules"),
    ("told of", "say who calls what"),
    ("walls", "boundaries"),
    ("what of which", "say it in two sentences"),
    ("whoever", "anyone who"),
];

/// The history of the project, and lists of such phrases.
const NOT_READ: [&str; 4] = ["CHANGELOG.md", "docs/decisions", "panel/tests/locales.rs", "xtask/src/tidy/language.rs"];

const WRITTEN: [&str; 9] = ["css", "html", "js", "json", "md", "rs", "sql", "toml", "ts"];

#[test]
fn the_english_is_plain() {
    let is_read = |source: &Source| {
        WRITTEN.contains(&source.extension()) && !NOT_READ.iter().any(|start| source.path.starts_with(start))
    };
    let sources: Vec<Source> = sources().into_iter().filter(is_read).collect();
    no_line("a reader needs no dictionary", &sources, lines, |_, line| {
        let line = words(line);
        let found = PHRASES.iter().filter(|(phrase, _)| line.contains(&format!(" {phrase} ")));
        found.map(|(phrase, instead)| format!("`{phrase}`: {instead}")).collect()
    });
}

/// A line in lower case with one space before, between and after its words. Words in names count: `is_told_of`.
fn words(line: &str) -> String {
    let line = line.to_lowercase();
    let words: Vec<&str> = line
        .split(|letter: char| !letter.is_alphanumeric() && letter != '\'')
        .filter(|word| !word.is_empty())
        .collect();
    format!(" {} ", words.join(" "))
}

#[test]
fn phrases_are_found_in_sentences_and_in_names() {
    assert_eq!(words("/// Nobody, (it) goes_on."), " nobody it goes on ");
}
