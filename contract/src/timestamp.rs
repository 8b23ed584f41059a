//! A point in time in UTC, to the second: RFC 3339 on the wire, a number in memory.
//!
//! It's our own because this crate depends on serde alone and the page has to stay small. The tests
//! compare it with an independent calendar.

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use std::fmt;

/// Seconds in a day.
const DAY: i64 = 86_400;

/// Seconds since 1970-01-01T00:00:00Z, within the years 0001 to 9999.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(feature = "openapi", schema(value_type = String, format = DateTime, example = "2026-11-23T09:30:00Z"))]
pub struct Timestamp(i64);

/// A date and a time of day in some time zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Civil {
    /// The year, 1 to 9999.
    pub year: i32,
    /// The month, 1 to 12.
    pub month: u8,
    /// The day of the month, 1 to 31.
    pub day: u8,
    /// The hour, 0 to 23.
    pub hour: u8,
    /// The minute, 0 to 59.
    pub minute: u8,
    /// The second, 0 to 59.
    pub second: u8,
}

impl Timestamp {
    /// `seconds` after 1970-01-01T00:00:00Z. `None` outside the years 0001 to 9999.
    #[must_use]
    pub fn from_unix(seconds: i64) -> Option<Self> {
        const FIRST: i64 = -62_135_596_800;
        const LAST: i64 = 253_402_300_799;
        (FIRST..=LAST).contains(&seconds).then_some(Self(seconds))
    }

    /// Seconds since 1970-01-01T00:00:00Z.
    #[must_use]
    pub fn unix(self) -> i64 {
        self.0
    }

    /// Days from `self` to `later`, rounded up. Negative if `later` has passed.
    #[must_use]
    pub fn days_until(self, later: Self) -> i64 {
        let seconds = later.0 - self.0;
        if seconds > 0 { (seconds + DAY - 1) / DAY } else { seconds / DAY }
    }

    /// Date and time of day in UTC. The days follow Howard Hinnant's `civil_from_days`.
    #[must_use]
    pub fn civil(self) -> Civil {
        let (days, seconds) = (self.0.div_euclid(DAY), self.0.rem_euclid(DAY));
        let shifted = days + 719_468;
        let (era, day_of_era) = (shifted.div_euclid(146_097), shifted.rem_euclid(146_097));
        let year_of_era = (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
        let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
        let month_from_march = (5 * day_of_year + 2) / 153;
        let month = if month_from_march < 10 { month_from_march + 3 } else { month_from_march - 9 };
        let year = year_of_era + era * 400 + i64::from(month <= 2);
        Civil {
            year: year as i32,
            month: month as u8,
            day: (day_of_year - (153 * month_from_march + 2) / 5 + 1) as u8,
            hour: (seconds / 3_600) as u8,
            minute: (seconds / 60 % 60) as u8,
            second: (seconds % 60) as u8,
        }
    }

    /// Reads RFC 3339 with any offset. Fractions of a second are dropped.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let b = text.as_bytes();
        let number = |range: std::ops::Range<usize>| {
            let digits = text.get(range)?;
            digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse::<i64>().ok())?
        };
        let marks = [(4, b'-'), (7, b'-'), (13, b':'), (16, b':')];
        let separated = b.len() >= 20 && marks.iter().all(|&(at, mark)| b[at] == mark) && b"Tt ".contains(&b[10]);
        if !separated {
            return None;
        }
        let (year, month, day) = (number(0..4)?, number(5..7)?, number(8..10)?);
        let (hour, minute, second) = (number(11..13)?, number(14..16)?, number(17..19)?);
        let rest = text.get(19..)?;
        let rest = match rest.strip_prefix('.') {
            Some(fraction) if fraction.starts_with(|c: char| c.is_ascii_digit()) => {
                fraction.trim_start_matches(|c: char| c.is_ascii_digit())
            }
            Some(_) => return None,
            None => rest,
        };
        let offset = offset(rest)?;
        let seconds = days_from_civil(year, month, day) * DAY + hour * 3_600 + minute * 60 + second.min(59) - offset;
        let moment = Self::from_unix(seconds)?;
        let in_range = (1..=12).contains(&month) && hour < 24 && minute < 60 && second <= 60;
        let read_back = Self::from_unix(seconds + offset)?.civil();
        (in_range && i64::from(read_back.day) == day && i64::from(read_back.month) == month).then_some(moment)
    }
}

/// Seconds east of UTC, from `Z` or `±hh:mm`.
fn offset(text: &str) -> Option<i64> {
    if text.eq_ignore_ascii_case("z") {
        return Some(0);
    }
    let sign = match text.as_bytes().first()? {
        b'+' => 1,
        b'-' => -1,
        _ => return None,
    };
    let (hours, minutes) = text.get(1..)?.split_once(':')?;
    let two = |part: &str| (part.len() == 2).then(|| part.parse::<u8>().ok())?;
    let (hours, minutes) = (two(hours)?, two(minutes)?);
    (hours < 24 && minutes < 60).then_some(sign * (i64::from(hours) * 3_600 + i64::from(minutes) * 60))
}

/// Days since 1970-01-01, after Howard Hinnant's `days_from_civil`.
fn days_from_civil(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let (era, year_of_era) = (year.div_euclid(400), year.rem_euclid(400));
    let day_of_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

impl fmt::Display for Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Civil { year, month, day, hour, minute, second } = self.civil();
        write!(f, "{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    }
}

impl Serialize for Timestamp {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Timestamp {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text).ok_or_else(|| de::Error::custom("expected an RFC 3339 date and time"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use time::{OffsetDateTime, format_description::well_known::Rfc3339};

    #[test]
    fn what_is_not_a_point_in_time_is_rejected() {
        for text in [
            "",
            "2026-11-23",
            "2026-11-23T09:30:00",
            "2026-02-30T00:00:00Z",
            "2026-13-01T00:00:00Z",
            "2026-11-23T24:00:00Z",
            "2026-11-23T09:30:00.Z",
            "2026-11-23T09:30:00+1:00",
            "٢٠٢٦-11-23T09:30:00Z",
            "+026-11-23T09:30:00Z",
        ] {
            assert_eq!(Timestamp::parse(text), None, "{text}");
        }
    }

    #[test]
    fn days_are_counted_as_a_person_counts_them() {
        let at = |text| Timestamp::parse(text).unwrap();
        let now = at("2026-11-23T09:00:00Z");
        assert_eq!(now.days_until(at("2026-11-23T10:00:00Z")), 1);
        assert_eq!(now.days_until(at("2026-11-25T09:00:00Z")), 2);
        assert_eq!(now.days_until(at("2026-11-21T08:00:00Z")), -2);
    }

    proptest! {
        #[test]
        fn any_time_is_written_and_read_as_another_calendar_does(
            seconds in -62_135_596_800_i64..=253_402_300_799,
        ) {
            let ours = Timestamp::from_unix(seconds).unwrap();
            let theirs = OffsetDateTime::from_unix_timestamp(seconds).unwrap();
            prop_assert_eq!(ours.to_string(), theirs.format(&Rfc3339).unwrap());
            prop_assert_eq!(Timestamp::parse(&ours.to_string()), Some(ours));
        }

        #[test]
        fn any_offset_is_read_as_another_calendar_reads_it(
            text in "(19|20)[0-9]{2}-(0[1-9]|1[0-2])-([0-2][0-9]|3[01])T([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\\.[0-9]{1,9})?(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])",
        ) {
            let theirs = OffsetDateTime::parse(&text, &Rfc3339).ok().map(OffsetDateTime::unix_timestamp);
            prop_assert_eq!(Timestamp::parse(&text).map(Timestamp::unix), theirs);
        }
    }
}
