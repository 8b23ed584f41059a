//! A small world that plays the browser and the admin.
//!
//! It keeps the calls that the model has ordered, and answers or fails them in any order, late ones too. Every
//! report names its token in `facts.app`, so that a verdict for another text is seen at once.

use super::super::*;
use super::backend::{Answer, Backend, good, refused, report, text};
use crate::draft::Draft;
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
    Load(Attempt),
    Check(Attempt, String),
    Save(Attempt, Saving),
    CheckAgain(Attempt),
    Disconnect(Attempt, String),
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
    answered: Vec<Intent>,
    /// The last save, where nobody knows what became of it and nothing was decided since.
    open: Option<Saving>,
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
            let (Task::Entering(old), Task::Entering(new)) = (&mut old.task, &new.task) else { return };
            old.draft = new.draft.clone();
            assert_eq!((before, &effects[..]), (self.state.clone(), &[][..]), "what is not drawn anew has changed");
        }
        self.order(effects, pressed.as_ref());
    }

    fn order(&mut self, effects: Vec<Effect>, by: Option<&Event>) {
        for effect in effects {
            match effect {
                Effect::Load(attempt) => self.calls.push(Call::Load(attempt)),
                Effect::Check(attempt, token) => self.calls.push(Call::Check(attempt, token.expose().to_owned())),
                Effect::Save(attempt, saving) => {
                    assert!(!self.calls.iter().any(|c| matches!(c, Call::Save(..))), "two saves at once");
                    assert!(!self.answered.contains(&saving.intent), "an intent that was answered is sent again");
                    assert!(self.backend.has_had(&saving.version), "a version that nobody was told of");
                    assert_eq!(Some(saving.token.expose()), self.typed.as_deref(), "another text is saved");
                    if let Some(open) = &self.open {
                        let same_text = (&open.token, &open.version) == (&saving.token, &saving.version);
                        let again = same_text && by == Some(&Event::PressedSave);
                        let same = again || Saving { intent: open.intent, ..saving.clone() } == *open;
                        assert!(!same || saving.intent == open.intent, "the same is asked for with another intent");
                        self.open = self.open.take().filter(|open| open.intent == saving.intent);
                    }
                    self.saves += 1;
                    self.calls.push(Call::Save(attempt, saving));
                }
                Effect::CheckAgain(attempt) => self.calls.push(Call::CheckAgain(attempt)),
                Effect::Disconnect(attempt, version) => self.calls.push(Call::Disconnect(attempt, version)),
                Effect::AbortCheck | Effect::FocusField | Effect::FocusStatus => {}
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

    fn end_of_save(&mut self, attempt: Attempt, saving: Saving, answer: Answer) -> Event {
        let token = saving.token.expose().to_owned();
        let answer = self.backend.save(&saving, answer);
        self.is_behind |= matches!(answer, Answer::LostAndDone | Answer::Changed);
        self.may_forget = matches!(answer, Answer::Good) && self.typed.as_ref() == Some(&token);
        match answer {
            Answer::Lost | Answer::LostAndDone => self.open = Some(saving),
            Answer::Limited | Answer::HostSilent => {}
            Answer::Good | Answer::Bad | Answer::Unknown | Answer::Changed | Answer::OtherApp => {
                self.open = None;
                self.answered.push(saving.intent);
            }
        }
        Event::Saved(attempt, self.backend.result(answer, Some(&token)))
    }

    pub(super) fn play(&mut self, a_move: &Move) {
        let writable = self.state.ready().is_some_and(|ready| ready.entry().is_some());
        self.may_forget = matches!(a_move, Move::Press(Event::PressedKeep));
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
                let saves =
                    matches!(event, Event::PressedSave | Event::PressedSaveWithoutCheck | Event::AgreedToOtherApp);
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
        let open: Vec<Attempt> = self.calls.iter().map(Call::attempt).collect();
        assert!(waited_for(&self.state).is_none_or(|attempt| open.contains(&attempt)), "nobody will ever answer");
        let Some(ready) = self.state.ready() else { return };
        self.is_behind &= ready.saved.version != self.backend.version();
        assert!(!self.is_behind || ready.is_unsure(), "an older token is shown as the stored one");
        let Some(entry) = ready.entry() else {
            let lost = self.typed.take().filter(|typed| !typed.is_empty() && !self.may_forget);
            assert_eq!(lost, None, "a draft is lost");
            self.open = None;
            return;
        };
        let typed = self.typed.clone().unwrap_or_default();
        let decided = matches!(entry.save, Save::Blocked(_));
        if decided || self.open.as_ref().is_some_and(|open| open.token.expose() != typed) {
            self.open = None;
        }
        assert!(
            entry.draft.same_text(&Draft::typed(SecretText::new(typed.clone()))),
            "the draft is not what was typed"
        );
        if let Some(report) = entry.check.report() {
            let about = report.facts.app.as_ref().map(|app| app.id.as_str());
            assert_eq!(about, Some(typed.as_str()), "a verdict for another text");
        }
        if let Save::Failed(error, sent) = &entry.save {
            assert!(!error.is_about_the_token() || sent.draft.same_text(&entry.draft), "a refusal of another text");
        }
    }
}

impl Call {
    fn attempt(&self) -> Attempt {
        match self {
            Self::Load(attempt) | Self::Check(attempt, _) | Self::Save(attempt, _) => *attempt,
            Self::CheckAgain(attempt) | Self::Disconnect(attempt, _) => *attempt,
        }
    }
}

/// The call that the page says it is waiting for.
fn waited_for(state: &State) -> Option<Attempt> {
    let ready = match state.phase() {
        Phase::Loading(attempt) => return Some(*attempt),
        Phase::LoadFailed(_) => return None,
        Phase::Ready(ready) => ready,
    };
    match &ready.task {
        Task::Entering(Entry { save: Save::Saving(attempt, _) | Save::Rereading(attempt), .. }) => Some(*attempt),
        Task::Entering(Entry { check: Check::Running(attempt), .. }) => Some(*attempt),
        Task::Watching(Stored { act: Act::Checking(a) | Act::Disconnecting(a) | Act::Rereading(a) }) => Some(*a),
        Task::Entering(_) | Task::Watching(_) => None,
    }
}
