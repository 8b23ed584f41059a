//! What the panel shows in each state, as a value.

use super::*;
use crate::fixtures::{GOOD, TestPanel, every_state, now, phrases, report, saved, token};
use crate::message::MessageAction;
use contract::finding::{Finding, Outcome, Subject};
use contract::report::Expiry;

fn view_of(panel: &TestPanel) -> PanelView {
    view(&panel.state, &phrases(), now())
}

fn text(key: Key) -> String {
    phrases().text(key).to_owned()
}

#[test]
fn no_state_holds_the_text_of_the_draft() {
    for (name, panel) in every_state() {
        let printed = format!("{:?}", view_of(&panel));
        assert!(!printed.contains("EAASANDBOX") && !printed.contains("x7Qx7Q"), "{name}: {printed}");
    }
    let printed = format!("{:?}", view_of(&TestPanel::loaded(None).paste(&token())));
    assert!(printed.contains("Zb7K"), "the last four characters may be shown: {printed}");
}

#[test]
fn every_sentence_is_filled_in() {
    for (name, panel) in every_state() {
        let printed = format!("{:?}", view_of(&panel));
        assert!(!printed.contains("{{") && !printed.contains("}}"), "{name}: {printed}");
    }
}

#[test]
fn nothing_is_green_without_evidence() {
    for (name, panel) in every_state() {
        let view = view_of(&panel);
        let is_proved = panel.state.ready().and_then(Ready::report).is_some_and(|report| report.passed(Subject::Token));
        let is_saved = panel.state.ready().is_some_and(|ready| ready.saved.settings.token.is_some());
        let mut outcomes = vec![view.status.map(|status| status.outcome)];
        outcomes.extend([view.load_failure, view.last_action].map(|message| message.map(|message| message.outcome)));
        outcomes.push(view.form.and_then(|form| form.field.message).map(|message| message.outcome));
        if outcomes.contains(&Some(Outcome::Pass)) {
            assert!(is_proved || is_saved, "{name}");
        }
    }
    let unchecked = report(&[Finding::MetaDown]);
    let saved_unchecked = TestPanel::loaded(None)
        .paste(&token())
        .checked(Ok(unchecked.clone()))
        .press(Action::SaveWithoutCheck)
        .saved(Ok(saved(Some(unchecked))));
    let view = view_of(&saved_unchecked);
    assert_eq!(view.last_action.as_ref().map(|message| &message.title), Some(&text(Key::DoneSavedUnchecked)));
    assert!(!format!("{view:?}").contains("Pass"), "{view:?}");
}

#[test]
fn the_page_says_that_it_shows_the_sandbox() {
    let view = view_of(&TestPanel::loaded(None));
    assert_eq!(view.sandbox_notice, Some(text(Key::PageSandbox)));
    assert!(view.lead.starts_with("Support (SUP) · acme.atlassian.net."), "{}", view.lead);
    let mut newer = saved(None);
    newer.settings.graph = Graph::Unknown;
    let view = view_of(&TestPanel::begin().loaded_with(Ok(newer)));
    assert_eq!(view.sandbox_notice, None, "an environment that this page doesn't know may be the real one");
}

#[test]
fn on_another_jira_site_there_is_no_field_and_no_retry() {
    let labels = |view: &PanelView| {
        let actions = view.load_failure.iter().flat_map(|message| &message.actions);
        let labels = actions.map(|action| match action {
            MessageAction::Button(button) => button.label.clone(),
            MessageAction::Step(step) => step.label.clone(),
            MessageAction::Link(link) => link.label.clone(),
        });
        labels.collect::<Vec<_>>()
    };
    let elsewhere = view_of(&TestPanel::begin().loaded_with(Err(Error::WrongSite)));
    assert_eq!(elsewhere.load_failure.as_ref().map(|message| &message.title), Some(&text(Key::ProblemWrongSiteTitle)));
    assert_eq!((labels(&elsewhere), elsewhere.form), (Vec::new(), None));
    let silent = view_of(&TestPanel::begin().loaded_with(Err(Error::HostSilent)));
    assert_eq!(labels(&silent), [text(Key::ActionReload), text(Key::ActionRetry)], "a reload comes first");
    let unreachable = view_of(&TestPanel::begin().loaded_with(Err(Error::Unreachable)));
    assert_eq!((labels(&unreachable), unreachable.form), (vec![text(Key::ActionRetry)], None));
}

#[test]
fn a_flag_takes_the_place_of_the_message_and_its_announcement() {
    let disconnected = TestPanel::loaded(Some(report(&GOOD)))
        .press(Action::Disconnect)
        .press(Action::ConfirmDisconnect)
        .disconnected(Ok(saved(None)));
    let view = view_of(&disconnected);
    let words = text(Key::DoneDisconnected);
    assert_eq!(view.last_action.as_ref().map(|message| &message.title), Some(&words));
    assert!(view.announcements.action.starts_with(&words), "{:?}", view.announcements);
    let with_flag = view.with_flag();
    assert_eq!((with_flag.last_action, with_flag.announcements.action), (None, String::new()));
    let flag = with_flag.flag.expect("a flag");
    assert_eq!((flag.title, flag.is_success), (words, false));
    assert!(flag.body.ends_with(&text(Key::DoneNextRevoke)), "{}", flag.body);

    let checked = TestPanel::loaded(Some(report(&GOOD))).press(Action::CheckAgain);
    let view = view_of(&checked.checked_again(Ok(saved(Some(report(&GOOD)))))).with_flag();
    assert_eq!((view.flag, view.last_action), (None, None), "the status and the report show it already");
    assert!(view.announcements.action.starts_with(&text(Key::DoneCheckedAgain)), "{:?}", view.announcements);
}

#[test]
fn a_flag_stays_the_same_as_time_passes() {
    let connected = TestPanel::loaded(None)
        .paste(&token())
        .checked(Ok(report(&GOOD)))
        .press(Action::Save)
        .saved(Ok(saved(Some(report(&GOOD)))));
    let later = Timestamp::from_unix(now().unix() + 300).expect("a time");
    let [first, second] = [now(), later].map(|now| view(&connected.state, &phrases(), now));
    assert_ne!(first.status, second.status);
    assert_eq!((first.flag, first.announcements), (second.flag, second.announcements));
}

#[test]
fn a_clock_that_is_behind_adds_no_day() {
    let end = Timestamp::from_unix(now().unix() + 60 * 86_400).expect("a time");
    let mut ending = saved(Some(report(&GOOD)));
    if let Some(token) = &mut ending.settings.token {
        token.report.facts.expires = Expiry::At { at: end };
    }
    let state = TestPanel::begin().loaded_with(Ok(ending)).state;
    let name = |offset| {
        let now = Timestamp::from_unix(now().unix() + offset).expect("a time");
        view(&state, &phrases(), now).status.map(|status| status.name)
    };
    assert_eq!(name(-15), Some("Expires in 60 days".to_owned()));
    assert_eq!(name(86_400), Some("Expires in 59 days".to_owned()));
}

#[test]
fn one_press_is_busy_at_a_time() {
    let form = |panel: &TestPanel| view_of(panel).form.expect("a form").footer;
    let checking = TestPanel::loaded(None).paste(&token());
    assert_eq!((form(&checking).check.busy, form(&checking).save.busy), (true, false));
    let saving = checking.checked(Ok(report(&GOOD))).press(Action::Save);
    assert_eq!((form(&saving).check.busy, form(&saving).save.busy), (false, true));
    let card = |panel: &TestPanel| view_of(panel).saved_token.expect("a saved token");
    let checking = TestPanel::loaded(Some(report(&GOOD))).press(Action::CheckAgain);
    assert_eq!((card(&checking).check_again.busy, card(&checking).disconnect.busy), (true, false));
    let disconnecting =
        TestPanel::loaded(Some(report(&GOOD))).press(Action::Disconnect).press(Action::ConfirmDisconnect);
    assert_eq!((card(&disconnecting).check_again.busy, card(&disconnecting).disconnect.busy), (false, true));
}
