//! The browser's clock, and the calendar of the zone in which dates are shown.

use contract::timestamp::{Civil, Timestamp};
use js_sys::{Date, Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// A language whose dates and times are plain figures in a fixed order: 2026-11-23 14:05:00.
const PLAIN: &str = "sv-SE";

thread_local! {
    /// How the browser is told the host's time zone. The page has one reader, who is in one zone.
    static ZONE: RefCell<Option<JsValue>> = const { RefCell::new(None) };
}

#[wasm_bindgen]
extern "C" {
    /// The browser's date, with the one call that js-sys cannot catch: a zone that is none makes it throw.
    type Zoned;

    #[wasm_bindgen(method, catch, js_class = "Date", js_name = toLocaleString)]
    fn written(this: &Zoned, language: &str, how: &JsValue) -> Result<String, JsValue>;
}

/// This moment.
#[must_use]
pub fn now() -> Timestamp {
    // A browser's clock cannot be set outside the years that a Timestamp holds.
    Timestamp::from_unix((Date::now() / 1000.0) as i64).unwrap_or_else(epoch)
}

/// Shows dates in this zone from now on, by its name in the IANA database, such as "Asia/Kolkata".
pub(super) fn set_zone(name: &str) {
    let how = Object::new();
    // Fails for no object that was just made.
    drop(Reflect::set(&how, &JsValue::from_str("timeZone"), &JsValue::from_str(name)));
    ZONE.set(Some(how.into()));
}

/// Calendar and clock in the host's time zone; in the browser's where the host named none that the browser knows.
#[must_use]
pub fn local(at: Timestamp) -> Civil {
    let date = Date::new(&JsValue::from_f64(at.unix() as f64 * 1000.0));
    in_zone(&date).unwrap_or_else(|| Civil {
        year: i32::try_from(date.get_full_year()).unwrap_or(i32::MAX),
        month: date.get_month() as u8 + 1,
        day: date.get_date() as u8,
        hour: date.get_hours() as u8,
        minute: date.get_minutes() as u8,
        second: date.get_seconds() as u8,
    })
}

fn in_zone(date: &Date) -> Option<Civil> {
    let how = ZONE.with_borrow(Option::clone)?;
    let date: &Zoned = wasm_bindgen::JsCast::unchecked_ref(date);
    read(&date.written(PLAIN, &how).ok()?)
}

/// Reads figures as [`PLAIN`] writes them.
fn read(plain: &str) -> Option<Civil> {
    // RFC 3339 but for the zone; the zone's own time is wanted, so any will do.
    Timestamp::parse(&format!("{plain}Z")).map(Timestamp::civil)
}

fn epoch() -> Timestamp {
    Timestamp::from_unix(0).unwrap_or_else(|| unreachable!("1970 is a year"))
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn figures_are_read_and_everything_else_is_left_to_the_browser() {
        let civil = Civil { year: 2026, month: 11, day: 23, hour: 14, minute: 5, second: 9 };
        assert_eq!(read("2026-11-23 14:05:09"), Some(civil));
        for other in ["", "23/11/2026, 14:05:09", "2026-11-23", "2026-11-23 2:05:09 PM", "2026-13-23 14:05:09"] {
            assert_eq!(read(other), None, "{other}");
        }
    }
}

#[cfg(all(test, target_arch = "wasm32"))]
mod browser_tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn dates_are_shown_in_the_hosts_zone() {
        let at = epoch();
        set_zone("");
        let browsers = local(at);
        set_zone("Asia/Kolkata");
        assert_eq!((local(at).hour, local(at).minute), (5, 30));
        set_zone("America/New_York");
        assert_eq!((local(at).year, local(at).day, local(at).hour), (1969, 31, 19));
        for none in ["Mars/Olympus", "../etc"] {
            set_zone(none);
            assert_eq!(local(at), browsers, "{none}");
        }
    }
}
