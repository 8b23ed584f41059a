//! Numbers, dates and lists as the browser's `Intl` writes them for the reader's language, region and time zone.

use contract::timestamp::Timestamp;
use js_sys::{Array, Object, Reflect};
use panel::locale::{Locale, PluralCategory, Unit};
use std::cell::OnceCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

// js-sys binds `Intl` too, but lets a language or a zone that the browser doesn't know throw through Rust.
#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_namespace = Intl)]
    type DateTimeFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn try_new(language: &str, options: &Object) -> Result<DateTimeFormat, JsValue>;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &Object) -> DateTimeFormat;

    #[wasm_bindgen(method)]
    fn format(this: &DateTimeFormat, milliseconds: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type NumberFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl, catch)]
    fn try_new(language: &str, options: &Object) -> Result<NumberFormat, JsValue>;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str, options: &Object) -> NumberFormat;

    #[wasm_bindgen(method)]
    fn format(this: &NumberFormat, n: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type PluralRules;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str) -> PluralRules;

    #[wasm_bindgen(method)]
    fn select(this: &PluralRules, n: f64) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type RelativeTimeFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str) -> RelativeTimeFormat;

    #[wasm_bindgen(method)]
    fn format(this: &RelativeTimeFormat, n: f64, unit: &str) -> String;

    #[wasm_bindgen(js_namespace = Intl)]
    type ListFormat;

    #[wasm_bindgen(constructor, js_namespace = Intl)]
    fn new(language: &str) -> ListFormat;

    #[wasm_bindgen(method)]
    fn format(this: &ListFormat, items: &Array) -> String;
}

/// One language, region, and time zone. Its formatters are made when they are first needed, and kept.
pub struct Intl {
    language: String,
    time_zone: Option<String>,
    date: OnceCell<DateTimeFormat>,
    date_time: OnceCell<DateTimeFormat>,
    number: OnceCell<NumberFormat>,
    seconds: OnceCell<NumberFormat>,
    minutes: OnceCell<NumberFormat>,
    days: OnceCell<NumberFormat>,
    plural: OnceCell<PluralRules>,
    ago: OnceCell<RelativeTimeFormat>,
    list: OnceCell<ListFormat>,
}

impl Intl {
    /// For sentences in `language` and a reader of `locale`, a tag such as "en-GB" or "en_GB". A reader of another
    /// language gets the dates of the sentences, not half of each. `time_zone` is a name in the IANA database, such as
    /// "Asia/Kolkata"; `None`, or a zone that the browser doesn't know, is the browser's own.
    #[must_use]
    pub fn new(language: &str, locale: Option<&str>, time_zone: Option<&str>) -> Self {
        let region = locale.map(|locale| locale.replace('_', "-"));
        let region = region.filter(|region| region.split('-').next() == Some(language));
        let known = region.filter(|region| NumberFormat::try_new(region, &Object::new()).is_ok());
        Self {
            language: known.unwrap_or_else(|| language.to_owned()),
            time_zone: time_zone.map(str::to_owned),
            date: OnceCell::new(),
            date_time: OnceCell::new(),
            number: OnceCell::new(),
            seconds: OnceCell::new(),
            minutes: OnceCell::new(),
            days: OnceCell::new(),
            plural: OnceCell::new(),
            ago: OnceCell::new(),
            list: OnceCell::new(),
        }
    }

    fn dates(&self, styles: &[(&str, &str)]) -> DateTimeFormat {
        let in_zone = self.time_zone.as_deref().and_then(|zone| {
            let styles: Vec<_> = styles.iter().copied().chain([("timeZone", zone)]).collect();
            DateTimeFormat::try_new(&self.language, &options(&styles)).ok()
        });
        in_zone.unwrap_or_else(|| DateTimeFormat::new(&self.language, &options(styles)))
    }
}

impl Locale for Intl {
    fn plural(&self, n: u64) -> PluralCategory {
        let rules = self.plural.get_or_init(|| PluralRules::new(&self.language));
        match rules.select(n as f64).as_str() {
            "zero" => PluralCategory::Zero,
            "one" => PluralCategory::One,
            "two" => PluralCategory::Two,
            "few" => PluralCategory::Few,
            "many" => PluralCategory::Many,
            _ => PluralCategory::Other,
        }
    }

    fn number(&self, n: u64) -> String {
        self.number.get_or_init(|| NumberFormat::new(&self.language, &Object::new())).format(n as f64)
    }

    fn date(&self, at: Timestamp) -> String {
        self.date.get_or_init(|| self.dates(&[("dateStyle", "long")])).format(milliseconds(at))
    }

    fn date_time(&self, at: Timestamp) -> String {
        let format = self.date_time.get_or_init(|| self.dates(&[("dateStyle", "long"), ("timeStyle", "short")]));
        format.format(milliseconds(at))
    }

    fn ago(&self, n: u64, unit: Unit) -> String {
        self.ago.get_or_init(|| RelativeTimeFormat::new(&self.language)).format(-(n as f64), name(unit))
    }

    fn duration(&self, n: u64, unit: Unit) -> String {
        let format = match unit {
            Unit::Second => &self.seconds,
            Unit::Minute => &self.minutes,
            Unit::Day => &self.days,
        };
        let style = [("style", "unit"), ("unit", name(unit)), ("unitDisplay", "long")];
        format.get_or_init(|| NumberFormat::new(&self.language, &options(&style))).format(n as f64)
    }

    fn list(&self, items: &[String]) -> String {
        let items: Array = items.iter().map(|item| JsValue::from_str(item)).collect();
        self.list.get_or_init(|| ListFormat::new(&self.language)).format(&items)
    }
}

impl std::fmt::Debug for Intl {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Intl").field(&self.language).finish()
    }
}

/// A unit, as `Intl` names it.
fn name(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "second",
        Unit::Minute => "minute",
        Unit::Day => "day",
    }
}

fn milliseconds(at: Timestamp) -> f64 {
    at.unix() as f64 * 1000.0
}

fn options(pairs: &[(&str, &str)]) -> Object {
    let options = Object::new();
    for (name, value) in pairs {
        // Never fails for an object that was just made.
        drop(Reflect::set(&options, &JsValue::from_str(name), &JsValue::from_str(value)));
    }
    options
}

#[cfg(all(test, target_arch = "wasm32"))]
#[expect(clippy::unwrap_used, reason = "a test stops where it fails")]
mod browser_tests {
    use super::*;
    use panel::locale::FixedEnglish;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    /// With spaces as a keyboard writes them: browsers put a narrow one before "PM".
    fn plain(text: String) -> String {
        text.replace('\u{202f}', " ")
    }

    #[wasm_bindgen_test]
    fn american_english_is_what_native_tests_take_it_for() {
        let intl = Intl::new("en", Some("en-US"), Some("UTC"));
        for moment in ["2027-01-21T00:05:00Z", "2027-01-21T12:05:00Z", "2027-12-01T23:59:59Z"].map(at) {
            assert_eq!(intl.date(moment), FixedEnglish.date(moment));
            assert_eq!(plain(intl.date_time(moment)), FixedEnglish.date_time(moment));
        }
        for n in [0, 1, 2, 59, 1_234_567] {
            assert_eq!(intl.plural(n), FixedEnglish.plural(n));
            assert_eq!(intl.number(n), FixedEnglish.number(n));
            for unit in [Unit::Second, Unit::Minute, Unit::Day] {
                assert_eq!(intl.duration(n, unit), FixedEnglish.duration(n, unit));
                assert_eq!(intl.ago(n, unit), FixedEnglish.ago(n, unit));
            }
        }
        let items: Vec<String> = ["a", "b", "c"].map(str::to_owned).into();
        for count in 0..=items.len() {
            assert_eq!(intl.list(&items[..count]), FixedEnglish.list(&items[..count]));
        }
    }

    #[wasm_bindgen_test]
    fn a_reader_gets_the_dates_of_their_region_if_they_read_this_language() {
        let date = |locale| Intl::new("en", locale, None).date(at("2027-01-21T12:00:00Z"));
        assert_eq!(date(Some("en_GB")), "21 January 2027");
        for other in [None, Some("de-DE"), Some("en-"), Some(""), Some("en_US.UTF-8")] {
            assert_eq!(date(other), "January 21, 2027", "{other:?}");
        }
    }

    #[wasm_bindgen_test]
    fn times_are_shown_in_the_hosts_zone() {
        let time = |zone| plain(Intl::new("en", None, zone).date_time(at("1970-01-01T00:00:00Z")));
        assert_eq!(time(Some("Asia/Kolkata")), "January 1, 1970 at 5:30 AM");
        assert_eq!(time(Some("America/New_York")), "December 31, 1969 at 7:00 PM");
        for unknown in ["", "Mars/Olympus", "../etc"] {
            assert_eq!(time(Some(unknown)), time(None), "{unknown}");
        }
    }
}
