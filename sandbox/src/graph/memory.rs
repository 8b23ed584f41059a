//! What the sandbox remembers while it runs: how often it was asked, and which token stands in for which. Cases are
//! remembered by name; no token is ever kept.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use super::{Edge, behaviour::Answer, cases::Case};

/// What is counted: the case of the token, where it is of the table, and the path asked.
type Asked = (Option<&'static str>, &'static str);

#[derive(Default)]
pub(crate) struct Memory(Mutex<Remembered>);

#[derive(Default)]
struct Remembered {
    requests: BTreeMap<Asked, u64>,
    checks: BTreeMap<&'static str, u32>,
    stand_ins: BTreeMap<&'static str, &'static Case>,
}

impl Memory {
    /// The answer to which a token has come. A request to `debug_token` moves a case that changes with time one step
    /// on; the other edges agree with the step last taken.
    pub(super) fn answer(&self, case: &'static Case, edge: Edge) -> &'static Answer {
        let mut remembered = self.open();
        let check = remembered.checks.entry(case.name).or_default();
        if edge == Edge::DebugToken {
            *check += 1;
        }
        let check = (*check).max(1);
        let acting = remembered.stand_ins.get(case.name).copied().unwrap_or(case);
        acting.behaviour.answer_to(check)
    }

    /// Counts a request, by the case of its token where that is in the table.
    pub(crate) fn count(&self, case: Option<&'static Case>, path: &'static str) {
        *self.open().requests.entry((case.map(|case| case.name), path)).or_default() += 1;
    }

    /// Makes the token of one case behave as another, from its beginning.
    pub(crate) fn stand_in(&self, case: &'static Case, acting: &'static Case) {
        let mut remembered = self.open();
        remembered.stand_ins.insert(case.name, acting);
        remembered.checks.remove(case.name);
    }

    /// Makes the token of a case behave as itself again, from its beginning.
    pub(crate) fn stand_down(&self, case: &'static Case) {
        let mut remembered = self.open();
        remembered.stand_ins.remove(case.name);
        remembered.checks.remove(case.name);
    }

    /// Every count so far, by case and path.
    pub(crate) fn requests(&self) -> Vec<(Asked, u64)> {
        let remembered = self.open();
        remembered.requests.iter().map(|(asked, count)| (*asked, *count)).collect()
    }

    /// Forgets all counts, and with them how far the cases that change over time have come.
    pub(crate) fn forget_requests(&self) {
        let mut remembered = self.open();
        remembered.requests.clear();
        remembered.checks.clear();
    }

    fn open(&self) -> MutexGuard<'_, Remembered> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
