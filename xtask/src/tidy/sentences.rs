//! What a person reads is in `locales/`, and nowhere else in the page.

use super::{no_line, rust_in};
use crate::source::Source;

/// Lines whose text is for developers.
const FOR_DEVELOPERS: [&str; 5] = ["reason = ", "expect(", "panic!(", "unreachable!(", "#["];

#[test]
fn no_sentence_is_outside_locales() {
    let sources: Vec<Source> = ["src", "panel/src"].into_iter().flat_map(rust_in).collect();
    no_line("what a person reads is in locales/", &sources, Source::code, |_, line| {
        let is_for_developers = FOR_DEVELOPERS.iter().any(|text| line.contains(text));
        if is_for_developers { Vec::new() } else { sentences(line).into_iter().map(str::to_owned).collect() }
    });
}

/// The string literals of a line that begin like a sentence: a capital, a word, a space and another word.
fn sentences(line: &str) -> Vec<&str> {
    let is_sentence = |text: &&str| {
        let mut words = text.split(' ');
        let is_word = |word: &str| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
        text.starts_with(char::is_uppercase) && words.next().is_some_and(is_word) && words.next().is_some_and(is_word)
    };
    line.split('"').skip(1).step_by(2).filter(is_sentence).collect()
}

#[test]
fn sentences_are_told_from_code() {
    assert_eq!(sentences(r#"<p class="wa-a wa-b" title="Read this">"Some words."</p>"#), ["Read this", "Some words."]);
    assert_eq!(sentences(r#"header("Content-Type", "M4 4 L8 8")"#), [""; 0]);
}
