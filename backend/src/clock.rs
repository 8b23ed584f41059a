//! The current time, which tests can set.

use contract::timestamp::Timestamp;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Clones share the same clock.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The system clock.
    #[must_use]
    pub fn system() -> Self {
        Self::new(|| {
            let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            at(i64::try_from(passed.as_secs()).unwrap_or(i64::MAX))
        })
    }

    #[must_use]
    pub fn new(now: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// The time `seconds` after 1970-01-01T00:00:00Z, clamped to the range of a [`Timestamp`].
#[must_use]
pub fn at(seconds: i64) -> Timestamp {
    const FIRST: i64 = -62_135_596_800;
    const LAST: i64 = 253_402_300_799;
    let clamped = seconds.clamp(FIRST, LAST);
    Timestamp::from_unix(clamped).unwrap_or_else(|| unreachable!("{clamped} is in the range of a Timestamp"))
}
