//! How often Meta may be asked, per person and per tenant. Checks, saves and re-checks all count.

use crate::config::Limits;
use crate::error::Error;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::Duration;

/// After this many requests, people who haven't asked for a while are dropped from memory.
const CLEANUP_INTERVAL: u32 = 1_000;

/// Counts the requests to Meta.
pub struct Limiter {
    account: DefaultKeyedRateLimiter<(String, String)>,
    tenant: DefaultKeyedRateLimiter<String>,
    clock: DefaultClock,
    requests: AtomicU32,
}

impl Limiter {
    /// A limiter that allows bursts of one minute's requests.
    #[must_use]
    pub fn new(limits: Limits) -> Self {
        Self {
            account: RateLimiter::keyed(Quota::per_minute(limits.account)),
            tenant: RateLimiter::keyed(Quota::per_minute(limits.tenant)),
            clock: DefaultClock::default(),
            requests: AtomicU32::new(0),
        }
    }

    /// Counts one request for this account.
    ///
    /// # Errors
    /// [`Error::TooManyRequests`] if a limit is reached.
    pub fn count(&self, tenant: &str, account: &str) -> Result<(), Error> {
        if self.requests.fetch_add(1, Ordering::Relaxed) % CLEANUP_INTERVAL == CLEANUP_INTERVAL - 1 {
            self.account.retain_recent();
            self.tenant.retain_recent();
        }
        let now = self.clock.now();
        let person = (tenant.to_owned(), account.to_owned());
        self.account.check_key(&person).map_err(|until| too_many(until.wait_time_from(now)))?;
        self.tenant.check_key(&person.0).map_err(|until| too_many(until.wait_time_from(now)))
    }
}

/// Rounds up, so that a client that waits as told succeeds.
fn too_many(wait: Duration) -> Error {
    let seconds = u32::try_from(wait.as_secs()).unwrap_or(u32::MAX);
    Error::TooManyRequests { retry_after: seconds.saturating_add(1) }
}
