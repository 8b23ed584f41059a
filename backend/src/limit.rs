//! How often Meta may be asked: by one person, and by one tenant. Checks, saves and re-checks count alike.

use crate::config::Limits;
use crate::error::Error;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};

/// After so many questions, persons who have been quiet for long are forgotten.
const TIDY_EVERY: u32 = 1_000;

/// Counts the questions.
pub struct Limiter {
    account: DefaultKeyedRateLimiter<(String, String)>,
    tenant: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
    asked: AtomicU32,
}

impl Limiter {
    /// A limiter with a minute's questions as its burst.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        let quota = |a_minute: NonZeroU32| Quota::per_minute(a_minute);
        Self {
            account: RateLimiter::keyed(quota(limits.account)),
            tenant: RateLimiter::keyed(quota(limits.tenant)),
            clock: DefaultClock::default(),
            asked: AtomicU32::new(0),
        }
    }

    /// Counts one question of this account.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`] with the seconds to wait.
    pub fn count(&self, tenant: &str, account: &str) -> Result<(), Error> {
        if self.asked.fetch_add(1, Ordering::Relaxed) % TIDY_EVERY == TIDY_EVERY - 1 {
            self.account.retain_recent();
            self.tenant.retain_recent();
        }
        let now = self.clock.now();
        let person = (tenant.to_owned(), account.to_owned());
        let too_many = |wait: std::time::Duration| {
            let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX);
            Error::TooManyRequests { retry_after: seconds.saturating_add(1) }
        };
        self.account.check_key(&person).map_err(|not_until| too_many(not_until.wait_time_from(now)))?;
        self.tenant.check_key(&person.0).map_err(|not_until| too_many(not_until.wait_time_from(now)))
    }
}
