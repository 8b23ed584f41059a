//! The browser's clock and calendar.

use contract::timestamp::{Civil, Timestamp};
use js_sys::Date;
use wasm_bindgen::JsValue;

/// This moment.
#[must_use]
pub fn now() -> Timestamp {
    // A browser's clock cannot be set outside the years that a Timestamp holds.
    Timestamp::from_unix((Date::now() / 1000.0) as i64).unwrap_or_else(epoch)
}

/// Calendar and clock in the browser's time zone.
#[must_use]
pub fn local(at: Timestamp) -> Civil {
    let date = Date::new(&JsValue::from_f64(at.unix() as f64 * 1000.0));
    Civil {
        year: i32::try_from(date.get_full_year()).unwrap_or(i32::MAX),
        month: date.get_month() as u8 + 1,
        day: date.get_date() as u8,
        hour: date.get_hours() as u8,
        minute: date.get_minutes() as u8,
        second: date.get_seconds() as u8,
    }
}

fn epoch() -> Timestamp {
    Timestamp::from_unix(0).unwrap_or_else(|| unreachable!("1970 is a year"))
}
