//! How the catalogues in `locales/` are read, and how their sentences are written.
#![expect(clippy::unwrap_used, reason = "the functions that tests share fail a test by panicking, as a test does")]

#[path = "../build/catalogue.rs"]
mod catalogue;

use catalogue::Catalogue;

fn english() -> Catalogue {
    Catalogue::parse(include_str!("../../locales/en.json")).unwrap()
}

/// Every key and text, plural forms included.
fn texts(catalogue: &Catalogue) -> impl Iterator<Item = (String, &str)> {
    let sentences = catalogue.sentences.iter().map(|(key, text)| (key.clone(), text.as_str()));
    let forms = catalogue.plurals.iter().flat_map(|plural| {
        plural.forms.iter().map(|(category, text)| (format!("{}_{category}", plural.key), text.as_str()))
    });
    sentences.chain(forms)
}

#[test]
fn what_is_wrong_with_a_catalogue_is_named() {
    for (json, expected) in [
        ("{", "EOF while parsing"),
        (r#"["a"]"#, "invalid type: sequence, expected one object whose values are all strings"),
        (r#"{"a": {"b": "c"}}"#, "invalid type: map, expected a string at line 1 column 6"),
        (r#"{"a": "b"} {}"#, "trailing characters"),
        (r#"{"a": "b", "a": "c"}"#, "a: this key is there twice"),
        (r#"{"Upper": "a"}"#, "Upper: a key is camelCase"),
        (r#"{"with-dash": "a"}"#, "with-dash: a key is camelCase"),
        (r#"{"": "a"}"#, ": a key is camelCase"),
        (r#"{"a_b": "c"}"#, "a_b: a plural form ends in one of _zero, _one"),
        (r#"{"a_one": "{{count}} b"}"#, "a: a_other is missing"),
        (r#"{"a_one": "one b", "a_other": "{{count}} bs"}"#, "a_one: its placeholders differ"),
        (r#"{"a": "b", "a_other": "c"}"#, "a: this key is both a sentence and a plural"),
        (r#"{"a": "{{b"}"#, "a: a placeholder has no end"),
        (r#"{"a": "{b}"}"#, "a: a placeholder is written {{name}}"),
        (r#"{"a": "{{ b }}"}"#, "a: the placeholder {{ b }} is not a camelCase name"),
    ] {
        let error = Catalogue::parse(json).unwrap_err();
        assert!(error.contains(expected), "{json}: {error}");
    }
}

#[test]
fn plural_forms_are_told_from_plain_sentences_and_keep_the_order_of_the_file() {
    let json = r#"{"z": "1", "b_other": "{{count}} bs", "a": "2", "b_one": "{{count}} b"}"#;
    let catalogue = Catalogue::parse(json).unwrap();
    assert_eq!(catalogue.sentences.iter().map(|(key, _)| key.as_str()).collect::<Vec<_>>(), ["z", "a"]);
    assert_eq!(catalogue.plurals.len(), 1);
    assert_eq!(catalogue.plurals[0].forms["one"], "{{count}} b");
}

#[test]
fn english_sentences_are_plain_and_typeset() {
    // Words of stilted English, of blame and of apology, and what Meta is not: a person with moods.
    const BANNED: [&str; 22] = [
        "nobody",
        "whoever",
        "somebody",
        "for want of",
        "goes on",
        "anew",
        "refuse",
        "answer",
        "would not say",
        "asks us",
        "at once",
        "closer reason",
        "all the same",
        "please",
        "sorry",
        "oops",
        "successfully",
        "invalid",
        "you entered",
        "click",
        "tick ",
        "choose ",
    ];
    for (key, text) in texts(&english()) {
        let lower = text.to_lowercase();
        for word in BANNED {
            assert!(!lower.contains(word), "{key}: {word:?} in {text:?}");
        }
        assert!(!text.contains(['\'', '"', '!']), "{key}: typographic quotes, and no exclamation mark: {text:?}");
        assert!(!text.contains("..."), "{key}: an ellipsis is one character: {text:?}");
        assert!(!text.contains("  ") && text.trim() == text && !text.is_empty(), "{key}: spaces: {text:?}");
        assert!(text.matches('`').count() % 2 == 0, "{key}: code stands between two backticks: {text:?}");
    }
}

#[test]
fn titles_are_short_and_end_without_a_period_and_bodies_end_with_one() {
    for (key, text) in texts(&english()) {
        let words = text.split_whitespace().count();
        let is_value = text.starts_with("{{") && text.ends_with("}}");
        if key.ends_with("Title") {
            assert!(!text.ends_with('.') && words <= 8, "{key}: {text:?}");
        }
        if key.ends_with("Line") {
            assert!(!text.ends_with('.') && words <= 9, "{key}: {text:?}");
        }
        let is_body = ["Body", "Body1", "Body2", "Detail", "Evidence"].iter().any(|end| key.ends_with(end));
        if is_body && !is_value && key != "findingAppKnownDetail" {
            assert!(text.ends_with('.') || text.ends_with("{{wait}}"), "{key}: {text:?}");
        }
    }
}

#[test]
fn labels_fit_into_their_buttons() {
    const BUTTONS: [&str; 16] = [
        "actionRetry",
        "actionReload",
        "fieldShow",
        "fieldHide",
        "footerSave",
        "footerCheck",
        "footerKeep",
        "footerSaveWithoutCheck",
        "footerReplaceTheirs",
        "savedCheckAgain",
        "savedReplace",
        "savedDisconnect",
        "dialogOtherAppConfirm",
        "dialogOtherAppCancel",
        "dialogDisconnectConfirm",
        "dialogDisconnectCancel",
    ];
    let english = english();
    for name in BUTTONS {
        let label = texts(&english).find(|(key, _)| key == name).map(|(_, text)| text);
        let label = label.unwrap_or_else(|| panic!("{name} is not in the catalogue"));
        assert!(label.chars().count() <= 24 && !label.ends_with('.'), "{name}: {label:?}");
    }
}
