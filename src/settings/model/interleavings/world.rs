//! A small world that plays the browser and the backend.
//!
//! It keeps the calls that the model has ordered, and answers or fails them in any order, late ones too. Every
//! report names its token in `facts.app`, so that a verdict for another text is seen at once.

#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use super::super::*;
use crate::settings::draft::Draft;
use contract::access_token::{Removed, SecretText};
use contract::finding::Finding;
use contract::problem::{Code, Problem};
use contract::report::{App, Facts};
use contract::settings::{Account, Graph, Project, ProjectKey, StoredToken};
use contract::timestamp::Timestamp;

/// One thing that the admin or the network does.
#[derive(Clone, Debug)]
#[expect(clippy::large_enum_variant, reason = "some dozens of them live for a moment")]
pub(super) enum Move {
    Type(u8),
    Paste(u8),
    Press(Event),
    /// The call at this place among the open ones ends: well, refused, or not at all.
    Answer(usize, Answer),
}

#[derive(Clone, Copy, Debug)]
pub(super) enum Answer {
    Good,
    Bad,
    Unknown,
    Changed,
    OtherApp,
    Lost,
    /// Done, and nobody hears of it.
    LostAndDone,
    Limited,
}

#[derive(Clone, Debug)]
enum Call {
    Load(Attempt),
    Check(Attempt, String),
    Save(Attempt, Saving),
    CheckAgain(Attempt),
    Disconnect(Attempt),
}

pub(super) struct World {
    pub(super) state: State,
    calls: Vec<Call>,
    pub(super) stored: Option<String>,
    version: u64,
    /// The field as the admin sees it.
    typed: Option<String>,
    pub(super) presses: usize,
    pub(super) saves: usize,
    /// Intents that were answered for good: they must never be sent again.
    answered: Vec<Intent>,
    /// Intents that were done although their answer was lost.
    done: Vec<Intent>,
    /// The last save, where nobody knows what became of it and nothing was decided since.
    open: Option<Saving>,
}

pub(super) fn text(n: u8) -> String {
    match n % 6 {
        0 => String::new(),
        1 => "12345".into(),
        n => format!("EAASANDBOX{}{n}", "x7Q".repeat(40)),
    }
}

fn report(token: &str, findings: &[Finding]) -> TokenReport {
    let app = Some(App { id: token.to_owned(), name: None });
    let at = Timestamp::from_unix(1_795_000_000).unwrap();
    TokenReport::new(at, findings.iter().copied(), Facts { app, ..Facts::default() })
}

fn good(token: &str) -> TokenReport {
    report(token, &[Finding::Reached, Finding::Accepted, Finding::MessagingGranted, Finding::ManagementGranted])
}

fn refused(code: Code, report: Option<TokenReport>) -> Error {
    Error::Refused(Box::new(Problem { report, ..Problem::new(code, "") }))
}

impl World {
    pub(super) fn new() -> Self {
        let (state, first) = State::begin();
        let mut world = Self {
            state,
            calls: vec![],
            stored: None,
            version: 0,
            typed: None,
            presses: 0,
            saves: 0,
            answered: vec![],
            done: vec![],
            open: None,
        };
        world.order(vec![first]);
        world.answer(0, Answer::Good);
        world
    }

    fn saved(&self) -> Saved {
        let at = Timestamp::from_unix(1_795_000_000).unwrap();
        let token = self.stored.as_ref().map(|token| StoredToken {
            last_four: token[token.len() - 4..].to_owned(),
            app: Some(App { id: token.clone(), name: None }),
            saved_by: Account { id: "local".into(), name: None },
            saved_at: at,
            report: good(token),
            accepted_at: Some(at),
            refused_at: None,
            used_elsewhere: false,
        });
        let project = Project { key: ProjectKey::parse("SUP").unwrap(), name: None, site: None };
        Saved { settings: Settings { project, graph: Graph::Sandbox, token }, version: self.version.to_string(), at }
    }

    fn tell(&mut self, event: Event) {
        let mut before = self.state.clone();
        let effects = self.state.update(event);
        if before.calm().is_some() && before.calm() == self.state.calm() {
            let (Phase::Ready(old), Phase::Ready(new)) = (&mut before.phase, &self.state.phase) else { return };
            let (Task::Entering(old), Task::Entering(new)) = (&mut old.task, &new.task) else { return };
            old.draft = new.draft.clone();
            assert_eq!((before, &effects[..]), (self.state.clone(), &[][..]), "what is not drawn anew has changed");
        }
        self.order(effects);
    }

    fn order(&mut self, effects: Vec<Effect>) {
        for effect in effects {
            match effect {
                Effect::Load(attempt) => self.calls.push(Call::Load(attempt)),
                Effect::Check(attempt, token) => self.calls.push(Call::Check(attempt, token.expose().to_owned())),
                Effect::Save(attempt, saving) => {
                    assert!(!self.calls.iter().any(|c| matches!(c, Call::Save(..))), "two saves at once");
                    assert!(!self.answered.contains(&saving.intent), "an intent that was answered is sent again");
                    if let Some(open) = self.open.take() {
                        let same = Saving { intent: open.intent, ..saving.clone() } == open;
                        assert!(!same || saving.intent == open.intent, "the same is asked for with another intent");
                    }
                    self.saves += 1;
                    self.calls.push(Call::Save(attempt, saving));
                }
                Effect::CheckAgain(attempt) => self.calls.push(Call::CheckAgain(attempt)),
                Effect::Disconnect(attempt, _) => self.calls.push(Call::Disconnect(attempt)),
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
            Call::Load(attempt) => Event::Loaded(attempt, self.result(answer, None)),
            Call::Check(attempt, token) => Event::Checked(
                attempt,
                match answer {
                    Answer::Bad => Ok(report(&token, &[Finding::Reached, Finding::Revoked])),
                    Answer::Unknown => Ok(report(&token, &[Finding::MetaDown])),
                    Answer::Lost | Answer::LostAndDone | Answer::Changed => Err(Error::CutOff),
                    Answer::Limited => Err(refused(Code::TooManyRequests, None)),
                    Answer::Good | Answer::OtherApp => Ok(good(&token)),
                },
            ),
            Call::Save(attempt, saving) => {
                let token = saving.token.expose().to_owned();
                let again = self.done.contains(&saving.intent);
                if matches!(answer, Answer::Good | Answer::LostAndDone) && !again {
                    self.stored = Some(token.clone());
                    self.version += 1;
                    self.done.push(saving.intent);
                }
                if matches!(answer, Answer::Lost | Answer::LostAndDone) {
                    self.open = Some(saving);
                } else {
                    self.answered.push(saving.intent);
                }
                Event::Saved(attempt, self.result(answer, Some(&token)))
            }
            Call::CheckAgain(attempt) => Event::CheckedAgain(attempt, self.result(answer, None)),
            Call::Disconnect(attempt) => {
                if matches!(answer, Answer::Good | Answer::LostAndDone) {
                    self.stored = None;
                    self.version += 1;
                }
                Event::Disconnected(attempt, self.result(answer, None))
            }
        };
        self.tell(event);
    }

    fn result(&self, answer: Answer, token: Option<&str>) -> Result<Saved, Error> {
        let about = |findings: &[Finding]| token.map(|token| report(token, findings));
        match answer {
            Answer::Good => Ok(self.saved()),
            Answer::Bad => Err(refused(Code::TokenRefused, about(&[Finding::Reached, Finding::Revoked]))),
            Answer::Unknown => Err(refused(Code::CouldNotCheck, about(&[Finding::MetaDown]))),
            Answer::Changed => Err(refused(Code::Changed, None)),
            Answer::OtherApp => Err(refused(Code::OtherApp, token.map(good))),
            Answer::Lost | Answer::LostAndDone => Err(Error::CutOff),
            Answer::Limited => Err(refused(Code::TooManyRequests, None)),
        }
    }

    pub(super) fn play(&mut self, a_move: &Move) {
        let writable = self.state.ready().is_some_and(|ready| ready.entry().is_some());
        match a_move {
            Move::Type(n) | Move::Paste(n) if writable => {
                let draft = Draft::pasted(SecretText::new(text(*n)), Removed::default());
                self.typed = Some(text(*n));
                if matches!(a_move, Move::Paste(_)) {
                    self.tell(Event::Pasted(draft));
                } else {
                    self.tell(Event::Typed(draft));
                }
            }
            Move::Type(_) | Move::Paste(_) => {}
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
        let Some(ready) = self.state.ready() else { return };
        let Some(entry) = ready.entry() else {
            (self.typed, self.open) = (None, None);
            return;
        };
        let typed = self.typed.clone().unwrap_or_default();
        let decided = matches!(entry.save, Save::Blocked(_) | Save::AskingOtherApp(_));
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
    }
}
