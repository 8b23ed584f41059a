//! The browser's clock.

use contract::timestamp::Timestamp;
use js_sys::Date;

/// This moment.
#[must_use]
pub fn now() -> Timestamp {
    let epoch = || Timestamp::from_unix(0).unwrap_or_else(|| unreachable!("1970 is a valid year"));
    // A browser's clock can't be set outside the years that a Timestamp holds.
    Timestamp::from_unix((Date::now() / 1000.0) as i64).unwrap_or_else(epoch)
}
