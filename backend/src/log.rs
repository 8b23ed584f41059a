//! The log: lines on standard error, by a filter; panics, of which only the place is told; errors with their causes.

use std::error::Error;
use std::panic;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

/// Begins to log what `filter` lets through. What a panic says may quote a value, so only its place is logged.
pub fn begin(filter: Targets) {
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    tracing_subscriber::registry().with(lines.with_filter(filter)).init();
    panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panicked");
    }));
}

/// An error and what lies under it: "error sending request: client error (Connect): …".
#[must_use]
pub fn whole(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut under = error.source();
    while let Some(error) = under {
        text.push_str(": ");
        text.push_str(&error.to_string());
        under = error.source();
    }
    text
}
