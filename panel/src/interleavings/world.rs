//! A small world that plays the browser and the admin, and checks every promise after every move.

use super::backend::{Backend, Outcome};
use crate::token::{Check, Draft, Editing, Save, SaveOrder, Viewing};
use crate::{Action, Command, Event, IdempotencyKey, Phase, RequestId, State, Task};

/// One thing that the admin, someone else or the network does.
#[derive(Clone, Copy, Debug)]
pub(super) enum Move {
    Type(u8),
    Paste(u8),
    LeaveField,
    Press(Action),
    /// Someone else saves this text, or disconnects.
    SomeoneElse(Option<u8>),
    /// One of the running calls ends. 0 is the newest.
    Respond(usize, Outcome),
}

pub(super) struct World {
    pub(super) state: State,
    pub(super) backend: Backend,
    calls: Vec<Command>,
    /// The field as the admin sees it.
    typed: String,
    draft: Draft,
    pub(super) saves: usize,
    /// Keys of saves with a known outcome.
    settled: Vec<IdempotencyKey>,
    /// The last save, while it has got no response.
    unconfirmed: Option<SaveOrder>,
    /// True if the page knows or could know that the backend has other settings than those on screen.
    is_behind: bool,
    /// True if the page has a reason to doubt the settings on screen.
    has_doubt: bool,
}

/// The texts that are typed: none, one that isn't a token, and mostly one of two tokens.
pub(super) fn text(n: u8) -> String {
    match n % 8 {
        0 => String::new(),
        1 => "12345".into(),
        n => format!("EAASANDBOX{}{}", "x7Q".repeat(40), n % 2),
    }
}

impl World {
    pub(super) fn new() -> Self {
        let (state, load) = State::begin();
        Self {
            state,
            backend: Backend::default(),
            calls: vec![load],
            typed: String::new(),
            draft: Draft::default(),
            saves: 0,
            settled: vec![],
            unconfirmed: None,
            is_behind: false,
            has_doubt: false,
        }
    }

    pub(super) fn play(&mut self, moves: impl IntoIterator<Item = Move>) {
        for a_move in moves {
            self.step(a_move);
        }
    }

    /// Makes one move, and checks every promise.
    pub(super) fn step(&mut self, a_move: Move) {
        let saves = self.saves;
        self.make(a_move);
        let may_save = matches!(a_move, Move::Press(Action::Save | Action::SaveWithoutCheck | Action::ConfirmOtherApp));
        assert!(self.saves - saves <= usize::from(may_save), "a save that wasn't asked for");
        self.check(a_move);
    }

    fn make(&mut self, a_move: Move) {
        match a_move {
            Move::Type(n) | Move::Paste(n) if self.state.ready().is_some_and(|ready| ready.editing().is_some()) => {
                self.typed = text(n);
                self.draft = Draft::typed(&format!("{}{}", text(n), " ".repeat(usize::from(n / 8 % 2))));
                let event = if matches!(a_move, Move::Paste(_)) { Event::Pasted } else { Event::Typed };
                self.tell(event(self.draft.clone()));
            }
            Move::Type(_) | Move::Paste(_) => {}
            Move::LeaveField => self.tell(Event::LeftField),
            Move::Press(action) => self.tell(Event::Pressed(action)),
            Move::SomeoneElse(n) => self.backend.change(n.map(|n| text(2 + n % 2))),
            Move::Respond(age, outcome) if !self.calls.is_empty() => {
                self.respond(self.calls.len() - 1 - age % self.calls.len(), outcome);
            }
            Move::Respond(..) => {}
        }
    }

    fn respond(&mut self, position: usize, outcome: Outcome) {
        let call = self.calls.remove(position);
        let is_awaited = awaited(&self.state) == request(&call);
        let order = if let Command::Save(_, order) = &call { Some(order.clone()) } else { None };
        let is_read = !matches!(call, Command::Check(..));
        let may_change = matches!(call, Command::Save(..) | Command::Disconnect(..));
        let Some((outcome, event)) = self.backend.respond(call, outcome) else { return };
        if is_awaited && is_read {
            match outcome {
                Outcome::Good => (self.has_doubt, self.unconfirmed) = (false, None),
                Outcome::Changed => (self.has_doubt, self.is_behind) = (true, true),
                Outcome::Lost | Outcome::LostButDone => self.has_doubt |= may_change,
                _ => {}
            }
        }
        self.is_behind |= may_change && outcome == Outcome::LostButDone;
        if let Some(order) = order {
            if outcome == Outcome::Good && order.token.expose() == self.typed {
                self.clear_field();
            }
            if outcome.settles_save() {
                self.settled.push(order.key);
                self.unconfirmed.take_if(|unconfirmed| unconfirmed.key == order.key);
            } else if matches!(outcome, Outcome::Lost | Outcome::LostButDone) {
                self.unconfirmed = Some(order);
            }
        }
        self.tell(event);
    }

    fn tell(&mut self, event: Event) {
        let by_save_button = event == Event::Pressed(Action::Save);
        for command in self.state.update(event) {
            if let Command::Save(_, order) = &command {
                self.check_save(order, by_save_button);
                self.saves += 1;
                self.unconfirmed.take_if(|unconfirmed| unconfirmed.key != order.key);
            }
            if request(&command).is_some() {
                self.calls.push(command);
            }
        }
    }

    fn check_save(&self, order: &SaveOrder, by_save_button: bool) {
        assert!(!self.calls.iter().any(|call| matches!(call, Command::Save(..))), "two saves at once");
        assert!(!self.settled.contains(&order.key), "the key of a save with a known outcome is sent again");
        assert!(self.backend.has_had(&order.version), "a version that the page never received");
        assert_eq!(order.token.expose(), self.typed, "another text is saved");
        if let Some(unconfirmed) = &self.unconfirmed
            && (&unconfirmed.token, &unconfirmed.version) == (&order.token, &order.version)
        {
            let is_repeat = by_save_button || unconfirmed.options == order.options;
            assert!(!is_repeat || order == unconfirmed, "a repeat is another save");
        }
    }

    fn clear_field(&mut self) {
        self.typed.clear();
        self.draft = Draft::default();
    }

    /// What holds after every move.
    fn check(&mut self, a_move: Move) {
        let awaited = awaited(&self.state);
        assert!(awaited.is_none() || self.calls.iter().any(|call| request(call) == awaited), "a wait that never ends");
        let Some(ready) = self.state.ready() else { return };
        self.is_behind &= ready.saved.version != self.backend.version();
        assert!(!self.is_behind || !ready.certainty.is_known(), "an older token is shown as the saved one");
        assert!(ready.certainty.is_known() || self.has_doubt, "a doubt without a reason");
        let Some(editing) = ready.editing() else {
            assert!(self.typed.is_empty() || matches!(a_move, Move::Press(Action::Keep)), "a draft is lost");
            self.clear_field();
            return;
        };
        assert_eq!(editing.draft, self.draft, "the draft was changed");
        if let Some(report) = editing.check.report() {
            let about = report.facts.app.as_ref().map(|app| app.id.as_str());
            assert_eq!(about, Some(&*self.typed), "a report on another text");
        }
        if let Save::Failed(error, order) = &editing.save {
            assert!(!error.is_about_token() || order.is_for(&editing.draft), "a rejection of another text");
        }
    }
}

/// The request that the panel says it's waiting for.
fn awaited(state: &State) -> Option<RequestId> {
    let ready = match state.phase() {
        Phase::Loading(request) => return Some(*request),
        Phase::LoadFailed(_) => return None,
        Phase::Ready(ready) => ready,
    };
    match &ready.task {
        Task::Editing(Editing { save: Save::Saving(request, _), .. }) => Some(*request),
        Task::Editing(Editing { check: Check::Running(request), .. }) => Some(*request),
        Task::Viewing(Viewing::Checking(request) | Viewing::Disconnecting(request)) => Some(*request),
        Task::Editing(_) | Task::Viewing(_) => None,
    }
}

fn request(command: &Command) -> Option<RequestId> {
    match command {
        Command::Load(request) | Command::Check(request, _) | Command::Save(request, _) => Some(*request),
        Command::CheckAgain(request) | Command::Disconnect(request, _) => Some(*request),
        _ => None,
    }
}
