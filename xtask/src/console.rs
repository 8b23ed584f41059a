//! What a person sees of xtask: which step runs, how long it took, and why it stopped.

use std::fmt::Display;
use std::time::{Duration, Instant};

/// Why a command stopped, and what to do about it: one sentence, shown as it is.
#[derive(Debug)]
pub(crate) struct Failure(pub(crate) String);

impl Failure {
    /// A failure to `what`, with the operating system's reason.
    pub(crate) fn because(what: impl Display, reason: impl Display) -> Self {
        Self(format!("cannot {what}: {reason}"))
    }
}

/// Says what is about to happen.
pub(crate) fn say(sentence: impl Display) {
    eprintln!("› {sentence}");
}

/// Runs `work`, saying what it is before and how long it took after.
pub(crate) fn step<T>(name: &str, work: impl FnOnce() -> Result<T, Failure>) -> Result<T, Failure> {
    say(format!("{name} …"));
    let start = Instant::now();
    let done = work()?;
    eprintln!("  {name}: {}", seconds(start.elapsed()));
    Ok(done)
}

/// A duration as people compare them: "0.4 s", "71 s".
pub(crate) fn seconds(duration: Duration) -> String {
    let seconds = duration.as_secs_f64();
    if seconds < 10.0 { format!("{seconds:.1} s") } else { format!("{seconds:.0} s") }
}
