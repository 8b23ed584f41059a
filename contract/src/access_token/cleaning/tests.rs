//! Properties of cleaning, and what people really paste.

use super::*;
use proptest::prelude::*;

const TOKEN: &str = "EAASANDBOXcleaning0123456789abcdefghijABCDEFGHIJ0123456789Zb7K";

fn check(raw: &str, left: &str, expected: Removed) {
    let cleaned = clean(raw);
    assert_eq!(cleaned.text.expose(), left, "{raw:?}");
    assert_eq!(cleaned.removed, expected, "{raw:?}");
}

#[test]
fn a_clean_token_is_left_alone() {
    check(TOKEN, TOKEN, Removed::default());
}

#[test]
fn the_tab_and_line_breaks_of_metas_window_are_counted() {
    check(&format!("\t{TOKEN}\r\n\n"), TOKEN, Removed { tabs: 1, line_breaks: 2, ..Removed::default() });
}

#[test]
fn quotes_and_labels_are_removed_in_any_order() {
    let label = Removed { labels: 1, ..Removed::default() };
    check(&format!("access_token={TOKEN}"), TOKEN, label);
    check(&format!("bearer\t{TOKEN}"), TOKEN, Removed { tabs: 1, ..label });
    check(&format!("“Bearer {TOKEN}”"), TOKEN, Removed { labels: 1, spaces: 1, quotes: 2, ..Removed::default() });
    check(&format!("Authorization: Bearer {TOKEN}"), TOKEN, Removed { labels: 2, spaces: 2, ..Removed::default() });
    let json = format!("\"access_token\": \"{TOKEN}\"");
    assert_eq!(clean(&json).text.expose(), TOKEN);
}

#[test]
fn invisible_characters_are_removed_everywhere() {
    let (head, tail) = TOKEN.split_at(30);
    check(
        &format!("\u{feff}{head}\u{200b}{tail}\u{a0}"),
        TOKEN,
        Removed { invisible: 2, no_break_spaces: 1, ..Removed::default() },
    );
    let embedded = format!("\u{200f}\u{202b}\u{2067}{TOKEN}\u{2069}\u{202c}\u{200e}");
    check(&embedded, TOKEN, Removed { invisible: 6, ..Removed::default() });
}

#[test]
fn a_wrapped_token_is_joined_but_words_are_not() {
    let (head, tail) = TOKEN.split_at(30);
    check(&format!("{head}\n  {tail}"), TOKEN, Removed { line_breaks: 1, spaces: 2, ..Removed::default() });
    check(&format!("{head} {tail}"), TOKEN, Removed { spaces: 1, ..Removed::default() });
    let long = format!("{TOKEN}{}", "0".repeat(60));
    check(&format!("{long}\nZb7K"), &format!("{long}Zb7K"), Removed { line_breaks: 1, ..Removed::default() });
    for text in [
        format!("{TOKEN} is my token"),
        format!("{TOKEN}\nis my token"),
        format!("{long}\nCopy"),
        format!("{}\n{}\n{}\nCopy", &long[..50], &long[50..100], &long[100..]),
        format!("{TOKEN}\n{TOKEN}"),
        "my token".to_owned(),
    ] {
        check(&text, &text, Removed::default());
    }
}

#[test]
fn only_white_space_leaves_nothing() {
    check("\n\r\n \t", "", Removed { line_breaks: 2, spaces: 1, tabs: 1, ..Removed::default() });
    check("", "", Removed::default());
}

#[test]
fn a_megabyte_of_labels_is_cleaned() {
    let raw = "Bearer ".repeat(150_000);
    assert_eq!(clean(&raw).text.expose(), "Bearer");
}

fn token() -> impl Strategy<Value = String> {
    "EAA[A-Za-z0-9]{80,300}".prop_filter("another EAA may start a wrapped piece", |t| !t[3..].contains("EAA"))
}

fn blank() -> impl Strategy<Value = String> {
    "[ \t\n\r\u{a0}\u{200b}\u{feff}\u{2009}]{0,5}"
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn cleaning_undoes_every_decoration(
        token in token(),
        (before, after) in (blank(), blank()),
        label in prop_oneof![Just(""), Just("Bearer "), Just("access_token="), Just("BEARER\t")],
        quote in prop_oneof![Just(("", "")), Just(("\"", "\"")), Just(("‘", "’")), Just(("`", ""))],
        width in prop_oneof![Just(usize::MAX), 20_usize..80],
        gap in "\n[ \t]{0,2}",
    ) {
        let lines: Vec<String> = token.as_bytes().chunks(width).map(|l| String::from_utf8_lossy(l).into()).collect();
        let wrapped = lines.join(&gap);
        let raw = format!("{before}{}{label}{wrapped}{}{after}", quote.0, quote.1);
        let cleaned = clean(&raw);
        prop_assert_eq!(cleaned.text.expose(), token);
        prop_assert_eq!(cleaned.removed.is_nothing(), raw == cleaned.text.expose());
    }

    #[test]
    fn cleaning_again_changes_nothing(raw in "\\PC{0,40}|[EA \t\n\"'=:|a-z\u{200b}]{0,60}") {
        let once = clean(&raw);
        let twice = clean(once.text.expose());
        prop_assert_eq!(&once.text, &twice.text);
        prop_assert!(twice.removed.is_nothing());
    }
}
