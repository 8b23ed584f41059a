//! How a file begins, how long it is, what it is called, and what must not be in it.

use super::{lines, no_line, none, sources};
use crate::source::Source;

/// How a comment begins in each kind of file.
const OPENINGS: [(&str, &[&str]); 7] = [
    ("rs", &["//!"]),
    ("js", &["//", "/*"]),
    ("mjs", &["//", "/*"]),
    ("ts", &["//", "/*"]),
    ("css", &["/*"]),
    ("sql", &["--"]),
    ("html", &["<!--"]),
];

const MOST_LINES: usize = 400;

/// Names that say nothing, so that such a file collects everything.
const EMPTY_NAMES: [&str; 13] = [
    "common", "handler", "handlers", "helper", "helpers", "infra", "manager", "misc", "service", "services", "types",
    "util", "utils",
];

/// Traces of unfinished work. Playwright itself rejects `test.only`, and clippy `dbg!` and `todo!`.
const LEFTOVERS: [(&str, &str); 5] = [
    ("TODO", "do it, or open an issue"),
    ("FIXME", "fix it, or open an issue"),
    ("#[ignore", "a test that doesn't run proves nothing"),
    ("test.fixme", "a test that doesn't run proves nothing"),
    ("waitForTimeout", "wait for an event, not for time"),
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
        // What has to come before any comment.
        .find(|line| !["@layer", "#!", "<!doctype"].iter().any(|start| line.starts_with(start)) && !line.is_empty())
        .unwrap_or_default();
    OPENINGS
        .iter()
        .filter(|(extension, _)| *extension == source.extension())
        .any(|(_, starts)| starts.iter().any(|start| first.starts_with(start)))
}

#[test]
fn files_are_short() {
    none(
        "a file has at most 400 lines",
        written().filter_map(|source| {
            let lines = source.text.lines().count();
            (lines > MOST_LINES).then(|| format!("{}: {lines}", source.path))
        }),
    );
}

#[test]
fn the_usual_file_fits_on_a_few_screens() {
    let mut lines: Vec<usize> = written().map(|source| source.text.lines().count()).collect();
    lines.sort_unstable();
    let median = lines[lines.len() / 2];
    assert!((60..=180).contains(&median), "the median of all files is {median} lines");
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
    let sources: Vec<Source> = sources().into_iter().filter(|source| !source.is_in("xtask/src/tidy")).collect();
    no_line("unfinished work isn't committed", &sources, lines, |_, line| {
        let found = LEFTOVERS.iter().filter(|(word, _)| line.contains(word));
        found.map(|(word, why)| format!("`{word}`: {why}")).collect()
    });
}
