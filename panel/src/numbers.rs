//! Numbers that tell requests and saves apart.

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

/// Hands out numbers. No number is used twice, neither as a request nor as a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Numbers {
    next: u64,
}

impl Numbers {
    pub(crate) fn after(request: RequestId) -> Self {
        Self { next: request.0 + 1 }
    }

    pub(crate) fn request(&mut self) -> RequestId {
        RequestId(self.take())
    }

    pub(crate) fn key(&mut self) -> IdempotencyKey {
        IdempotencyKey(self.take())
    }

    fn take(&mut self) -> u64 {
        let number = self.next;
        self.next += 1;
        number
    }
}
