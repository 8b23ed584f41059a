//! Collects the commands that an event leads to, and numbers requests and saves.

use crate::Command;

/// Identifies one request, so that a late response is recognized.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RequestId(pub u64);

impl RequestId {
    /// The request that loads the settings when the panel opens.
    pub const INITIAL_LOAD: Self = Self(0);
}

/// Identifies one save. Repeating a save with the same key never saves twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct IdempotencyKey(pub u64);

/// The commands that an event leads to.
#[derive(Debug)]
pub(crate) struct Outbox<'a> {
    pub(crate) commands: Vec<Command>,
    /// The last number that was given to a request or a key. None is given twice.
    last_number: &'a mut u64,
}

impl<'a> Outbox<'a> {
    pub(crate) fn new(last_number: &'a mut u64) -> Self {
        Self { commands: Vec::new(), last_number }
    }

    pub(crate) fn send(&mut self, command: Command) {
        self.commands.push(command);
    }

    /// Sends a command under a request ID of its own.
    pub(crate) fn request(&mut self, command: impl FnOnce(RequestId) -> Command) -> RequestId {
        let request = RequestId(self.next_number());
        self.send(command(request));
        request
    }

    pub(crate) fn key(&mut self) -> IdempotencyKey {
        IdempotencyKey(self.next_number())
    }

    fn next_number(&mut self) -> u64 {
        *self.last_number += 1;
        *self.last_number
    }
}
