//! Transitions while the stored token is looked at.

use super::update::Numbers;
use super::{Act, Attempt, Done, Effect, Ready, Saved, Stored, Task};
use crate::Error;
use contract::problem::Code;
use contract::timestamp::Timestamp;

/// For how many seconds a report tells how things are.
const FRESH: i64 = 5 * 60;

impl Ready {
    fn watching(&mut self) -> Option<&mut Stored> {
        match &mut self.task {
            Task::Watching(stored) => Some(stored),
            Task::Entering(_) => None,
        }
    }

    /// A report that is not fresh says how things were. Whoever opens the page wants to know how they are.
    pub(super) fn look_again(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        let is_fresh = |checked_at: Timestamp| self.saved.at.unix() - checked_at.unix() < FRESH;
        if self.saved.settings.token.as_ref().is_some_and(|token| !is_fresh(token.report.checked_at)) {
            return self.pressed_check_again(numbers);
        }
        Vec::new()
    }

    pub(super) fn pressed_check_again(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        self.done = None;
        let Some(stored) = self.watching() else { return Vec::new() };
        if stored.act.is_busy() || matches!(stored.act, Act::Checking(_)) {
            return Vec::new();
        }
        let attempt = numbers.attempt();
        let told = matches!(stored.act, Act::CheckFailed(_));
        stored.act = Act::Checking(attempt);
        let mut effects = vec![Effect::CheckAgain(attempt)];
        effects.extend(told.then_some(Effect::FocusStatus));
        effects
    }

    pub(super) fn checked_again(
        &mut self,
        attempt: Attempt,
        result: Result<Saved, Error>,
        numbers: &mut Numbers<'_>,
    ) -> Vec<Effect> {
        let Some(stored) = self.watching() else { return Vec::new() };
        if stored.act != Act::Checking(attempt) {
            return Vec::new();
        }
        match result {
            Ok(saved) => {
                stored.act = Act::None;
                let replaced = self.saved.version != saved.version;
                self.read(saved);
                if self.saved.settings.token.is_none() {
                    return self.rest(Done::Gone);
                }
                self.done = Some(if replaced { Done::Newer } else { Done::CheckedAgain });
            }
            // What is on screen is stored no more, so that has to be read before anything is said.
            Err(error) if error.code() == Some(Code::NothingStored) => {
                let attempt = numbers.attempt();
                stored.act = Act::Checking(attempt);
                self.outdated = true;
                return vec![Effect::Load(attempt)];
            }
            Err(error) => stored.act = Act::CheckFailed(error),
        }
        Vec::new()
    }

    pub(super) fn pressed_disconnect(&mut self) -> Vec<Effect> {
        self.done = None;
        if let Some(stored) = self.watching()
            && !stored.act.is_busy()
        {
            stored.act = Act::AskingDisconnect { again: stored.act.offers_disconnect() };
        }
        Vec::new()
    }

    pub(super) fn agreed_to_disconnect(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        let version = self.saved.version.clone();
        let Some(stored) = self.watching() else { return Vec::new() };
        let Act::AskingDisconnect { again } = stored.act else { return Vec::new() };
        let attempt = numbers.attempt();
        stored.act = Act::Disconnecting(attempt);
        let mut effects = vec![Effect::Disconnect(attempt, version)];
        effects.extend(again.then_some(Effect::FocusStatus));
        effects
    }

    pub(super) fn declined_disconnect(&mut self) -> Vec<Effect> {
        let Some(stored) = self.watching() else { return Vec::new() };
        let Act::AskingDisconnect { again } = stored.act else { return Vec::new() };
        stored.act = Act::None;
        again.then_some(Effect::FocusStatus).into_iter().collect()
    }

    pub(super) fn disconnected(
        &mut self,
        attempt: Attempt,
        result: Result<Saved, Error>,
        numbers: &mut Numbers<'_>,
    ) -> Vec<Effect> {
        let Some(stored) = self.watching() else { return Vec::new() };
        if stored.act != Act::Disconnecting(attempt) {
            return Vec::new();
        }
        match result {
            Ok(saved) => {
                self.read(saved);
                self.rest(Done::Disconnected)
            }
            Err(error) if error.code() == Some(Code::Changed) || error.leaves_open_what_happened() => {
                let attempt = numbers.attempt();
                stored.act = Act::Rereading(attempt);
                self.outdated = true;
                vec![Effect::Load(attempt)]
            }
            Err(error) => {
                stored.act = Act::DisconnectFailed(error);
                Vec::new()
            }
        }
    }
}

impl Stored {
    /// Learns what became of a disconnect: `Some(true)` where the token is gone, `None` for a late answer.
    pub(super) fn reread(&mut self, attempt: Attempt, before: &Saved, result: Result<&Saved, &Error>) -> Option<bool> {
        if self.act != Act::Rereading(attempt) {
            return None;
        }
        self.act = match result {
            Ok(now) if now.settings.token.is_none() => return Some(true),
            Ok(now) if now.version != before.version => Act::Changed,
            Ok(_) => Act::StillStored,
            Err(error) => Act::Unclear(error.clone()),
        };
        Some(false)
    }
}
