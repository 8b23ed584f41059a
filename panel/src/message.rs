//! Messages: what happened, what to do about it, and the buttons and links to do it with.

use crate::event::Action;
use crate::links;
use crate::next_step::NextStep;
use crate::phrases::{Key, Phrases};
use contract::finding::Outcome;

/// A box with a title, a sentence or two, and what can be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MessageView {
    /// Color and icon. `Unknown` is neither good nor bad.
    pub outcome: Outcome,
    /// What happened, in a few words.
    pub title: String,
    /// Words between backticks are code; may be empty.
    pub body: String,
    /// In the order in which they are shown.
    pub actions: Vec<MessageAction>,
    /// The request ID, with its label.
    pub reference: Option<String>,
}

/// Something to do about a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MessageAction {
    /// Press a button.
    Button(ButtonView),
    /// Go to a step of the guide.
    Step(StepLinkView),
    /// Open another page.
    Link(LinkView),
}

/// A button.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ButtonView {
    /// Its words.
    pub label: String,
    /// What pressing it means.
    pub action: Action,
    /// True while what it started is still running. A busy button ignores presses.
    pub busy: bool,
}

/// A link to a step of the guide.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StepLinkView {
    /// The step, counted from 1.
    pub number: u8,
    /// Its words.
    pub label: String,
}

/// A link that opens in a new tab.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkView {
    /// The address.
    pub href: &'static str,
    /// Its words.
    pub label: String,
    /// The spoken words for "opens in a new tab".
    pub new_tab: String,
}

/// What a message says, before it has buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Advice {
    /// How good or bad it is; `Unknown` is neither.
    pub outcome: Outcome,
    /// What happened, in a few words.
    pub title: String,
    /// What happened and what to do; words between backticks are code.
    pub body: String,
    /// Where to do it, the most useful place first.
    pub next_steps: Vec<NextStep>,
    /// The request ID, if it helps support to find the cause.
    pub request_id: Option<String>,
}

impl ButtonView {
    pub(crate) fn new(phrases: &Phrases, label: Key, action: Action) -> Self {
        Self { label: phrases.string(label), action, busy: false }
    }

    pub(crate) fn busy_if(self, busy: bool) -> Self {
        Self { busy, ..self }
    }
}

impl StepLinkView {
    pub(crate) fn new(phrases: &Phrases, number: u8) -> Self {
        Self { number, label: phrases.fill(Key::LinkStep, &[("number", &number.to_string())]) }
    }
}

impl LinkView {
    pub(crate) fn new(phrases: &Phrases, label: Key, href: &'static str) -> Self {
        let text = |key| phrases.string(key);
        Self { href, label: text(label), new_tab: text(Key::LinkNewTab) }
    }
}

impl Advice {
    /// Advice without a place to go.
    #[must_use]
    pub(crate) fn new(outcome: Outcome, title: &str, body: &str) -> Self {
        let (title, body) = (title.to_owned(), body.to_owned());
        Self { outcome, title, body, next_steps: Vec::new(), request_id: None }
    }

    /// The step of the guide that it leads to.
    pub(crate) fn step(&self) -> Option<u8> {
        self.next_steps.iter().find_map(|next_step| match next_step {
            NextStep::Step(number) => Some(*number),
            NextStep::MetaSettings | NextStep::MetaStatus | NextStep::MetaApps => None,
            NextStep::MetaSupport | NextStep::Reload => None,
        })
    }

    /// The message, with `buttons` before its links. If it says to reload, that comes first.
    pub(crate) fn message(self, phrases: &Phrases, buttons: Vec<ButtonView>) -> MessageView {
        let reload_first = usize::from(self.next_steps.first() == Some(&NextStep::Reload));
        let mut links = self.next_steps.iter().map(|next_step| action(phrases, *next_step));
        let mut actions: Vec<MessageAction> = links.by_ref().take(reload_first).collect();
        actions.extend(buttons.into_iter().map(MessageAction::Button));
        actions.extend(links);
        let reference = self.request_id.map(|id| phrases.fill(Key::MessageReference, &[("id", &id)]));
        MessageView { outcome: self.outcome, title: self.title, body: self.body, actions, reference }
    }

    /// As a screen reader announces it.
    pub(crate) fn spoken(&self) -> String {
        format!("{}. {}", self.title, self.body)
    }
}

fn action(phrases: &Phrases, next_step: NextStep) -> MessageAction {
    let link = |label, href| MessageAction::Link(LinkView::new(phrases, label, href));
    match next_step {
        NextStep::Step(number) => MessageAction::Step(StepLinkView::new(phrases, number)),
        NextStep::MetaSettings => link(Key::LinkMetaSettings, links::SYSTEM_USERS),
        NextStep::MetaStatus => link(Key::LinkMetaStatus, links::STATUS),
        NextStep::MetaApps => link(Key::LinkMetaApps, links::APPS),
        NextStep::MetaSupport => link(Key::LinkMetaSupport, links::SUPPORT),
        NextStep::Reload => MessageAction::Button(ButtonView::new(phrases, Key::ActionReload, Action::Reload)),
    }
}
