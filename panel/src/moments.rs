//! Dates, distances and waits in words.

use crate::locale::Unit;
use crate::phrases::{Key, Phrases};
use contract::timestamp::Timestamp;

/// Up to this age, in seconds, a moment is told in minutes; then by its date.
const RECENT: i64 = 3_600;

/// A day, in seconds.
const DAY: i64 = 86_400;

impl Phrases {
    /// The day: "January 21, 2027".
    #[must_use]
    pub(crate) fn date(&self, at: Timestamp) -> String {
        self.locale.date(at)
    }

    /// How long ago, or when: "just now", "5 minutes ago", "on January 21, 2027 at 2:05 PM".
    #[must_use]
    pub(crate) fn when(&self, at: Timestamp, now: Timestamp) -> String {
        match now.unix() - at.unix() {
            // If this clock is a little behind the backend's, that is no reason to name a date.
            -300..60 => self.text(Key::MomentJustNow).to_owned(),
            seconds @ 60..RECENT => self.locale.ago(seconds.unsigned_abs() / 60, Unit::Minute),
            ..-300 | RECENT.. => self.fill(Key::MomentOn, &[("dateTime", &self.locale.date_time(at))]),
        }
    }

    /// A number of days: "1 day", "60 days".
    #[must_use]
    pub(crate) fn days(&self, days: i64) -> String {
        self.locale.duration(days.unsigned_abs(), Unit::Day)
    }

    /// How long until `at`: "60 days", "less than a day".
    #[must_use]
    pub(crate) fn time_left(&self, at: Timestamp, now: Timestamp) -> String {
        if at.unix() - now.unix() < DAY {
            self.text(Key::MomentLessThanADay).to_owned()
        } else {
            self.days(now.days_until(at))
        }
    }

    /// When to try again, `seconds` after now. `None` if the other side didn't say.
    #[must_use]
    pub(crate) fn wait(&self, seconds: Option<u32>) -> String {
        let duration = match seconds {
            None => return self.text(Key::WaitLater).to_owned(),
            Some(seconds @ 0..120) => self.locale.duration(u64::from(seconds.max(2)), Unit::Second),
            Some(seconds) => self.locale.duration(u64::from(seconds.div_ceil(60)), Unit::Minute),
        };
        self.fill(Key::WaitFor, &[("duration", &duration)])
    }

    /// What is left at `now` of a wait of `seconds` that began at `since`.
    #[must_use]
    pub(crate) fn wait_since(&self, since: Timestamp, seconds: Option<u32>, now: Timestamp) -> String {
        // A clock that is behind makes a wait no longer.
        let passed = u32::try_from(now.unix() - since.unix()).unwrap_or(0);
        match seconds.map(|seconds| seconds.saturating_sub(passed)) {
            Some(0) if passed > 0 => self.text(Key::WaitOver).to_owned(),
            left => self.wait(left),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::english;

    fn at(text: &str) -> Timestamp {
        Timestamp::parse(text).unwrap()
    }

    #[test]
    fn a_moment_is_told_as_a_person_would() {
        let now = at("2026-11-23T10:00:00Z");
        let table = [
            ("2026-11-23T10:00:00Z", "just now"),
            ("2026-11-23T10:04:00Z", "just now"),
            ("2026-11-23T09:58:30Z", "1 minute ago"),
            ("2026-11-23T09:55:00Z", "5 minutes ago"),
            ("2026-11-23T09:01:00Z", "59 minutes ago"),
            ("2026-11-23T09:00:00Z", "on November 23, 2026 at 9:00 AM"),
            ("2027-01-21T14:05:00Z", "on January 21, 2027 at 2:05 PM"),
        ];
        for (moment, expected) in table {
            assert_eq!(english().when(at(moment), now), expected);
        }
    }

    #[test]
    fn a_wait_is_never_zero_and_never_too_short() {
        let wait = |seconds| english().wait(seconds);
        assert_eq!(wait(Some(0)), "Try again in 2 seconds.");
        assert_eq!(wait(Some(119)), "Try again in 119 seconds.");
        assert_eq!(wait(Some(120)), "Try again in 2 minutes.");
        assert_eq!(wait(Some(121)), "Try again in 3 minutes.");
        assert_eq!(wait(None), "Try again in a few minutes.");
    }

    #[test]
    fn a_wait_counts_down_and_ends() {
        let wait = |now, seconds| english().wait_since(at("2026-11-23T10:00:00Z"), seconds, at(now));
        assert_eq!(wait("2026-11-23T10:00:00Z", Some(180)), "Try again in 3 minutes.");
        assert_eq!(wait("2026-11-23T10:02:00Z", Some(180)), "Try again in 60 seconds.");
        assert_eq!(wait("2026-11-23T10:03:00Z", Some(180)), "You can try again now.");
        assert_eq!(wait("2026-11-23T10:03:00Z", None), "Try again in a few minutes.");
        assert_eq!(wait("2026-11-23T09:59:00Z", Some(180)), "Try again in 3 minutes.", "a clock that is behind");
    }

    #[test]
    fn an_end_within_a_day_is_not_a_day_away() {
        let left = |now| english().time_left(at("2026-11-24T10:00:00Z"), at(now));
        assert_eq!(left("2026-11-24T09:00:00Z"), "less than a day");
        assert_eq!(left("2026-11-23T10:00:00Z"), "1 day");
        assert_eq!(left("2026-11-23T09:00:00Z"), "2 days");
    }
}
