//! What is said beside the stored token: its state, the headline over its report, and what a new one means for it.

use super::*;
use crate::guide::done;
use crate::token::{Certainty, Save, SaveOptions, SaveOrder};
use crate::{IdempotencyKey, LastAction, Ready, SavedSettings, Task};
use contract::settings::{Account, Graph, Project, ProjectKey, Settings, StoredToken};

/// The panel where a token with this report is stored.
fn stored(report: TokenReport) -> Ready {
    let at = report.checked_at;
    let token = StoredToken {
        last_four: "Zb7K".into(),
        app: report.facts.app.clone(),
        saved_by: Account { id: "local".into(), name: None },
        saved_at: at,
        accepted_at: None,
        refused_at: None,
        used_elsewhere: false,
        report,
    };
    let project = Project { key: ProjectKey::parse("SUP").unwrap(), name: None, site: None };
    let settings = Settings { project, graph: Graph::Meta, token: Some(token) };
    Ready::new(SavedSettings { settings, version: "1".into(), at })
}

/// The same while a token with this report is entered in its place.
fn replacing(mut ready: Ready, report: TokenReport) -> Ready {
    let check = crate::token::Check::Done(report);
    ready.task = Task::Editing(Editing { check, ..Editing::default() });
    ready
}

fn of_app(id: &str, finding: Finding) -> TokenReport {
    let mut report = report_with(finding);
    report.facts.app = Some(App { id: id.into(), name: Some("Acme Support".into()) });
    report
}

#[test]
fn an_end_of_access_is_not_told_as_an_end_of_the_token() {
    let mut report = report_with(Finding::DataAccessExpires);
    report.facts.expires = Expiry::Never;
    let ready = stored(report);
    assert_eq!(speaker().status(&ready).name, "Access to data ends in 60 days");
    let later = speaker_at("2027-05-21T14:05:00Z").status(&ready);
    assert_eq!(later.name, ENGLISH.statuses.access_ended.name);
    assert!(later.evidence.contains("ended on 21 January 2027"), "{later:?}");
    assert!(!done(&ready)[6], "a new one has to be generated all the same");
    assert_eq!(speaker().status(&stored(report_with(Finding::Expires))).name, "Expires in 60 days");
}

#[test]
fn a_refusal_that_stands_is_not_called_a_passing_trouble() {
    let mut ready = stored(report_with(Finding::MetaDown));
    let trouble = speaker().headline(&ready).unwrap();
    assert_eq!(trouble.body, ENGLISH.findings.meta_down.advice);
    let token = ready.saved.settings.token.as_mut().unwrap();
    token.refused_at = Some(token.saved_at);
    let refused = speaker().headline(&ready).unwrap();
    assert_eq!((refused.title, refused.body.as_str()), (trouble.title, ENGLISH.report.refused_before));
}

#[test]
fn what_has_expired_is_not_said_to_expire_never() {
    let mut report = report_with(Finding::Expired);
    report.facts.expires = Expiry::Never;
    let ready = stored(report);
    assert_eq!(speaker().expiry(ready.saved.settings.token.as_ref().unwrap()), ENGLISH.stored.expired_undated);
}

#[test]
fn another_app_is_told_before_save_is_pressed_and_apart_from_one_of_the_same_name() {
    let ready = replacing(stored(of_app("1", Finding::NeverExpires)), of_app("2", Finding::NeverExpires));
    let headline = speaker().headline(&ready).unwrap();
    assert_eq!((headline.outcome, headline.title.as_str()), (Outcome::Warning, ENGLISH.report.other_app_title));
    assert!(headline.body.contains("Acme Support (App ID 1), this one to Acme Support (App ID 2)"), "{headline:?}");
    let same = replacing(stored(of_app("1", Finding::NeverExpires)), of_app("1", Finding::NeverExpires));
    assert_eq!(speaker().headline(&same).unwrap().title, ENGLISH.report.good_title);
    let bad = replacing(stored(of_app("1", Finding::NeverExpires)), of_app("2", Finding::MessagingMissing));
    assert_eq!(speaker().headline(&bad).unwrap().title, ENGLISH.findings.messaging_missing.title);
}

#[test]
fn who_replaces_a_token_keeps_the_ticks_of_what_stays() {
    let mut ready = stored(report_with(Finding::NeverExpires));
    ready.task = Task::Editing(Editing::default());
    assert_eq!(done(&ready), [true, true, true, true, true, false, false, false, false, false]);
    let personal = stored(report_with(Finding::PersonalToken));
    assert_eq!(done(&personal)[..9], [false; 9], "whatever was done for it has to be done for a system user");
}

#[test]
fn while_nobody_knows_what_a_save_came_to_neither_is_the_state() {
    let mut ready = replacing(stored(report_with(Finding::NeverExpires)), report_with(Finding::NeverExpires));
    let Task::Editing(editing) = &mut ready.task else { panic!("a token is being entered") };
    let token = Draft::typed(SecretText::new(format!("EAASANDBOX{}", "x7Q".repeat(40)))).parse().cloned().unwrap();
    let order = SaveOrder { key: IdempotencyKey(1), token, options: SaveOptions::default(), version: "1".into() };
    editing.save = Save::Failed(Error::CutOff, order.clone());
    ready.certainty = Certainty::SaveUnconfirmed(order);
    assert_eq!(speaker().status(&ready).name, ENGLISH.statuses.unconfirmed.name);
}

#[test]
fn nobody_is_sent_on_before_it_is_known_that_the_token_works() {
    let connected = |finding| {
        let mut ready = stored(report_with(finding));
        ready.last_action = Some(LastAction::Connected);
        speaker().next(&ready)
    };
    assert_eq!(connected(Finding::NeverExpires), ENGLISH.told.next);
    assert_eq!(connected(Finding::TokenUnknown), "");
}
