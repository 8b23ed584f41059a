//! The log on standard error.

use std::error::Error;
use std::panic;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::prelude::*;

/// Starts logging what `filter` lets through. A panic's message may quote a secret, so only its location is logged.
pub fn init(filter: Targets) {
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    tracing_subscriber::registry().with(lines.with_filter(filter)).init();
    panic::set_hook(Box::new(|panic| {
        let location = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(location, "panicked");
    }));
}

/// An error with its causes: "error sending request: client error (Connect): …".
#[must_use]
pub fn with_causes(error: &dyn Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        text.push_str(": ");
        text.push_str(&error.to_string());
        cause = error.source();
    }
    text
}
