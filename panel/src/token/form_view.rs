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

/// A question that unfolds its answer.
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

/// Someone else saved or disconnected while a token was entered, and it isn't known what.
fn changed(phrases: &Phrases) -> Advice {
    Advice::new(Outcome::Warning, phrases.text(Key::ChangedTitle), phrases.text(Key::ChangedUnreadBody))
}
