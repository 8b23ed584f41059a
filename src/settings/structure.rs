//! The panel as a screen reader meets it: rendered natively in one state after the other.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use super::context::Context;
use super::panel::Panel;
use contract::access_token::SecretText;
use contract::finding::Finding;
use contract::problem::{Code, Problem};
use contract::report::{App, Expiry, Facts, TokenReport};
use contract::settings::{Account, Graph, Project, ProjectKey, Settings, StoredToken};
use contract::timestamp::Timestamp;
use leptos::prelude::*;
use panel::Error;
use panel::i18n::en::ENGLISH;
use panel::token::Draft;
use panel::{Action, Event, RequestId, SavedSettings, State};

const GOOD: [Finding; 9] = [
    Finding::Reached,
    Finding::Accepted,
    Finding::SystemUser,
    Finding::AppKnown,
    Finding::MessagingGranted,
    Finding::ManagementGranted,
    Finding::NeverExpires,
    Finding::DataAccessNeverExpires,
    Finding::AccountsUnrestricted,
];

fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T10:00:00Z").unwrap()
}

fn report(findings: &[Finding]) -> TokenReport {
    let app = Some(App { id: "634974688087057".into(), name: Some("Acme Support".into()) });
    TokenReport::new(now(), findings.iter().copied(), Facts { app, expires: Expiry::Never, ..Facts::default() })
}

fn saved(report: Option<TokenReport>) -> SavedSettings {
    let token = report.map(|report| StoredToken {
        last_four: "Zb7K".into(),
        app: report.facts.app.clone(),
        saved_by: Account { id: "local".into(), name: None },
        saved_at: now(),
        report,
        accepted_at: Some(now()),
        refused_at: None,
        used_elsewhere: true,
    });
    let (name, site) = (Some("Support".into()), Some("acme.atlassian.net".into()));
    let project = Project { key: ProjectKey::parse("SUP").unwrap(), name, site };
    SavedSettings { settings: Settings { project, graph: Graph::Sandbox, token }, version: "\"1\"".into(), at: now() }
}

fn loaded(stored: Option<TokenReport>) -> State {
    let (mut state, _) = State::begin();
    state.update(Event::Loaded(RequestId(0), Ok(saved(stored))));
    state
}

fn token() -> String {
    format!("EAASANDBOX{}Zb7K", "x7Q".repeat(40))
}

fn entered(text: &str, result: Option<Result<TokenReport, Error>>) -> State {
    let mut state = loaded(None);
    state.update(Event::Pasted(Draft::typed(SecretText::new(text.to_owned()))));
    if let Some(result) = result {
        state.update(Event::Checked(RequestId(1), result));
    }
    state
}

fn html_of(state: State) -> String {
    html_in(state, false)
}

/// The panel in a host that shows notices itself, or in one that does not.
fn html_in(state: State, has_flags: bool) -> String {
    Owner::new().with(|| {
        let nothing = Callback::new(|_| ());
        let context = Context {
            state: RwSignal::new(state),
            keys: RwSignal::new(()),
            dispatch: nothing,
            now: RwSignal::new(now()),
            local: Timestamp::civil,
            messages: &ENGLISH,
            on_notice: has_flags.then(|| Callback::new(|_| ())),
            field: NodeRef::new(),
            status: NodeRef::new(),
        };
        view! { <Panel context=context on_reload=Callback::new(|()| ()) /> }.to_html()
    })
}

fn every_state() -> Vec<(&'static str, State)> {
    let (loading, _) = State::begin();
    let (mut failed, _) = State::begin();
    failed.update(Event::Loaded(RequestId(0), Err(Error::Unreachable)));
    let (mut silent, _) = State::begin();
    silent.update(Event::Loaded(RequestId(0), Err(Error::HostSilent)));
    let (mut elsewhere, _) = State::begin();
    elsewhere.update(Event::Loaded(RequestId(0), Err(Error::WrongSite)));
    let mut replacing = loaded(Some(report(&GOOD)));
    replacing.update(Event::Pressed(Action::Replace));
    let mut blocked = loaded(None);
    blocked.update(Event::Pressed(Action::Save));
    let mut ended = entered(&token(), None);
    let problem = Error::Rejected(Box::new(Problem::new(Code::SessionEnded, "")));
    ended.update(Event::Checked(RequestId(1), Err(problem)));
    let mut asking = loaded(Some(report(&GOOD)));
    asking.update(Event::Pressed(Action::Disconnect));
    let mut still = asking.clone();
    still.update(Event::Pressed(Action::ConfirmDisconnect));
    still.update(Event::Disconnected(RequestId(1), Err(Error::CutOff)));
    still.update(Event::Loaded(RequestId(2), Ok(saved(Some(report(&GOOD))))));
    vec![
        ("loading", loading),
        ("failed", failed),
        ("silent", silent),
        ("elsewhere", elsewhere),
        ("empty", loaded(None)),
        ("blocked", blocked),
        ("wrong", entered("634974688087057", None)),
        ("checking", entered(&token(), None)),
        ("good", entered(&token(), Some(Ok(report(&GOOD))))),
        ("bad", entered(&token(), Some(Ok(report(&[Finding::Reached, Finding::Revoked]))))),
        ("unknown", entered(&token(), Some(Ok(report(&[Finding::MetaDown]))))),
        ("ended", ended),
        ("stored", loaded(Some(report(&GOOD)))),
        ("not working", loaded(Some(report(&[Finding::Reached, Finding::Accepted, Finding::MessagingMissing])))),
        ("rejected", loaded(Some(report(&[Finding::Reached, Finding::Revoked])))),
        ("replacing", replacing),
        ("asking", asking),
        ("still stored", still),
    ]
}

/// The levels of the headings, in their order.
fn headings(html: &str) -> Vec<u8> {
    let starts = html.match_indices("<h").filter_map(|(at, _)| html.as_bytes().get(at + 2).copied());
    starts.filter(u8::is_ascii_digit).map(|digit| digit - b'0').collect()
}

#[test]
fn every_state_has_one_title_and_no_heading_skips_a_level() {
    for (name, state) in every_state() {
        let levels = headings(&html_of(state));
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1, "{name}: {levels:?}");
        assert_eq!(levels.first(), Some(&1), "{name}");
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{name}: {levels:?}");
    }
}

#[test]
fn no_state_writes_the_token_into_the_page() {
    for (name, state) in every_state() {
        let html = html_of(state);
        assert!(!html.contains("EAASANDBOX") && !html.contains(" value="), "{name}: {html}");
    }
}

#[test]
fn every_id_stands_once_and_every_reference_has_its_element() {
    for (name, state) in every_state() {
        let html = html_of(state);
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
fn live_regions_are_there_before_anything_is_said() {
    let html = html_of(loaded(None));
    // Two for the announcer, and the messages of the field.
    assert_eq!(html.matches(r#"aria-live="polite""#).count(), 3, "{html}");
    assert_eq!(html.matches(r#"role="status""#).count(), 2, "{html}");
    // Before there is anything to announce, what is seen speaks for itself.
    let (loading, _) = State::begin();
    let mut failed = loading.clone();
    failed.update(Event::Loaded(RequestId(0), Err(Error::Unreachable)));
    assert_eq!(html_of(loading).matches(r#"role="status""#).count(), 3);
    assert!(html_of(failed).contains(r#"role="alert""#) && !html.contains(r#"role="alert""#));
}

#[test]
fn the_field_is_labelled_required_and_wrong_only_when_it_is() {
    let empty = html_of(loaded(None));
    assert!(empty.contains(r#"aria-labelledby="token-label""#) && empty.contains(r#"aria-required="true""#));
    assert!(empty.contains(r#"aria-invalid="false""#), "{empty}");
    for (name, state) in every_state().into_iter().filter(|(name, _)| ["blocked", "wrong", "bad"].contains(name)) {
        assert!(html_of(state).contains(r#"aria-invalid="true""#), "{name}");
    }
}

#[test]
fn a_report_says_each_outcome_in_words_before_its_line() {
    let html = html_of(entered(&token(), Some(Ok(report(&[Finding::Reached, Finding::MessagingMissing])))));
    let line = ENGLISH.findings.messaging_missing.line.replace('`', "");
    let (before, _) = html.split_once(&line).expect("the line");
    let spoken = before.rfind(ENGLISH.report.failed).expect("the outcome");
    assert!(before.len() - spoken < 60, "{html}");
}

#[test]
fn what_is_stored_is_told_without_the_token() {
    let html = html_of(loaded(Some(report(&GOOD))));
    for fact in ["Acme Support (App ID 634974688087057)", "Zb7K", "Never", "somebody on this machine"] {
        assert!(html.contains(fact), "{fact}: {html}");
    }
    assert!(html.contains(ENGLISH.stored.elsewhere_body), "{html}");
    let mut jira = saved(Some(report(&GOOD)));
    jira.settings.token.as_mut().unwrap().saved_by.id = "5b10ac8d82e05b22cc7d4ef5".into();
    let (mut state, _) = State::begin();
    state.update(Event::Loaded(RequestId(0), Ok(jira)));
    let nameless = html_of(state);
    assert!(nameless.contains("an admin of this project") && !nameless.contains("5b10ac8d"), "{nameless}");
    assert!(!html.contains(r#"id="token""#), "no field to edit what is stored: {html}");
}

#[test]
fn nothing_is_green_without_evidence() {
    let mut state = entered(&token(), Some(Ok(report(&[Finding::MetaDown]))));
    state.update(Event::Pressed(Action::SaveWithoutCheck));
    state.update(Event::Saved(RequestId(3), Ok(saved(Some(report(&[Finding::MetaDown]))))));
    let html = html_of(state);
    assert!(html.contains(ENGLISH.told.saved_unchecked), "{html}");
    assert!(!html.contains(r#"data-tone="success""#), "{html}");
}

#[test]
fn the_page_says_that_it_is_looking_at_the_sandbox() {
    assert!(html_of(loaded(None)).contains(ENGLISH.panel.sandbox));
    assert!(html_of(loaded(None)).contains("Support (SUP) · acme.atlassian.net."));
    let (mut state, _) = State::begin();
    let mut newer = saved(None);
    newer.settings.graph = Graph::Unknown;
    state.update(Event::Loaded(RequestId(0), Ok(newer)));
    assert!(!html_of(state).contains(ENGLISH.panel.sandbox), "what this page does not know may be the real thing");
}

#[test]
fn steps_that_the_report_proves_are_ticked_by_themselves() {
    let ticks = |state| html_of(state).matches(r#"data-done="true""#).count();
    assert_eq!(ticks(loaded(None)), 0);
    // Not the account, which an unlimited token does not prove, and not the saving.
    assert_eq!(ticks(entered(&token(), Some(Ok(report(&GOOD))))), 8);
    assert_eq!(ticks(loaded(Some(report(&GOOD)))), 9);
    assert_eq!(ticks(entered(&token(), Some(Ok(report(&[Finding::MetaDown]))))), 0);
}

#[test]
fn on_another_jira_site_there_is_no_field_and_no_second_try() {
    let states: std::collections::HashMap<_, _> = every_state().into_iter().collect();
    let html = html_of(states["elsewhere"].clone());
    assert!(html.contains(ENGLISH.problems.wrong_site.title), "{html}");
    assert!(!html.contains("<input") && !html.contains(ENGLISH.footer.retry), "{html}");
    let html = html_of(states["silent"].clone());
    assert!(html.contains(ENGLISH.problems.host_silent.title) && html.contains(ENGLISH.footer.reload), "{html}");
    assert!(!html.contains("<input"), "{html}");
}

#[test]
fn a_notice_that_the_host_shows_is_neither_shown_nor_spoken_a_second_time() {
    let mut state = loaded(Some(report(&GOOD)));
    state.update(Event::Pressed(Action::Disconnect));
    state.update(Event::Pressed(Action::ConfirmDisconnect));
    state.update(Event::Disconnected(RequestId(1), Ok(saved(None))));
    let words = ENGLISH.told.disconnected;
    assert_eq!(html_in(state.clone(), false).matches(words).count(), 2, "for eyes and for ears");
    assert_eq!(html_in(state, true).matches(words).count(), 0);
    let mut state = loaded(Some(report(&GOOD)));
    state.update(Event::Pressed(Action::CheckAgain));
    state.update(Event::CheckedAgain(RequestId(1), Ok(saved(Some(report(&GOOD))))));
    let words = ENGLISH.told.checked_again;
    assert_eq!(html_in(state, true).matches(words).count(), 1, "which is no notice, and spoken alone");
}
