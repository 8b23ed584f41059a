//! The time, as something that a test can set.

use contract::timestamp::Timestamp;
use std::sync::Arc;
use std::time::{SystemTime, UNIX_EPOCH};

/// Tells the time. Cloning shares the same clock.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Timestamp + Send + Sync>);

impl Clock {
    /// The machine's own clock.
    #[must_use]
    pub fn of_the_machine() -> Self {
        Self::new(|| {
            let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
            at(i64::try_from(passed.as_secs()).unwrap_or(i64::MAX))
        })
    }

    /// A clock that shows what `tell` says.
    #[must_use]
    pub fn new(tell: impl Fn() -> Timestamp + Send + Sync + 'static) -> Self {
        Self(Arc::new(tell))
    }

    /// The moment now.
    #[must_use]
    pub fn now(&self) -> Timestamp {
        (self.0)()
    }
}

/// The moment `seconds` after 1970 began, or the nearest that a [`Timestamp`] can hold.
#[must_use]
pub fn at(seconds: i64) -> Timestamp {
    const FIRST: i64 = -62_135_596_800;
    const LAST: i64 = 253_402_300_799;
    let held = seconds.clamp(FIRST, LAST);
    Timestamp::from_unix(held).unwrap_or_else(|| unreachable!("{held} lies within the range of a Timestamp"))
}
