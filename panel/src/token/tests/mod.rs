//! Single transitions: what each press and each response leads to.

mod certainty;
mod editing;
mod saving;
mod viewing;

use super::*;
use crate::fixtures::{GOOD, TestPanel, every_state, now, report, saved, token};
use crate::{Action, Command, Error, Event, LastAction, Phase, Ready, RequestId, SavedSettings};
use contract::finding::Finding;
use contract::problem::{Code, Problem};
use contract::report::{App, TokenReport};

impl TestPanel {
    fn ready(&self) -> &Ready {
        self.state.ready().unwrap()
    }

    fn editing(&self) -> &Editing {
        self.ready().editing().unwrap()
    }

    fn viewing(&self) -> &Viewing {
        self.ready().viewing().unwrap()
    }

    /// The save that the last event sent.
    fn order(&self) -> SaveOrder {
        let order = self.commands.iter().find_map(|command| match command {
            Command::Save(_, order) => Some(order.clone()),
            _ => None,
        });
        order.unwrap()
    }

    fn type_text(self, text: &str) -> Self {
        self.update(Event::Typed(draft(text)))
    }
}

fn empty() -> TestPanel {
    TestPanel::loaded(None)
}

/// A token is saved, and it was just checked.
fn viewing() -> TestPanel {
    TestPanel::loaded(Some(report(&GOOD)))
}

/// The token in the field replaces the saved one, and belongs to another app.
fn switching_app() -> TestPanel {
    viewing().press(Action::Replace).paste(&token()).checked(Ok(of_app("2")))
}

fn of_app(id: &str) -> TokenReport {
    let mut report = report(&GOOD);
    report.facts.app = Some(App { id: id.into(), name: None });
    report
}

/// Settings of a later version than those that were loaded.
fn newer(report: Option<TokenReport>) -> SavedSettings {
    SavedSettings { version: "\"2\"".into(), ..saved(report) }
}

fn draft(text: &str) -> Draft {
    Draft::typed(text)
}

fn rejected(code: Code) -> Error {
    Error::Rejected(Box::new(Problem::new(code, "")))
}

#[test]
fn a_failed_load_can_be_retried() {
    let failed = TestPanel::begin().loaded_with(Err(Error::Unreachable));
    assert_eq!(failed.state.phase(), &Phase::LoadFailed(Error::Unreachable));
    let retried = failed.press(Action::Retry);
    assert!(matches!(retried.commands[..], [Command::Load(_)]));
    assert!(retried.loaded_with(Ok(saved(None))).state.ready().is_some());
}

#[test]
fn a_late_response_to_an_earlier_load_is_ignored() {
    let retried = TestPanel::begin().loaded_with(Err(Error::TimedOut)).press(Action::Retry);
    let late = retried.update(Event::Loaded(RequestId::INITIAL_LOAD, Ok(saved(None))));
    assert!(matches!(late.state.phase(), Phase::Loading(_)));
}

#[test]
fn the_page_can_be_reloaded_at_any_time() {
    for panel in [TestPanel::begin(), TestPanel::begin().loaded_with(Err(Error::Offline)), empty(), viewing()] {
        assert_eq!(panel.press(Action::Reload).commands, [Command::Reload]);
    }
}

#[test]
fn what_was_just_done_is_forgotten_with_the_next_press() {
    let connected = empty().paste(&token()).press(Action::Save).saved(Ok(saved(Some(report(&GOOD)))));
    assert_eq!(connected.ready().last_action, Some(LastAction::Connected));
    assert_eq!(connected.press(Action::Replace).ready().last_action, None);
}

#[test]
fn every_action_does_something_in_some_state() {
    use Action as A;
    let form = [A::Check, A::Save, A::SaveWithoutCheck, A::ConfirmOtherApp, A::DeclineOtherApp, A::Keep];
    let saved = [A::Replace, A::CheckAgain, A::Disconnect, A::ConfirmDisconnect, A::CancelDisconnect];
    for action in form.into_iter().chain(saved).chain([A::Retry, A::Reload]) {
        let does_something = |panel: TestPanel| {
            let pressed = panel.clone().press(action);
            pressed.state != panel.state || !pressed.commands.is_empty()
        };
        assert!(every_state().into_iter().any(|(_, panel)| does_something(panel)), "{action:?}");
    }
}

#[test]
fn no_state_prints_the_token() {
    let saving = empty().paste(&token()).press(Action::Save);
    let printed = format!("{saving:?} {:?}", Event::Typed(draft(&token())));
    assert!(printed.contains("AccessToken(…)") && !printed.contains("SANDBOX"), "{printed}");
}
