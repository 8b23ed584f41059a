//! The form in which a token is entered: the field, the buttons, and what came of pressing them.

use super::field_view::FieldView;
use super::saved_view::person;
use super::{Blocked, Check, Editing, Save};
use crate::Ready;
use crate::event::Action;
use crate::message::{Advice, ButtonView, MessageView};
use crate::phrases::{Key, Phrases};
use crate::problems::{Operation, advice};
use contract::finding::Outcome;
use contract::settings::StoredToken;
use contract::timestamp::Timestamp;

/// The form in which a token is entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormView {
    /// Over the form, if the token replaces the saved one.
    pub heading: Option<HeadingView>,
    /// The token field.
    pub field: FieldView,
    /// What the token is.
    pub explanation: ExplanationView,
    /// The buttons, and what came of pressing them.
    pub footer: FooterView,
}

/// The buttons of the form, and what came of pressing them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FooterView {
    /// Submits the form.
    pub save: ButtonView,
    /// Checks the token.
    pub check: ButtonView,
    /// Leaves the form, if there is a saved token to keep.
    pub keep: Option<ButtonView>,
    /// Why nothing was saved.
    pub not_saved: Option<String>,
    /// What went wrong, apart from the token itself.
    pub message: Option<MessageView>,
}

/// A heading and a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeadingView {
    /// The heading.
    pub title: String,
    /// The sentence.
    pub lead: String,
}

/// A question that opens its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExplanationView {
    /// The question.
    pub question: String,
    /// The answer.
    pub answer: String,
}

impl FormView {
    pub(crate) fn new(ready: &Ready, phrases: &Phrases, now: Timestamp) -> Option<Self> {
        let editing = ready.editing()?;
        let text = |key| phrases.string(key);
        let replaces = ready.is_replacing();
        Some(Self {
            heading: replaces.then(|| HeadingView { title: text(Key::ReplaceTitle), lead: text(Key::ReplaceBody) }),
            field: FieldView::new(editing, phrases, now),
            explanation: ExplanationView { question: text(Key::FieldWhat), answer: text(Key::FieldWhatBody) },
            footer: FooterView::new(ready, editing, phrases, now),
        })
    }
}

impl FooterView {
    fn new(ready: &Ready, editing: &Editing, phrases: &Phrases, now: Timestamp) -> Self {
        let button = |label, action| ButtonView::new(phrases, label, action);
        let message = trouble(ready, phrases, now)
            .map(|(advice, label, action)| advice.message(phrases, vec![ButtonView::new(phrases, label, action)]));
        Self {
            save: button(Key::FooterSave, Action::Save).busy_if(editing.save.is_busy()),
            check: button(Key::FooterCheck, Action::Check).busy_if(editing.check.is_running()),
            keep: ready.is_replacing().then(|| button(Key::FooterKeep, Action::Keep)),
            not_saved: match editing.save {
                Save::Blocked(blocked) => Some(phrases.string(blocked_key(blocked))),
                _ => None,
            },
            message,
        }
    }
}

/// Why Save was not sent.
pub(crate) fn blocked_key(blocked: Blocked) -> Key {
    match blocked {
        Blocked::Shape(_) => Key::FooterBlockedShape,
        Blocked::Rejected => Key::FooterBlockedRejected,
        Blocked::Unchecked => Key::FooterBlockedUnchecked,
    }
}

/// What went wrong apart from the token itself, and the button that tries again.
pub(crate) fn trouble(ready: &Ready, phrases: &Phrases, now: Timestamp) -> Option<(Advice, Key, Action)> {
    let editing = ready.editing()?;
    let retry = |advice| Some((advice, Key::ActionRetry, Action::Save));
    match (&editing.save, &editing.check) {
        (Save::Failed(error, order), _) => {
            let operation = if ready.certainty.is_unconfirmed(order.key) {
                Operation::SaveUnconfirmed
            } else if !ready.certainty.is_known() {
                // What is saved may have changed, but not by this save.
                Operation::Load
            } else {
                Operation::Save
            };
            retry(advice(error, operation, phrases))
        }
        (Save::Changed, _) => match &ready.saved.settings.token {
            Some(theirs) if ready.certainty.is_known() => {
                Some((changed_by(theirs, phrases, now), Key::FooterReplaceTheirs, Action::Save))
            }
            Some(_) | None => retry(changed(phrases)),
        },
        (_, Check::Failed(error)) => Some((advice(error, Operation::Load, phrases), Key::ActionRetry, Action::Check)),
        (_, Check::None | Check::Running(_) | Check::Done(_)) => None,
    }
}

/// Someone else saved `theirs` while a token was entered.
fn changed_by(theirs: &StoredToken, phrases: &Phrases, now: Timestamp) -> Advice {
    let when = phrases.when(theirs.saved_at, now);
    let body = phrases.fill(Key::ChangedBody, &[("who", person(theirs, phrases)), ("when", &when)]);
    Advice::new(Outcome::Warning, phrases.text(Key::ChangedTitle), &body)
}

/// Someone else changed the settings while a token was being entered, and we don't know how.
fn changed(phrases: &Phrases) -> Advice {
    Advice::new(Outcome::Warning, phrases.text(Key::ChangedTitle), phrases.text(Key::ChangedUnreadBody))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Error;
    use crate::fixtures::{GOOD, TestPanel, now, phrases, report, saved, token};
    use crate::message::MessageAction;
    use contract::finding::Finding;
    use contract::problem::{Code, Problem};

    fn rejected(code: Code) -> Error {
        Error::Rejected(Box::new(Problem::new(code, "")))
    }

    fn saving() -> TestPanel {
        TestPanel::loaded(None).paste(&token()).press(Action::Save)
    }

    fn footer(panel: &TestPanel) -> FooterView {
        FormView::new(panel.state.ready().unwrap(), &phrases(), now()).unwrap().footer
    }

    /// The body of the message, and its first button.
    fn message(panel: &TestPanel) -> (String, String, Action) {
        let message = footer(panel).message.unwrap();
        let button = message.actions.into_iter().find_map(|action| match action {
            MessageAction::Button(button) if button.action != Action::Reload => Some(button),
            _ => None,
        });
        let button = button.unwrap();
        (message.body, button.label, button.action)
    }

    fn text(key: Key) -> String {
        phrases().text(key).to_owned()
    }

    #[test]
    fn a_save_without_a_response_may_have_been_done() {
        let (body, label, action) = message(&saving().saved(Err(Error::CutOff)));
        assert!(body.ends_with(&text(Key::ProblemMaybeSaved)), "{body}");
        assert_eq!((label, action), (text(Key::ActionRetry), Action::Save));
    }

    #[test]
    fn a_rejected_save_changed_nothing() {
        let (body, ..) = message(&saving().saved(Err(rejected(Code::NotAllowed))));
        assert!(body.ends_with(&text(Key::ProblemNothingChanged)), "{body}");
    }

    #[test]
    fn a_rejected_save_says_nothing_of_an_earlier_one_without_a_response() {
        let other = saving().saved(Err(Error::CutOff)).paste(&token().replace("Zb7K", "other"));
        let (body, ..) = message(&other.press(Action::Save).saved(Err(rejected(Code::NotAllowed))));
        for claim in [Key::ProblemNothingChanged, Key::ProblemMaybeSaved] {
            assert!(!body.contains(&text(claim)), "{body}");
        }
    }

    #[test]
    fn the_token_of_someone_else_is_named_before_it_is_replaced() {
        let reading = saving().saved(Err(rejected(Code::Changed)));
        let (body, label, action) = message(&reading.loaded_with(Ok(saved(Some(report(&GOOD))))));
        assert!(body.contains(&text(Key::SavedByLocalUser)), "{body}");
        assert_eq!((label, action), (text(Key::FooterReplaceTheirs), Action::Save));
    }

    #[test]
    fn a_change_that_cannot_be_read_is_not_made_up() {
        let replacing = TestPanel::loaded(Some(report(&GOOD))).press(Action::Replace).paste(&token());
        let reading = replacing.press(Action::Save).saved(Err(rejected(Code::Changed)));
        let (body, label, _) = message(&reading.loaded_with(Err(Error::Offline)));
        assert_eq!((body, label), (text(Key::ChangedUnreadBody), text(Key::ActionRetry)));
    }

    #[test]
    fn a_failed_check_is_retried_as_a_check() {
        let failed = TestPanel::loaded(None).paste(&token()).checked(Err(Error::TimedOut));
        assert_eq!(message(&failed).2, Action::Check);
    }

    #[test]
    fn a_blocked_save_says_why() {
        let not_saved = |panel: TestPanel| footer(&panel).not_saved;
        let empty = TestPanel::loaded(None);
        assert_eq!(not_saved(empty.clone()), None);
        assert_eq!(not_saved(empty.clone().press(Action::Save)), Some(text(Key::FooterBlockedShape)));
        let bad = empty.paste(&token()).checked(Ok(report(&[Finding::Reached, Finding::Revoked])));
        assert_eq!(not_saved(bad.press(Action::Save)), Some(text(Key::FooterBlockedRejected)));
        let unknown = Error::Rejected(Box::new(Problem {
            report: Some(report(&[Finding::MetaDown])),
            ..Problem::new(Code::CouldNotCheck, "")
        }));
        assert_eq!(not_saved(saving().saved(Err(unknown))), Some(text(Key::FooterBlockedUnchecked)));
    }

    #[test]
    fn a_saved_token_can_be_kept() {
        let keep = |panel: TestPanel| footer(&panel).keep.map(|button| button.action);
        assert_eq!(keep(TestPanel::loaded(None)), None);
        assert_eq!(keep(TestPanel::loaded(Some(report(&GOOD))).press(Action::Replace)), Some(Action::Keep));
    }
}
