//! Dates, clocks, and how long ago something was.

use super::Speaker;
use crate::i18n::fill;
use contract::timestamp::Timestamp;

/// For how many seconds something is said to be a number of minutes ago.
const RECENT: i64 = 3_600;

/// A day, in seconds.
const DAY: i64 = 86_400;

impl Speaker {
    /// The day: "21 January 2027".
    #[must_use]
    pub fn date(&self, at: Timestamp) -> String {
        let civil = (self.local)(at);
        let words = &self.messages.moments;
        let month = words.months.get(usize::from(civil.month) - 1).copied().unwrap_or_default();
        fill(words.date, &[("day", &civil.day.to_string()), ("month", month), ("year", &civil.year.to_string())])
    }

    /// How long ago, or when: "just now", "5 minutes ago", "on 21 January 2027 at 14:05".
    #[must_use]
    pub fn when(&self, at: Timestamp) -> String {
        let words = &self.messages.moments;
        let seconds = self.now.unix() - at.unix();
        match seconds {
            // A clock that is a little ahead of the backend's is no reason to name a date.
            -300..60 => words.just_now.to_owned(),
            60..120 => words.minute_ago.to_owned(),
            120..RECENT => fill(words.minutes_ago, &[("n", &(seconds / 60).to_string())]),
            ..-300 | RECENT.. => {
                let civil = (self.local)(at);
                let two = |n: u8| format!("{n:02}");
                let (hour, minute) = (two(civil.hour), two(civil.minute));
                fill(words.date_and_time, &[("date", &self.date(at)), ("hour", &hour), ("minute", &minute)])
            }
        }
    }

    /// A number of days: "1 day", "60 days".
    #[must_use]
    pub fn days(&self, days: i64) -> String {
        counted(&self.messages.moments.days, days)
    }

    /// How long until `at`, in days: "60 days", "less than a day".
    #[must_use]
    pub fn days_left(&self, at: Timestamp) -> String {
        let is_near = at.unix() - self.now.unix() < DAY;
        if is_near { self.messages.moments.less_than_a_day.to_owned() } else { self.days(self.now.days_until(at)) }
    }

    /// What is left of a wait that was asked for at `since`.
    #[must_use]
    pub fn wait_since(&self, since: Timestamp, seconds: Option<u32>) -> String {
        let passed = u32::try_from(self.now.unix() - since.unix()).unwrap_or(0);
        match seconds.map(|seconds| seconds.saturating_sub(passed)) {
            Some(0) if passed > 0 => self.messages.report.wait_over.to_owned(),
            left => self.wait(left),
        }
    }

    /// How long to wait: in minutes from two minutes on.
    #[must_use]
    pub fn wait(&self, seconds: Option<u32>) -> String {
        let words = &self.messages.report;
        match seconds {
            None => words.wait_later.to_owned(),
            Some(seconds @ 0..120) => fill(words.wait_seconds, &[("seconds", &seconds.max(2).to_string())]),
            Some(seconds) => fill(words.wait_minutes, &[("minutes", &seconds.div_ceil(60).to_string())]),
        }
    }
}

/// One of something, or `{n}` of it.
pub(super) fn counted(forms: &[&str; 2], n: i64) -> String {
    if n == 1 { forms[0].to_owned() } else { fill(forms[1], &[("n", &n.to_string())]) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::wording::tests::speaker_at;

    #[test]
    fn a_moment_is_said_as_a_person_would() {
        let at = |text| Timestamp::parse(text).unwrap();
        let speaker = speaker_at("2026-11-23T10:00:00Z");
        let table = [
            ("2026-11-23T10:00:00Z", "just now"),
            ("2026-11-23T10:04:00Z", "just now"),
            ("2026-11-23T09:58:30Z", "1 minute ago"),
            ("2026-11-23T09:01:00Z", "59 minutes ago"),
            ("2026-11-23T09:00:00Z", "on 23 November 2026 at 09:00"),
            ("2027-01-21T14:05:00Z", "on 21 January 2027 at 14:05"),
        ];
        for (moment, expected) in table {
            assert_eq!(speaker.when(at(moment)), expected);
        }
    }

    #[test]
    fn a_clock_that_is_behind_adds_no_day() {
        let at = |text| Timestamp::parse(text).unwrap();
        let (checked_at, end) = (at("2026-11-23T10:00:00Z"), at("2027-01-22T10:00:00Z"));
        let behind = speaker_at("2026-11-23T09:59:45Z");
        assert_eq!(behind.now.days_until(end), 61);
        assert_eq!(behind.no_earlier_than(checked_at).now.days_until(end), 60);
        let ahead = speaker_at("2026-11-24T10:00:00Z");
        assert_eq!(ahead.no_earlier_than(checked_at).now.days_until(end), 59);
    }

    #[test]
    fn a_wait_is_never_zero_and_never_too_short() {
        let speaker = speaker_at("2026-11-23T10:00:00Z");
        assert_eq!(speaker.wait(Some(0)), "Try again in 2 seconds.");
        assert_eq!(speaker.wait(Some(119)), "Try again in 119 seconds.");
        assert_eq!(speaker.wait(Some(121)), "Try again in 3 minutes.");
        assert_eq!(speaker.wait(None), "Try again in a few minutes.");
    }

    #[test]
    fn a_wait_grows_shorter_and_ends() {
        let asked = Timestamp::parse("2026-11-23T10:00:00Z").unwrap();
        let at = |text, seconds| speaker_at(text).wait_since(asked, seconds);
        assert_eq!(at("2026-11-23T10:00:00Z", Some(180)), "Try again in 3 minutes.");
        assert_eq!(at("2026-11-23T10:02:00Z", Some(180)), "Try again in 60 seconds.");
        assert_eq!(at("2026-11-23T10:03:00Z", Some(180)), "You can try again now.");
        assert_eq!(at("2026-11-23T10:03:00Z", None), "Try again in a few minutes.");
        assert_eq!(at("2026-11-23T09:59:00Z", Some(180)), "Try again in 3 minutes.", "a clock that is behind");
    }

    #[test]
    fn an_end_today_is_not_a_day_away() {
        let end = Timestamp::parse("2026-11-24T10:00:00Z").unwrap();
        assert_eq!(speaker_at("2026-11-24T09:00:00Z").days_left(end), "less than a day");
        assert_eq!(speaker_at("2026-11-23T10:00:00Z").days_left(end), "1 day");
        assert_eq!(speaker_at("2026-11-23T09:00:00Z").days_left(end), "2 days");
    }
}
