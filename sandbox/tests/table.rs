//! The table of cases: its own consistency, and that both READMEs show it as it is.
#![expect(clippy::unwrap_used, reason = "the functions that tests share fail a test by panicking, as a test does")]

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::Path};

use sandbox::graph::cases::{self, Case};

const BEGIN: &str = "<!-- tokens: UPDATE_README=1 cargo test -p sandbox -->\n";
const END: &str = "<!-- end of tokens -->\n";

/// The tokens that the README of the repository shows.
const FIRST_TO_TRY: [&str; 5] =
    ["good", "expires-in-60-days", "messaging-missing", "temporary-user-token", "revoked-after-saving"];

#[test]
fn both_readmes_show_the_table_as_it_is() {
    let sandbox = Path::new(env!("CARGO_MANIFEST_DIR"));
    check(&sandbox.join("README.md"), cases::all());
    check(&sandbox.join("../README.md"), FIRST_TO_TRY.iter().map(|name| cases::by_name(name).unwrap()));
}

fn check<'a>(path: &Path, cases: impl Iterator<Item = &'a Case>) {
    let readme = fs::read_to_string(path).unwrap();
    let (before, rest) = readme.split_once(BEGIN).unwrap();
    let (shown, after) = rest.split_once(END).unwrap();
    let mut expected = String::from("\n| name | token to paste | what Meta does |\n|---|---|---|\n");
    for Case { name, token, about, .. } in cases {
        writeln!(expected, "| {name} | `{token}` | {about} |").unwrap();
    }
    expected.push('\n');
    if env::var_os("UPDATE_README").is_some() {
        fs::write(path, format!("{before}{BEGIN}{expected}{END}{after}")).unwrap();
    } else {
        assert!(shown == expected, "{} is out of date: run UPDATE_README=1 cargo test -p sandbox", path.display());
    }
}

#[test]
fn a_token_is_visibly_fake_spells_its_case_and_never_changes() {
    for case in cases::all() {
        assert_eq!(case.token.len(), 120, "{}", case.name);
        assert!(case.token.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{}", case.name);
    }
    let token = &cases::by_name("expires-in-5-days").unwrap().token;
    assert_eq!(*token, format!("EAASANDBOXExpiresIn5Days{}C96D", "0".repeat(92)));
}

#[test]
fn names_tokens_sentences_and_last_fours_are_unique() {
    let count = cases::all().count();
    let distinct = |of: fn(&Case) -> &str| cases::all().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|case| &case.name), count);
    assert_eq!(distinct(|case| &case.token), count);
    assert_eq!(distinct(|case| &case.about), count);
    assert_eq!(distinct(|case| &case.token[116..]), count);
}

#[test]
fn a_sentence_is_one_cell_of_a_table() {
    for case in cases::all() {
        assert!(case.about.ends_with('.'), "{}", case.name);
        assert!(!case.about.contains(['|', '\n']), "{}", case.name);
    }
}

#[test]
fn only_the_whole_token_chooses() {
    let good = cases::by_name("good").unwrap();
    assert_eq!(cases::by_token(&good.token).unwrap().name, "good");
    assert!(cases::by_token(&good.token[..119]).is_none());
    assert!(cases::by_token(&format!("{}0", good.token)).is_none());
    assert!(cases::by_token("good").is_none());
}
