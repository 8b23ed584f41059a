//! A small world that plays the browser and the admin.
//!
//! It keeps the calls that the model has ordered, and answers or fails them in any order, late ones too. Every
//! report names its token in `facts.app`, so that a verdict for another text is seen at once.

use super::backend::{Answer, Backend, good, refused, report, text};
use crate::token::Draft;
use crate::token::{Check, Editing, Save, SaveOrder, Viewing};
use crate::{Action, Command, Error, Event, IdempotencyKey, Phase, RequestId, State, Task};
use contract::access_token::{Removed, SecretText};
use contract::finding::Finding;
use contract::problem::Code;

/// One thing that the admin or the network does.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "some dozens of them live for a moment")]
pub(super) enum Move {
    Type(u8),
    Paste(u8),
    Press(Event),
    /// Somebody else saves this text, or disconnects.
    Other(Option<u8>),
    /// The call at this place among the open ones ends: well, refused, or not at all.
    Answer(usize, Answer),
}

#[derive(Clone, Debug)]
enum Call {
    Load(RequestId),
    Check(RequestId, String),
    Save(RequestId, SaveOrder),
    CheckAgain(RequestId),
    Disconnect(RequestId, String),
}

pub(super) struct World {
    pub(super) state: State,
    calls: Vec<Call>,
    pub(super) backend: Backend,
    /// The field as the admin sees it.
    typed: Option<String>,
    pub(super) presses: usize,
    pub(super) saves: usize,
    /// Intents that were answered for good: they must never be sent again.
    answered: Vec<IdempotencyKey>,
    /// The last save, where nobody knows what became of it and nothing was decided since.
    open: Option<SaveOrder>,
    /// True from a change that was made without a word, or that the page was told of, until it has read what is stored.
    is_behind: bool,
    /// True while the draft may go: it was saved, or the admin keeps the stored token.
    may_forget: bool,
}

impl World {
    pub(super) fn new() -> Self {
        let (state, first) = State::begin();
        let mut world = Self {
            state,
            calls: vec![],
            backend: Backend::default(),
            typed: None,
            presses: 0,
            saves: 0,
            answered: vec![],
            open: None,
            is_behind: false,
            may_forget: false,
        };
        world.order(vec![first], None);
        world
    }

    fn tell(&mut self, event: Event) {
        let mut before = self.state.clone();
        let pressed = Some(event.clone());
        let effects = self.state.update(event);
        if before.calm().is_some() && before.calm() == self.state.calm() {
            let (Phase::Ready(old), Phase::Ready(new)) = (&mut before.phase, &self.state.phase) else { return };
            let (Task::Editing(old), Task::Editing(new)) = (&mut old.task, &new.task) else { return };
            old.draft = new.draft.clone();
            assert_eq!((before, &effects[..]), (self.state.clone(), &[][..]), "what is not drawn anew has changed");
        }
        self.order(effects, pressed.as_ref());
    }

    fn order(&mut self, effects: Vec<Command>, by: Option<&Event>) {
        for effect in effects {
            match effect {
                Command::Load(attempt) => self.calls.push(Call::Load(attempt)),
                Command::Check(attempt, token) => self.calls.push(Call::Check(attempt, token.expose().to_owned())),
                Command::Save(attempt, saving) => {
                    assert!(!self.calls.iter().any(|c| matches!(c, Call::Save(..))), "two saves at once");
                    assert!(!self.answered.contains(&saving.key), "an intent that was answered is sent again");
                    assert!(self.backend.has_had(&saving.version), "a version that nobody was told of");
                    assert_eq!(Some(saving.token.expose()), self.typed.as_deref(), "another text is saved");
                    if let Some(open) = &self.open {
                        let same_text = (&open.token, &open.version) == (&saving.token, &saving.version);
                        let again = same_text && by == Some(&Event::Pressed(Action::Save));
                        let same = again || SaveOrder { key: open.key, ..saving.clone() } == *open;
                        assert!(!same || saving.key == open.key, "the same is asked for with another intent");
                        self.open = self.open.take().filter(|open| open.key == saving.key);
                    }
                    self.saves += 1;
                    self.calls.push(Call::Save(attempt, saving));
                }
                Command::CheckAgain(attempt) => self.calls.push(Call::CheckAgain(attempt)),
                Command::Disconnect(attempt, version) => self.calls.push(Call::Disconnect(attempt, version)),
                Command::CancelCheck | Command::Reload | Command::FocusField | Command::FocusStatus => {}
            }
        }
    }

    fn answer(&mut self, place: usize, answer: Answer) {
        if self.calls.is_empty() {
            return;
        }
        let call = self.calls.remove(place % self.calls.len());
        let event = match call {
            Call::Load(attempt) => Event::Loaded(attempt, self.backend.result(answer, None)),
            Call::Check(attempt, token) => Event::Checked(
                attempt,
                match answer {
                    Answer::Bad => Ok(report(&token, &[Finding::Reached, Finding::Revoked])),
                    Answer::Unknown => Ok(report(&token, &[Finding::MetaDown])),
                    Answer::Lost | Answer::LostAndDone | Answer::Changed => Err(Error::CutOff),
                    Answer::Limited => Err(refused(Code::TooManyRequests, None)),
                    Answer::HostSilent => Err(Error::HostSilent),
                    Answer::Good | Answer::OtherApp => Ok(good(&token)),
                },
            ),
            Call::Save(attempt, saving) => self.end_of_save(attempt, saving, answer),
            Call::CheckAgain(attempt) if self.backend.stored.is_none() && matches!(answer, Answer::Good) => {
                self.is_behind |= waited_for(&self.state) == Some(attempt);
                Event::CheckedAgain(attempt, Err(refused(Code::NothingStored, None)))
            }
            Call::CheckAgain(attempt) => Event::CheckedAgain(attempt, self.backend.result(answer, None)),
            Call::Disconnect(attempt, version) => {
                let answer = self.backend.disconnect(&version, answer);
                self.is_behind |= matches!(answer, Answer::LostAndDone | Answer::Changed);
                Event::Disconnected(attempt, self.backend.result(answer, None))
            }
        };
        self.tell(event);
    }

    fn end_of_save(&mut self, attempt: RequestId, saving: SaveOrder, answer: Answer) -> Event {
        let token = saving.token.expose().to_owned();
        let answer = self.backend.save(&saving, answer);
        self.is_behind |= matches!(answer, Answer::LostAndDone | Answer::Changed);
        self.may_forget = matches!(answer, Answer::Good) && self.typed.as_ref() == Some(&token);
        match answer {
            Answer::Lost | Answer::LostAndDone => self.open = Some(saving),
            Answer::Limited | Answer::HostSilent => {}
            Answer::Good | Answer::Bad | Answer::Unknown | Answer::Changed | Answer::OtherApp => {
                self.open = None;
                self.answered.push(saving.key);
            }
        }
        Event::Saved(attempt, self.backend.result(answer, Some(&token)))
    }

    pub(super) fn play(&mut self, a_move: &Move) {
        let writable = self.state.ready().is_some_and(|ready| ready.editing().is_some());
        self.may_forget = matches!(a_move, Move::Press(Event::Pressed(Action::Keep)));
        match a_move {
            Move::Type(n) | Move::Paste(n) if writable => {
                let removed = Removed { line_breaks: u32::from(n / 6 % 2), ..Removed::default() };
                let draft = Draft::pasted(SecretText::new(text(*n)), removed);
                self.typed = Some(text(*n));
                if matches!(a_move, Move::Paste(_)) {
                    self.tell(Event::Pasted(draft));
                } else {
                    self.tell(Event::Typed(draft));
                }
            }
            Move::Type(_) | Move::Paste(_) => {}
            Move::Other(what) => self.backend.change(what.map(|n| text(2 + n % 4))),
            Move::Press(event) => {
                let before = self.saves;
                let saves = matches!(
                    event,
                    Event::Pressed(Action::Save)
                        | Event::Pressed(Action::SaveWithoutCheck)
                        | Event::Pressed(Action::ConfirmOtherApp)
                );
                self.presses += usize::from(saves);
                self.tell(event.clone());
                assert!(self.saves - before <= usize::from(saves), "a save that nobody asked for");
            }
            Move::Answer(place, answer) => {
                let before = self.saves;
                self.answer(*place, *answer);
                assert_eq!(self.saves, before, "an answer caused a save");
            }
        }
    }

    /// What has to hold after every single move.
    pub(super) fn holds(&mut self) {
        let open: Vec<RequestId> = self.calls.iter().map(Call::attempt).collect();
        assert!(waited_for(&self.state).is_none_or(|attempt| open.contains(&attempt)), "nobody will ever answer");
        let Some(ready) = self.state.ready() else { return };
        self.is_behind &= ready.saved.version != self.backend.version();
        assert!(!self.is_behind || !ready.certainty.is_known(), "an older token is shown as the stored one");
        let Some(editing) = ready.editing() else {
            let lost = self.typed.take().filter(|typed| !typed.is_empty() && !self.may_forget);
            assert_eq!(lost, None, "a draft is lost");
            self.open = None;
            return;
        };
        let typed = self.typed.clone().unwrap_or_default();
        let decided = matches!(editing.save, Save::Blocked(_));
        if decided || self.open.as_ref().is_some_and(|open| open.token.expose() != typed) {
            self.open = None;
        }
        assert!(
            editing.draft.same_text(&Draft::typed(SecretText::new(typed.clone()))),
            "the draft is not what was typed"
        );
        if let Some(report) = editing.check.report() {
            let about = report.facts.app.as_ref().map(|app| app.id.as_str());
            assert_eq!(about, Some(typed.as_str()), "a verdict for another text");
        }
        if let Save::Failed(error, sent) = &editing.save {
            assert!(!error.is_about_token() || sent.is_for(&editing.draft), "a refusal of another text");
        }
    }
}

impl Call {
    fn attempt(&self) -> RequestId {
        match self {
            Self::Load(attempt) | Self::Check(attempt, _) | Self::Save(attempt, _) => *attempt,
            Self::CheckAgain(attempt) | Self::Disconnect(attempt, _) => *attempt,
        }
    }
}

/// The call that the page says it is waiting for.
fn waited_for(state: &State) -> Option<RequestId> {
    let ready = match state.phase() {
        Phase::Loading(attempt) => return Some(*attempt),
        Phase::LoadFailed(_) => return None,
        Phase::Ready(ready) => ready,
    };
    match &ready.task {
        Task::Editing(Editing { save: Save::Saving(attempt, _), .. }) => Some(*attempt),
        Task::Editing(Editing { check: Check::Running(attempt), .. }) => Some(*attempt),
        Task::Viewing(Viewing::Checking(a) | Viewing::Disconnecting(a)) => Some(*a),
        Task::Editing(_) | Task::Viewing(_) => None,
    }
}
