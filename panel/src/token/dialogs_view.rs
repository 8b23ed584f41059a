//! The two questions before something is done: switching to another app, and disconnecting.

use super::report_view::between_apps;
use super::{Save, Viewing};
use crate::Ready;
use crate::event::Action;
use crate::links;
use crate::message::{ButtonView, LinkView};
use crate::phrases::{Key, Phrases};

/// Both dialogs; at most one is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogsView {
    /// Asked if the new token belongs to another app than the saved one.
    pub switch_app: DialogView,
    /// Asked before the saved token is deleted.
    pub disconnect: DialogView,
}

/// A question and its two answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DialogView {
    /// True while the question is asked.
    pub is_open: bool,
    /// The question.
    pub title: String,
    /// What will happen.
    pub body: Vec<String>,
    /// Where to do what Chat can't do.
    pub link: Option<LinkView>,
    /// The safe answer.
    pub decline: ButtonView,
    /// The other one.
    pub agree: ButtonView,
}

impl DialogsView {
    pub(crate) fn new(ready: Option<&Ready>, phrases: &Phrases) -> Self {
        let text = |key| phrases.string(key);
        let button = |label, action| ButtonView::new(phrases, label, action);
        let asks_switch = |ready: &Ready| {
            ready.editing().is_some_and(|editing| matches!(editing.save, Save::ConfirmingOtherApp { .. }))
        };
        let asks_disconnect = |ready: &Ready| matches!(ready.viewing(), Some(Viewing::ConfirmingDisconnect));
        let elsewhere = ready
            .and_then(|ready| ready.saved.settings.token.as_ref())
            .filter(|token| token.used_elsewhere)
            .map(|_| text(Key::DialogDisconnectElsewhere));
        Self {
            switch_app: DialogView {
                is_open: ready.is_some_and(asks_switch),
                title: text(Key::DialogOtherAppTitle),
                body: ready.map(|ready| between_apps(ready, phrases)).into_iter().collect(),
                link: None,
                decline: button(Key::DialogOtherAppCancel, Action::DeclineOtherApp),
                agree: button(Key::DialogOtherAppConfirm, Action::ConfirmOtherApp),
            },
            disconnect: DialogView {
                is_open: ready.is_some_and(asks_disconnect),
                title: text(Key::DialogDisconnectTitle),
                body: [text(Key::DialogDisconnectBody)].into_iter().chain(elsewhere).collect(),
                link: Some(LinkView::new(phrases, Key::DialogDisconnectRevoke, links::SYSTEM_USERS)),
                decline: button(Key::DialogDisconnectCancel, Action::CancelDisconnect),
                agree: button(Key::DialogDisconnectConfirm, Action::ConfirmDisconnect),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{GOOD, TestPanel, every_state, phrases, report};

    fn dialogs(panel: &TestPanel) -> DialogsView {
        DialogsView::new(panel.state.ready(), &phrases())
    }

    #[test]
    fn a_dialog_is_open_only_while_its_question_is_asked() {
        for (name, panel) in every_state() {
            let dialogs = dialogs(&panel);
            assert_eq!(dialogs.switch_app.is_open, name == "asking about the app", "{name}");
            assert_eq!(dialogs.disconnect.is_open, name == "asking to disconnect", "{name}");
        }
    }

    #[test]
    fn the_question_about_another_app_names_both() {
        let (_, asking) = every_state().into_iter().find(|(name, _)| *name == "asking about the app").unwrap();
        let [body] = &dialogs(&asking).switch_app.body[..] else { panic!("one sentence") };
        assert!(
            body.contains("Acme Support (App ID 634974688087057)") && body.contains("This one belongs to 1."),
            "{body}"
        );
    }

    #[test]
    fn disconnecting_says_if_another_project_uses_the_token() {
        let warning = phrases().text(Key::DialogDisconnectElsewhere).to_owned();
        let mut saved = crate::fixtures::saved(Some(report(&GOOD)));
        let shared = TestPanel::begin().loaded_with(Ok(saved.clone()));
        assert!(dialogs(&shared).disconnect.body.contains(&warning));
        saved.settings.token.as_mut().unwrap().used_elsewhere = false;
        let own = TestPanel::begin().loaded_with(Ok(saved));
        assert!(!dialogs(&own).disconnect.body.contains(&warning));
    }
}
