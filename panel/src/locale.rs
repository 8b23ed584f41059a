//! How one language and region write numbers, dates and lists.

use contract::timestamp::Timestamp;

/// A plural category of Unicode CLDR. English uses `One` and `Other`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralCategory {
    Zero,
    One,
    Two,
    Few,
    Many,
    Other,
}

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unit {
    Second,
    Minute,
    Day,
}

/// What a browser's `Intl` knows about a language and region.
pub trait Locale {
    /// The plural category of `n` things.
    fn plural(&self, n: u64) -> PluralCategory;

    /// A number: "1,024".
    fn number(&self, n: u64) -> String;

    /// A day: "January 21, 2027".
    fn date(&self, at: Timestamp) -> String;

    /// A day and a time of day, in the reader's time zone: "January 21, 2027 at 2:05 PM".
    fn date_time(&self, at: Timestamp) -> String;

    /// A moment in the past: "5 minutes ago".
    fn ago(&self, n: u64, unit: Unit) -> String;

    /// A length of time: "60 days".
    fn duration(&self, n: u64, unit: Unit) -> String;

    /// Things in a row: "1 tab, 2 spaces, and 1 quotation mark".
    fn list(&self, items: &[String]) -> String;
}

/// American English in UTC, for tests that run without a browser.
#[cfg(any(test, feature = "fixtures"))]
#[derive(Debug)]
pub struct FixedEnglish;

#[cfg(any(test, feature = "fixtures"))]
impl Locale for FixedEnglish {
    fn plural(&self, n: u64) -> PluralCategory {
        if n == 1 { PluralCategory::One } else { PluralCategory::Other }
    }

    fn number(&self, n: u64) -> String {
        let digits = n.to_string();
        let mut grouped = String::new();
        for (index, digit) in digits.chars().enumerate() {
            if index > 0 && (digits.len() - index).is_multiple_of(3) {
                grouped.push(',');
            }
            grouped.push(digit);
        }
        grouped
    }

    fn date(&self, at: Timestamp) -> String {
        const MONTHS: [&str; 12] = [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ];
        let civil = at.civil();
        format!("{} {}, {}", MONTHS[usize::from(civil.month) - 1], civil.day, civil.year)
    }

    fn date_time(&self, at: Timestamp) -> String {
        let civil = at.civil();
        let half = if civil.hour < 12 { "AM" } else { "PM" };
        let hour = (civil.hour + 11) % 12 + 1;
        format!("{} at {hour}:{:02} {half}", self.date(at), civil.minute)
    }

    fn ago(&self, n: u64, unit: Unit) -> String {
        format!("{} ago", self.duration(n, unit))
    }

    fn duration(&self, n: u64, unit: Unit) -> String {
        let unit = match unit {
            Unit::Second => "second",
            Unit::Minute => "minute",
            Unit::Day => "day",
        };
        let plural = if n == 1 { "" } else { "s" };
        format!("{} {unit}{plural}", self.number(n))
    }

    fn list(&self, items: &[String]) -> String {
        match items {
            [] => String::new(),
            [one] => one.clone(),
            [one, two] => format!("{one} and {two}"),
            [most @ .., last] => format!("{}, and {last}", most.join(", ")),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fixed_english_writes_as_a_browser_does() {
        let at = |text| Timestamp::parse(text).unwrap();
        for (moment, expected) in [
            ("2027-01-21T00:05:00Z", "January 21, 2027 at 12:05 AM"),
            ("2027-01-21T12:05:00Z", "January 21, 2027 at 12:05 PM"),
            ("2027-12-01T23:59:59Z", "December 1, 2027 at 11:59 PM"),
        ] {
            assert_eq!(FixedEnglish.date_time(at(moment)), expected);
        }
        assert_eq!([0, 999, 1_000, 1_234_567].map(|n| FixedEnglish.number(n)), ["0", "999", "1,000", "1,234,567"]);
        let list = |items: &[&str]| FixedEnglish.list(&items.iter().map(|&item| item.to_owned()).collect::<Vec<_>>());
        assert_eq!(list(&[]), "");
        assert_eq!(list(&["a"]), "a");
        assert_eq!(list(&["a", "b"]), "a and b");
        assert_eq!(list(&["a", "b", "c"]), "a, b, and c");
    }
}
