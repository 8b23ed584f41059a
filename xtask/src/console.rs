//! What xtask prints: which step runs, and how long it took.

use anyhow::Result;
use std::fmt::Display;
use std::time::{Duration, Instant};

/// Announces what happens next.
pub(crate) fn say(sentence: impl Display) {
    eprintln!("› {sentence}");
}

/// Runs `work`; prints its name before and its duration after.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T>) -> Result<T> {
    say(format!("{name} …"));
    let start = Instant::now();
    let done = work()?;
    eprintln!("  {name}: {}", seconds(start.elapsed()));
    Ok(done)
}

/// A duration such as "0.4 s" or "71 s".
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 10.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}
