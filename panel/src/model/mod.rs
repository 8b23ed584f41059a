//! The panel's state machine: what is so ([`State`]), what happened ([`Event`]), what to do ([`Effect`]).
//!
//! [`State::update`] is the only place that changes anything, and it is pure. Two rules carry the rest:
//! a check lives inside the [`Entry`] whose text it is about and is thrown away when that text changes,
//! and an answer counts only while its [`Attempt`] is the one that is waited for.

mod entering;
mod entry;
mod event;
mod stored;
mod update;
mod watching;

#[cfg(test)]
mod interleavings;
#[cfg(test)]
mod tests;

pub use entry::{Blocked, Check, Entry, Save, Sent};
pub use event::{Effect, Event, Saving};
pub use stored::{Act, Stored};

use crate::Error;
use crate::draft::Verdict;
use contract::access_token::Removed;
use contract::report::{App, TokenReport};
use contract::request::{OtherApp, SaveCheck};
use contract::settings::Settings;
use contract::timestamp::Timestamp;

/// The settings, and the version to name when changing them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saved {
    /// The settings.
    pub settings: Settings,
    /// The `ETag` they came with.
    pub version: String,
    /// When they came, by the browser's clock.
    pub at: Timestamp,
}

/// Numbers one call, so that a late answer is known as one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Attempt(pub u64);

/// The call that begins the panel.
const FIRST: Attempt = Attempt(0);

/// Numbers one thing that the admin wants done once, however often it has to be asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Intent(pub u64);

/// The whole panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    phase: Phase,
    /// The number that the next attempt or intent gets.
    next: u64,
}

/// How far the panel has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The settings are being read.
    Loading(Attempt),
    /// They could not be read.
    LoadFailed(Error),
    /// They are here.
    Ready(Box<Ready>),
}

/// The panel with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// What the backend has, as last read.
    pub saved: Saved,
    /// What the admin is doing.
    pub task: Task,
    /// The last thing that was done, until the next one begins.
    pub done: Option<Done>,
    /// The save of which nobody knows whether it was done. It outlives the text and the task: until the backend says
    /// what became of it, what is stored is not known either.
    pub open: Option<Sent>,
    /// True where what is stored is no more, or may be no more, what was last read, whatever becomes of `open`: the
    /// backend said so, or an earlier save or a wish to delete is as open.
    pub outdated: bool,
}

/// What the admin is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(clippy::large_enum_variant, reason = "there is one of it, and Ready is boxed already")]
pub enum Task {
    /// Entering a token: the first one, or one to replace the stored one.
    Entering(Entry),
    /// Looking at the stored one.
    Watching(Stored),
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Done {
    /// A token was saved where none was.
    Connected,
    /// The stored token was replaced.
    Replaced,
    /// The stored token was checked again.
    CheckedAgain,
    /// The stored token was deleted.
    Disconnected,
    /// The stored token was looked at, and another one was there.
    Newer,
    /// The stored token was looked at, and there was none.
    Gone,
}

impl State {
    /// The panel before anything is known, and the call that begins it.
    #[must_use]
    pub fn begin() -> (Self, Effect) {
        (Self { phase: Phase::Loading(FIRST), next: FIRST.0 + 1 }, Effect::Load(FIRST))
    }

    /// How far the panel has come.
    #[must_use]
    pub fn phase(&self) -> &Phase {
        &self.phase
    }

    /// The panel with its settings, once they are here.
    #[must_use]
    pub fn ready(&self) -> Option<&Ready> {
        match &self.phase {
            Phase::Ready(ready) => Some(ready),
            Phase::Loading(_) | Phase::LoadFailed(_) => None,
        }
    }

    /// What can be said of the draft, where nothing but that hangs on it: while it stays the same, typing changes only
    /// the length and the last four.
    #[must_use]
    pub fn calm(&self) -> Option<(Verdict, Removed, bool)> {
        let ready = self.ready()?;
        let entry = ready.entry()?;
        let is_calm = ready.done.is_none() && (&entry.check, &entry.save) == (&Check::None, &Save::Idle);
        is_calm.then(|| (entry.draft.verdict(), entry.draft.removed(), entry.left))
    }

    /// True while leaving would lose something that was typed.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.ready().and_then(Ready::entry).is_some_and(|entry| !entry.draft.is_empty())
    }
}

impl Ready {
    /// The panel for settings that were just read.
    #[must_use]
    pub fn new(saved: Saved) -> Self {
        let task = Task::at_rest(&saved.settings);
        Self { saved, task, done: None, open: None, outdated: false }
    }

    /// What is being entered, if anything is.
    #[must_use]
    pub fn entry(&self) -> Option<&Entry> {
        match &self.task {
            Task::Entering(entry) => Some(entry),
            Task::Watching(_) => None,
        }
    }

    /// What is done with the stored token, where that is what is looked at.
    #[must_use]
    pub fn stored(&self) -> Option<&Stored> {
        match &self.task {
            Task::Entering(_) => None,
            Task::Watching(stored) => Some(stored),
        }
    }

    /// The report to show: of the text in the field, or of the stored token.
    #[must_use]
    pub fn report(&self) -> Option<&TokenReport> {
        match &self.task {
            Task::Entering(entry) => entry.check.report(),
            Task::Watching(_) => self.saved.settings.token.as_ref().map(|token| &token.report),
        }
    }

    /// What the save of the text in the field demanded that failed, or of which nobody knows. Saving it once more is to
    /// be the same save, also where the admin has agreed to something for it.
    #[must_use]
    pub fn demanded(&self) -> Option<(SaveCheck, OtherApp)> {
        let entry = self.entry()?;
        let sent = match &entry.save {
            Save::Failed(_, sent) => Some(sent),
            _ => self.open.as_ref(),
        };
        sent.filter(|sent| sent.draft.same_text(&entry.draft)).map(|sent| (sent.check, sent.other_app))
    }

    /// True while nobody knows what became of `sent`.
    #[must_use]
    pub fn is_open(&self, sent: &Sent) -> bool {
        self.open.as_ref().is_some_and(|open| open.intent == sent.intent)
    }

    /// True while `saved` may not be what is stored.
    #[must_use]
    pub fn is_unsure(&self) -> bool {
        self.open.is_some() || self.outdated
    }

    /// Keeps in mind a save of which nobody knows, with what is to be known of an older one.
    fn leave_open(&mut self, sent: Sent) {
        self.outdated |= self.open.as_ref().is_some_and(|older| older.intent != sent.intent);
        self.open = Some(sent);
    }

    /// Takes what was just read for what is stored, whatever became of a save.
    fn read(&mut self, saved: Saved) {
        self.saved = saved;
        self.open = None;
        self.outdated = false;
    }

    /// The app of the stored token, and the one of the token in the field, as far as they are known.
    #[must_use]
    pub fn apps(&self) -> (Option<&App>, Option<&App>) {
        let stored = self.saved.settings.token.as_ref().and_then(|token| token.app.as_ref());
        let entered = self.entry().and_then(|entry| entry.check.report()).and_then(|report| report.facts.app.as_ref());
        (stored, entered)
    }

    /// True where saving would switch to another app.
    #[must_use]
    pub fn switches_app(&self) -> bool {
        matches!(self.apps(), (Some(stored), Some(entered)) if stored.id != entered.id)
    }

    /// True where a stored token is about to be replaced.
    #[must_use]
    pub fn is_replacing(&self) -> bool {
        self.entry().is_some() && self.saved.settings.token.is_some()
    }
}

impl Task {
    /// Where the panel rests: at the stored token, or at an empty field.
    #[must_use]
    pub fn at_rest(settings: &Settings) -> Self {
        if settings.token.is_some() { Self::Watching(Stored::default()) } else { Self::Entering(Entry::default()) }
    }
}
