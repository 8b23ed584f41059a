//! The table of tokens: its own consistency, and that the README shows it as it is.
#![expect(clippy::unwrap_used, reason = "the functions that tests share fail a test by panicking, as a test does")]

use std::{collections::BTreeSet, env, fmt::Write as _, fs, path::Path};

use sandbox::graph::cases::{self, Case, SECTIONS};

const BEGINS: &str = "<!-- table -->\n";
const ENDS: &str = "<!-- end of the table -->\n";

#[test]
fn the_readme_shows_the_table_as_it_is() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("README.md");
    let readme = fs::read_to_string(&path).unwrap();
    let (before, rest) = readme.split_once(BEGINS).expect("the README marks where its table begins");
    let (shown, after) = rest.split_once(ENDS).expect("the README marks where its table ends");
    let expected = render();
    if env::var_os("UPDATE_README").is_some() {
        fs::write(&path, format!("{before}{BEGINS}{expected}{ENDS}{after}")).unwrap();
    } else {
        assert!(shown == expected, "README.md differs from the table: run UPDATE_README=1 cargo test -p sandbox");
    }
}

fn render() -> String {
    let mut text = String::new();
    for section in &SECTIONS {
        write!(text, "\n### {}\n\n{}\n\n", section.title, section.intro).unwrap();
        text.push_str("| name | token to paste | what happens |\n|---|---|---|\n");
        for Case { name, token, does, .. } in section.cases {
            writeln!(text, "| {name} | `{token}` | {does} |").unwrap();
        }
    }
    text.push('\n');
    text
}

#[test]
fn a_token_is_visibly_fake_and_spells_its_case() {
    for (row, case) in cases::all().enumerate() {
        let camel: String = case.name.split('-').map(capitalised).collect();
        let start = format!("EAASANDBOX{camel}");
        let end = format!("Z{:03}", row + 1);
        assert_eq!(case.token.len(), 120, "{}", case.name);
        let padding = case
            .token
            .strip_prefix(&start)
            .and_then(|rest| rest.strip_suffix(&end))
            .unwrap_or_else(|| panic!("{} is not {start}…{end}", case.name));
        assert!(padding.bytes().all(|byte| byte == b'0'), "{}", case.name);
        assert!(case.token.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{}", case.name);
    }
}

fn capitalised(word: &str) -> String {
    let (first, rest) = word.split_at(1);
    first.to_uppercase() + rest
}

#[test]
fn names_tokens_sentences_and_last_fours_are_unique() {
    let count = cases::all().count();
    let distinct = |of: fn(&Case) -> &str| cases::all().map(of).collect::<BTreeSet<_>>().len();
    assert_eq!(distinct(|case| case.name), count);
    assert_eq!(distinct(|case| case.token), count);
    assert_eq!(distinct(|case| case.does), count);
    assert_eq!(distinct(|case| &case.token[116..]), count);
}

#[test]
fn a_sentence_is_one_cell_of_a_table() {
    for case in cases::all() {
        assert!(case.does.ends_with('.'), "{}", case.name);
        assert!(!case.does.contains(['|', '\n']), "{}", case.name);
    }
}

#[test]
fn only_the_whole_token_chooses() {
    let good = cases::by_name("good").unwrap();
    assert_eq!(cases::by_token(good.token).unwrap().name, "good");
    assert!(cases::by_token(&good.token[..119]).is_none());
    assert!(cases::by_token(&format!("{}0", good.token)).is_none());
    assert!(cases::by_token("good").is_none());
}
