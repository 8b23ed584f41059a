//! What the sandbox remembers while it runs: how many requests came, how many checks each case has had, and which
//! cases impersonate which. Cases are remembered by name; no token is kept.

use std::{
    collections::BTreeMap,
    sync::{
        Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

use tokio::sync::watch;

use super::cases::{Case, MetaResponse};

/// What requests are counted by: the case of the token, if it is in the table, and the path.
type RequestKey = (Option<&'static str>, String);

/// The running Graph API.
pub(crate) struct Graph {
    memory: Mutex<Memory>,
    traces: AtomicU64,
    stopping: watch::Receiver<bool>,
}

#[derive(Default)]
struct Memory {
    requests: BTreeMap<RequestKey, u64>,
    checks: BTreeMap<&'static str, usize>,
    impersonations: BTreeMap<&'static str, &'static Case>,
}

impl Graph {
    pub(crate) fn new(stopping: watch::Receiver<bool>) -> Self {
        Self { memory: Mutex::default(), traces: AtomicU64::new(1), stopping }
    }

    pub(super) fn next_trace(&self) -> u64 {
        self.traces.fetch_add(1, Ordering::Relaxed)
    }

    /// The response to the next check of a token.
    pub(super) fn next_response(&self, case: &'static Case) -> &'static MetaResponse {
        *self.memory().checks.entry(&case.name).or_default() += 1;
        self.last_response(case)
    }

    /// The response to the last check of a token, for the edges other than `debug_token`.
    pub(super) fn last_response(&self, case: &'static Case) -> &'static MetaResponse {
        let memory = self.memory();
        let check = memory.checks.get(&*case.name).copied().unwrap_or_default();
        memory.impersonations.get(&*case.name).copied().unwrap_or(case).response_to(check)
    }

    /// Counts a request.
    pub(crate) fn count(&self, case: Option<&'static Case>, path: &str) {
        *self.memory().requests.entry((case.map(|case| &*case.name), path.to_owned())).or_default() += 1;
    }

    /// Makes the token of one case behave as another, from its first response.
    pub(crate) fn impersonate(&self, case: &'static Case, other: &'static Case) {
        let mut memory = self.memory();
        memory.impersonations.insert(&case.name, other);
        memory.checks.remove(&*case.name);
    }

    /// Makes the token of a case behave as itself again, from its first response.
    pub(crate) fn restore(&self, case: &'static Case) {
        let mut memory = self.memory();
        memory.impersonations.remove(&*case.name);
        memory.checks.remove(&*case.name);
    }

    /// Every count so far.
    pub(crate) fn requests(&self) -> Vec<(RequestKey, u64)> {
        self.memory().requests.clone().into_iter().collect()
    }

    /// Sets all counts to zero, including the checks of the cases whose response changes.
    pub(crate) fn reset_counts(&self) {
        let mut memory = self.memory();
        memory.requests.clear();
        memory.checks.clear();
    }

    /// Completes when the program stops.
    pub(crate) async fn stopped(&self) {
        let mut stopping = self.stopping.clone();
        // The sender is dropped only after it has sent `true`, so both results mean the same.
        let _stopped_or_dropped = stopping.wait_for(|stopping| *stopping).await.is_ok();
    }

    /// Waits, unless the program stops.
    pub(super) async fn delay(&self, seconds: u64) {
        tokio::select! {
            () = tokio::time::sleep(Duration::from_secs(seconds)) => {}
            () = self.stopped() => {}
        }
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
