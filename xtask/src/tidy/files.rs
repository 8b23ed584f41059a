//! Files: how they open, how long they are, what they are called, what must not be in them.

use super::{Source, none, sources};

/// What a file of each kind begins with when it says what it is for.
const OPENINGS: [(&str, &[&str]); 7] = [
    ("rs", &["//!"]),
    ("js", &["//", "/*"]),
    ("mjs", &["//", "/*"]),
    ("ts", &["//", "/*"]),
    ("css", &["/*"]),
    ("sql", &["--"]),
    ("html", &["<!--"]),
];

/// A longer file is two files.
const MOST_LINES: usize = 300;

/// Names that say nothing, and so collect everything.
const EMPTY_NAMES: [&str; 13] = [
    "common", "handler", "handlers", "helper", "helpers", "infra", "manager", "misc", "service", "services", "types",
    "util", "utils",
];

/// What is left behind by work that is not finished, and the reason it may not stay.
const LEFTOVERS: [(&str, &str); 8] = [
    ("TODO", "do it, or open an issue"),
    ("FIXME", "fix it, or open an issue"),
    ("dbg!(", "debugging output"),
    ("#[ignore", "a test that does not run proves nothing"),
    ("waitForTimeout", "wait for what must happen, not for time"),
    ("test.only", "the other tests would not run"),
    ("describe.only", "the other tests would not run"),
    ("test.fixme", "a test that does not run proves nothing"),
];

fn written() -> impl Iterator<Item = Source> {
    sources().into_iter().filter(|source| OPENINGS.iter().any(|(extension, _)| *extension == source.extension()))
}

#[test]
fn every_file_opens_with_what_it_is_for() {
    none(
        "a file opens with a comment that says what it is for",
        written().filter(|source| !opens_well(source)).map(|source| source.path),
    );
}

fn opens_well(source: &Source) -> bool {
    let first = source
        .text
        .lines()
        // What has to stand before any comment.
        .find(|line| !["@layer", "#!", "<!doctype"].iter().any(|start| line.starts_with(start)) && !line.is_empty())
        .unwrap_or_default();
    OPENINGS
        .iter()
        .filter(|(extension, _)| *extension == source.extension())
        .any(|(_, starts)| starts.iter().any(|start| first.starts_with(start)))
}

#[test]
fn no_file_is_longer_than_300_lines() {
    none(
        "a file of more than 300 lines is two files",
        written().filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > MOST_LINES).then(|| format!("{}: {lines}", source.path))
        }),
    );
}

#[test]
fn no_name_is_empty() {
    none(
        "a name says what is inside",
        written()
            .filter(|source| source.path.split(['/', '.']).any(|part| EMPTY_NAMES.contains(&part)))
            .map(|source| source.path),
    );
}

#[test]
fn nothing_is_left_over() {
    let here = ["xtask/src/tidy"];
    none(
        "unfinished work is not committed",
        sources().iter().filter(|source| !here.iter().any(|folder| source.is_in(folder))).flat_map(|source| {
            source.text.lines().enumerate().flat_map(move |(number, line)| {
                LEFTOVERS
                    .iter()
                    .filter(move |(word, _)| line.contains(word))
                    .map(move |(word, why)| format!("{}:{}: `{word}`: {why}", source.path, number + 1))
            })
        }),
    );
}
