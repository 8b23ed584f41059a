//! The transitions: one event in, the next state and what there is to do out.
//!
//! This file holds the loading and the routing; what concerns entering a token or the stored one stands in
//! `entering.rs` and `watching.rs`.

use super::{Act, Attempt, Done, Effect, Event, FIRST, Phase, Ready, Save, Saved, State, Stored, Task};
use crate::Error;

/// Hands out the numbers of attempts and intents; none is ever used twice.
pub(super) struct Numbers<'a>(&'a mut u64);

impl Numbers<'_> {
    pub(super) fn next(&mut self) -> u64 {
        let number = *self.0;
        *self.0 += 1;
        number
    }

    pub(super) fn attempt(&mut self) -> Attempt {
        Attempt(self.next())
    }
}

impl State {
    /// Takes note of what happened, and says what there is to do.
    pub fn update(&mut self, event: Event) -> Vec<Effect> {
        let mut numbers = Numbers(&mut self.next);
        match (&mut self.phase, event) {
            (Phase::Loading(waiting), Event::Loaded(attempt, result)) if *waiting == attempt => {
                let (phase, mut effects) = match result {
                    Ok(saved) => {
                        let mut ready = Box::new(Ready::new(saved));
                        let effects = ready.look_again(&mut numbers);
                        (Phase::Ready(ready), effects)
                    }
                    Err(error) => (Phase::LoadFailed(error), Vec::new()),
                };
                self.phase = phase;
                // What was pressed to come here is gone.
                effects.extend((attempt != FIRST).then_some(Effect::FocusStatus));
                effects
            }
            (Phase::LoadFailed(_), Event::PressedRetry) => {
                let attempt = numbers.attempt();
                self.phase = Phase::Loading(attempt);
                vec![Effect::Load(attempt)]
            }
            (Phase::Ready(ready), event) => ready.update(event, &mut numbers),
            (Phase::Loading(_) | Phase::LoadFailed(_), _) => Vec::new(),
        }
    }
}

impl Ready {
    fn update(&mut self, event: Event, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        match event {
            Event::Typed(draft) => self.changed_text(draft, false, numbers),
            Event::Pasted(draft) => self.changed_text(draft, true, numbers),
            Event::LeftField => self.left_field(),
            Event::PressedCheck => self.pressed_check(numbers),
            Event::Checked(attempt, result) => self.checked(attempt, result),
            Event::PressedSave => self.pressed_save(numbers),
            Event::PressedSaveWithoutCheck => self.pressed_save_without_check(numbers),
            Event::AgreedToOtherApp => self.agreed_to_other_app(numbers),
            Event::DeclinedOtherApp => self.declined_other_app(),
            Event::Saved(attempt, result) => self.saved(attempt, result, numbers),
            Event::PressedReplace => self.pressed_replace(),
            Event::PressedKeep => self.pressed_keep(numbers),
            Event::PressedCheckAgain => self.pressed_check_again(numbers),
            Event::CheckedAgain(attempt, result) => self.checked_again(attempt, result, numbers),
            Event::PressedDisconnect => self.pressed_disconnect(),
            Event::AgreedToDisconnect => self.agreed_to_disconnect(numbers),
            Event::DeclinedDisconnect => self.declined_disconnect(),
            Event::Disconnected(attempt, result) => self.disconnected(attempt, result, numbers),
            Event::Loaded(attempt, result) => self.reread(attempt, result, numbers),
            Event::PressedRetry => Vec::new(),
        }
    }

    /// What somebody else did in the meantime is here. What is being typed stays.
    fn reread(&mut self, attempt: Attempt, result: Result<Saved, Error>, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        match &mut self.task {
            Task::Entering(entry) if matches!(entry.save, Save::Rereading(waiting) if waiting == attempt) => {
                entry.save = if result.is_ok() { Save::Changed } else { Save::ChangedUnread };
                if let Ok(saved) = result {
                    self.read(saved);
                }
                Vec::new()
            }
            Task::Watching(Stored { act: Act::Checking(_) }) => self.checked_again(attempt, result, numbers),
            Task::Watching(stored) => {
                let Some(gone) = stored.reread(attempt, &self.saved, result.as_ref()) else { return Vec::new() };
                if let Ok(saved) = result {
                    self.read(saved);
                }
                if gone { self.rest(Done::Disconnected) } else { Vec::new() }
            }
            Task::Entering(_) => Vec::new(),
        }
    }

    /// Ends a task; what held the focus is gone, so the status gets it.
    pub(super) fn rest(&mut self, done: Done) -> Vec<Effect> {
        self.task = Task::at_rest(&self.saved.settings);
        self.done = Some(done);
        vec![Effect::FocusStatus]
    }
}
