//! Words that a person reads stand in `panel/src/i18n`, and nowhere else in the page.

use super::rust_tokens::{inside, is_punct, line, tokens, visit_groups};
use super::{Source, none, sources};
use proc_macro2::TokenTree;

/// Attributes and properties whose value is read or heard.
const READ_ALOUD: [&str; 8] = ["alt", "description", "helper", "label", "placeholder", "required", "text", "title"];

#[test]
fn no_words_stand_outside_i18n() {
    let mut offences = Vec::new();
    for source in sources() {
        let drawn = ["src/ui", "src/settings", "src/app", "src/host", "src/api"].iter().any(|room| source.is_in(room));
        if source.extension() != "rs" || source.is_test() || !(drawn || source.path == "src/app.rs") {
            continue;
        }
        visit_groups(&tokens(&source), &mut |run| {
            for view in views(run) {
                offences.extend(
                    words_in(&view).into_iter().map(|(line, words)| format!("{}:{line}: {words}", source.path)),
                );
            }
        });
    }
    offences.dedup();
    none("words for people stand in panel/src/i18n", offences);
}

/// The bodies of `view! { … }` among these tokens.
fn views(run: &[TokenTree]) -> Vec<Vec<TokenTree>> {
    run.windows(3)
        .filter(|window| window[0].to_string() == "view" && is_punct(&window[1], '!'))
        .filter_map(|window| match &window[2] {
            TokenTree::Group(body) => Some(inside(body)),
            _ => None,
        })
        .collect()
}

/// Literals with words in them that stand as text between tags, or as the value of an attribute
/// that is read out. What stands in braces is Rust; a view in there is looked at by itself.
fn words_in(part: &[TokenTree]) -> Vec<(usize, String)> {
    let mut found = Vec::new();
    for (index, tree) in part.iter().enumerate() {
        let text = tree.to_string();
        let is_words = matches!(tree, TokenTree::Literal(_))
            && text.contains('"')
            && text.chars().filter(|letter| letter.is_alphabetic()).count() > 1;
        if is_words && (is_text_node(&part[..index]) || is_read_aloud(&part[..index])) {
            found.push((line(tree), text));
        }
    }
    found
}

/// Text stands at the start of a view, after the end of a tag, or after other text.
fn is_text_node(before: &[TokenTree]) -> bool {
    match before {
        [] => true,
        [.., equals, end] if is_punct(end, '>') => !is_punct(equals, '='),
        [.., TokenTree::Group(_) | TokenTree::Literal(_)] => true,
        _ => false,
    }
}

/// `label="…"`, `aria-label="…"`.
fn is_read_aloud(before: &[TokenTree]) -> bool {
    match before {
        [.., name, equals] if is_punct(equals, '=') => READ_ALOUD.contains(&name.to_string().as_str()),
        _ => false,
    }
}

#[test]
fn words_are_told_from_code() {
    let text = r#"fn f() { view! {
        <p class="wa-a" id=format!("x-{y}")>"Some words"</p>
        <b title="Read this">{match x { A => "wa-b", B => y }}": "</b>
    } }"#;
    let source = Source { path: "src/ui/example.rs".to_owned(), text: text.to_owned() };
    let mut found = Vec::new();
    visit_groups(&tokens(&source), &mut |run| views(run).iter().for_each(|view| found.extend(words_in(view))));
    let expected = [(2, r#""Some words""#), (3, r#""Read this""#)];
    assert_eq!(found, expected.map(|(line, words)| (line, words.to_owned())));
}
