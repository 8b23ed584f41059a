//! The panel's state, and how it changes.
//!
//! [`State::update`] is the only place that changes anything, and it's pure. Two rules carry the rest: a check belongs
//! to the text it was made for and goes when that text changes, and a response counts only if its [`RequestId`] is the
//! one that is waited for.

use crate::Error;
use crate::event::{Action, Command, Event};
use crate::outbox::{Outbox, RequestId};
use crate::token::{Certainty, Editing, Viewing};
use contract::report::{App, TokenReport};
use contract::settings::{Settings, StoredToken};
use contract::timestamp::Timestamp;

/// How long a report counts as current, in seconds.
const REPORT_LIFETIME: i64 = 5 * 60;

/// What a request for the settings brought.
pub(crate) type SettingsResult = Result<SavedSettings, Error>;

/// The settings as the backend has them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedSettings {
    pub settings: Settings,
    /// The `ETag` they came with. A save names the version it replaces.
    pub version: String,
    /// When they came, by the browser's clock.
    pub at: Timestamp,
}

/// The whole panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct State {
    phase: Phase,
    /// The last number that was given to a request or a save.
    last_number: u64,
}

/// How far the panel has come.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The settings are being read.
    Loading(RequestId),
    /// They couldn't be read.
    LoadFailed(Error),
    /// They are here.
    Ready(Box<Ready>),
}

/// The panel with its settings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ready {
    /// The settings as last read.
    pub saved: SavedSettings,
    /// Whether they are what the backend has.
    pub certainty: Certainty,
    pub task: Task,
    /// What was just done, until the admin does the next thing.
    pub last_action: Option<LastAction>,
}

/// What the admin is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(
    not(target_arch = "wasm32"),
    expect(clippy::large_enum_variant, reason = "there is one of it, and Ready is boxed already")
)]
pub enum Task {
    /// Entering a token: the first one, or one that replaces the saved one.
    Editing(Editing),
    /// Viewing the saved token.
    Viewing(Viewing),
}

/// What was just done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LastAction {
    /// The first token was saved.
    Connected,
    /// The saved token was replaced.
    Replaced,
    /// The saved token was checked again.
    CheckedAgain,
    /// The saved token was deleted.
    Disconnected,
    /// The saved token was looked at, and it was another one.
    FoundAnother,
    /// The saved token was looked at, and there was none.
    FoundNone,
}

impl State {
    /// The panel before anything is known, and the command that starts it.
    #[must_use]
    pub fn begin() -> (Self, Command) {
        let request = RequestId::INITIAL_LOAD;
        (Self { phase: Phase::Loading(request), last_number: request.0 }, Command::Load(request))
    }

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

    /// True while leaving the page would lose text that was typed.
    #[must_use]
    pub fn is_dirty(&self) -> bool {
        self.ready().and_then(Ready::editing).is_some_and(|editing| !editing.draft.is_empty())
    }

    /// Takes in what happened. Returns what to do about it.
    pub fn update(&mut self, event: Event) -> Vec<Command> {
        let mut outbox = Outbox::new(&mut self.last_number);
        match (&mut self.phase, event) {
            (_, Event::Pressed(Action::Reload)) => outbox.send(Command::Reload),
            (Phase::Loading(awaited), Event::Loaded(request, result)) if *awaited == request => {
                self.phase = match result {
                    Ok(saved) => Phase::Ready(Box::new(Ready::open(saved, &mut outbox))),
                    Err(error) => Phase::LoadFailed(error),
                };
            }
            (Phase::LoadFailed(_), Event::Pressed(Action::Retry)) => {
                self.phase = Phase::Loading(outbox.request(Command::Load));
            }
            (Phase::Ready(ready), event) => ready.update(event, &mut outbox),
            (Phase::Loading(_) | Phase::LoadFailed(_), _) => {}
        }
        outbox.commands
    }
}

impl Ready {
    /// The panel for settings that were just read. An old report is renewed: the admin wants to know how things are now.
    fn open(saved: SavedSettings, outbox: &mut Outbox<'_>) -> Self {
        let mut ready = Self::new(saved);
        let is_old = |token: &StoredToken| ready.saved.at.unix() - token.report.checked_at.unix() >= REPORT_LIFETIME;
        if ready.saved.settings.token.as_ref().is_some_and(is_old) {
            ready.task = Task::Viewing(Viewing::start_check(outbox));
        }
        ready
    }

    pub(crate) fn new(saved: SavedSettings) -> Self {
        let task = Task::first(&saved.settings);
        Self { saved, task, certainty: Certainty::Known, last_action: None }
    }

    fn update(&mut self, event: Event, outbox: &mut Outbox<'_>) {
        if let Event::Pressed(_) | Event::Typed(_) | Event::Pasted(_) = event {
            self.last_action = None;
        }
        match self.task {
            Task::Editing(_) => self.update_editing(event, outbox),
            Task::Viewing(_) => self.update_viewing(event, outbox),
        }
    }

    /// Replaces the settings by the ones that were just read.
    pub(crate) fn replace_saved(&mut self, saved: SavedSettings) {
        self.saved = saved;
        self.certainty = Certainty::Known;
    }

    /// Ends the task with the settings that were just read.
    pub(crate) fn finish_task(&mut self, saved: SavedSettings, action: LastAction) {
        self.task = Task::first(&saved.settings);
        self.replace_saved(saved);
        self.last_action = Some(action);
    }

    /// The token that is being entered, if one is.
    #[must_use]
    pub fn editing(&self) -> Option<&Editing> {
        match &self.task {
            Task::Editing(editing) => Some(editing),
            Task::Viewing(_) => None,
        }
    }

    /// What is done with the saved token, if it's on screen.
    #[must_use]
    pub fn viewing(&self) -> Option<&Viewing> {
        match &self.task {
            Task::Editing(_) => None,
            Task::Viewing(viewing) => Some(viewing),
        }
    }

    /// The report to show: of the text in the field, or of the saved token.
    #[must_use]
    pub fn report(&self) -> Option<&TokenReport> {
        match &self.task {
            Task::Editing(editing) => editing.check.report(),
            Task::Viewing(_) => self.saved.settings.token.as_ref().map(|token| &token.report),
        }
    }

    /// The app of the saved token, and the app of the token in the field, as far as they are known.
    #[must_use]
    pub fn apps(&self) -> (Option<&App>, Option<&App>) {
        let saved = self.saved.settings.token.as_ref().and_then(|token| token.app.as_ref());
        let entered = self.editing().and_then(|editing| editing.check.report()).and_then(|r| r.facts.app.as_ref());
        (saved, entered)
    }

    /// True if saving would switch to another app.
    #[must_use]
    pub fn switches_app(&self) -> bool {
        matches!(self.apps(), (Some(saved), Some(entered)) if saved.id != entered.id)
    }

    /// True while a token is entered that replaces the saved one.
    #[must_use]
    pub fn is_replacing(&self) -> bool {
        self.editing().is_some() && self.saved.settings.token.is_some()
    }
}

impl Task {
    /// Viewing the saved token, or entering the first one.
    fn first(settings: &Settings) -> Self {
        if settings.token.is_some() { Self::Viewing(Viewing::Idle) } else { Self::Editing(Editing::default()) }
    }
}
