//! The panel's HTML as a screen reader gets it, rendered natively in every state.

use super::Panel;
use crate::shown::Shown;
use leptos::prelude::*;
use panel::fixtures::{GOOD, TestPanel, every_state, now, phrases, report, saved, token};
use panel::{Action, Error, view};

fn html_of(panel: &TestPanel) -> String {
    Owner::new().with(|| {
        let view = view(&panel.state, &phrases(), now());
        let dispatch = Callback::new(|_| ());
        view! { <Panel shown=Shown::new(view) dispatch=dispatch field=NodeRef::new() /> }.to_html()
    })
}

/// The levels of the headings, in their order.
fn headings(html: &str) -> Vec<u8> {
    let starts = html.match_indices("<h").filter_map(|(at, _)| html.as_bytes().get(at + 2).copied());
    starts.filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect()
}

#[test]
fn every_state_has_one_title_and_no_heading_skips_a_level() {
    for (name, panel) in every_state() {
        let levels = headings(&html_of(&panel));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: {levels:?}");
        assert_eq!(levels.first(), Some(&1), "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn no_state_writes_the_token_into_the_page() {
    for (name, panel) in every_state() {
        let html = html_of(&panel);
        assert!(!html.contains("EAASANDBOX") && !html.contains(" value="), "{name}: {html}");
    }
}

#[test]
fn every_id_stands_once_and_every_reference_has_its_element() {
    for (name, panel) in every_state() {
        let html = html_of(&panel);
        let ids = attribute(&html, "id");
        for id in &ids {
            assert_eq!(ids.iter().filter(|other| *other == id).count(), 1, "{name}: {id}");
        }
        for reference in ["for", "aria-labelledby", "aria-describedby", "aria-controls"] {
            for value in attribute(&html, reference).iter().flat_map(|value| value.split(' ')) {
                assert!(ids.contains(&value), "{name}: {reference}={value}");
            }
        }
    }
}

fn attribute<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let start = format!(" {name}=\"");
    html.match_indices(&start).filter_map(|(at, _)| html[at + start.len()..].split('"').next()).collect()
}

#[test]
fn live_regions_are_there_before_anything_is_announced() {
    let html = html_of(&TestPanel::loaded(None));
    // Two for the announcements, and the messages of the field.
    assert_eq!(html.matches(r#"aria-live="polite""#).count(), 3, "{html}");
    assert_eq!(html.matches(r#"role="status""#).count(), 2, "{html}");
    // Before there is anything to announce, what is seen is announced by itself.
    let failed = TestPanel::begin().loaded_with(Err(Error::Unreachable));
    assert_eq!(html_of(&TestPanel::begin()).matches(r#"role="status""#).count(), 3);
    assert!(html_of(&failed).contains(r#"role="alert""#) && !html.contains(r#"role="alert""#));
}

#[test]
fn what_takes_a_lost_focus_is_there_and_can_be_focused() {
    for (name, panel) in every_state() {
        let html = html_of(&panel);
        let fallbacks = attribute(&html, "data-focus-fallback");
        if name == "loading" {
            continue;
        }
        assert!(fallbacks.contains(&"status"), "{name}");
        assert!(html.contains(r#"id="status" tabindex="-1""#), "{name}: {html}");
    }
}

#[test]
fn the_field_is_labelled_required_and_wrong_only_when_it_is() {
    let empty = html_of(&TestPanel::loaded(None));
    assert!(empty.contains(r#"aria-labelledby="token-label""#) && empty.contains(r#"aria-required="true""#));
    assert!(empty.contains(r#"aria-invalid="false""#), "{empty}");
    let wrong = ["save blocked", "wrong shape", "bad"];
    for (name, panel) in every_state().into_iter().filter(|(name, _)| wrong.contains(name)) {
        assert!(html_of(&panel).contains(r#"aria-invalid="true""#), "{name}");
    }
}

#[test]
fn a_saved_token_has_no_field() {
    assert!(html_of(&TestPanel::loaded(None)).contains(r#"id="token""#));
    assert!(!html_of(&TestPanel::loaded(Some(report(&GOOD)))).contains("<input"));
}

#[test]
fn a_report_says_each_outcome_in_words_before_its_line() {
    let panel = TestPanel::loaded(None).paste(&token()).checked(Ok(report(&GOOD)));
    let lines = view(&panel.state, &phrases(), now()).report.expect("a report").lines;
    let html = html_of(&panel);
    let (_, list) = html.split_once("wa-check-list").expect("a list");
    for line in lines {
        let (before, _) = list.split_once(&line.title).expect("the line");
        let spoken = before.rfind(&line.outcome_word).expect("the outcome");
        assert!(before.len() - spoken < 60, "{list}");
    }
}

#[test]
fn the_guide_marks_what_is_done_and_what_is_next() {
    let html = html_of(&TestPanel::loaded(None).paste(&token()).checked(Ok(report(&GOOD))));
    assert_eq!(html.matches(r#"data-done="true""#).count(), 8, "{html}");
    assert_eq!(html.matches(r#"aria-current="step""#).count(), 1, "{html}");
    assert_eq!(html.matches("<details open").count(), 1, "{html}");
}

#[test]
fn what_was_done_is_shown_and_announced() {
    let panel = TestPanel::loaded(Some(report(&GOOD))).press(Action::Disconnect).press(Action::ConfirmDisconnect);
    let panel = panel.disconnected(Ok(saved(None)));
    let title = view(&panel.state, &phrases(), now()).last_action.expect("a message").title;
    assert_eq!(html_of(&panel).matches(&title).count(), 2, "once to read and once to hear");
}
