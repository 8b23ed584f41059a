//! Dates, clocks and distances in words.

/// The words for moments.
#[derive(Debug)]
pub struct Moments {
    pub months: [&'static str; 12],
    /// `{day}`, `{month}`, `{year}`
    pub date: &'static str,
    /// `{date}`, `{hour}`, `{minute}`
    pub date_and_time: &'static str,
    pub just_now: &'static str,
    pub minute_ago: &'static str,
    /// `{n}`
    pub minutes_ago: &'static str,
    /// One day, and more (`{n}`).
    pub days: [&'static str; 2],
    pub less_than_a_day: &'static str,
}
