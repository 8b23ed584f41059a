//! The state of the connection, with its evidence and its time, and what was just done.

use super::context::Context;
use super::message::tone;
use super::model::Done;
use super::wording::StatusLine;
use crate::ui::{Lozenge, SectionMessage, Tone};
use contract::finding::Outcome;
use leptos::prelude::*;

/// The state of the connection.
#[component]
pub fn ConnectionStatus(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let ready = context.of_ready(Clone::clone);
    let line = Memo::new(move |_| {
        let speaker = context.speaker();
        ready.with(|ready| ready.as_ref().map(|ready| speaker.status(ready)))
    });
    let read = move |part: fn(&StatusLine) -> String| line.with(|line| line.as_ref().map(part).unwrap_or_default());
    let colour = move || line.with(|line| tone(line.as_ref().map_or(Outcome::Unknown, |line| line.outcome)));
    let done = context.of_ready(|ready| ready.done);
    view! {
        <div
            class="wa-status"
            node_ref=context.status
            tabindex="-1"
            role="group"
            aria-label=context.messages.statuses.label
        >
            <Lozenge tone=Signal::derive(colour) label=Signal::derive(move || read(|line| line.name.clone())) />
            <span class="wa-status__evidence">{move || read(|line| line.evidence.clone())}</span>
        </div>
        {move || {
            done.get()
                .flatten()
                .filter(|done| *done != Done::CheckedAgain)
                .map(|done| view! { <SectionMessage tone=Tone::Success level=2 title=done_words(context, done) /> })
        }}
    }
}

/// What was just done.
#[must_use]
pub fn done_words(context: Context, done: Done) -> &'static str {
    let words = &context.messages.told;
    match done {
        Done::Connected => words.connected,
        Done::Replaced => words.replaced,
        Done::CheckedAgain => words.checked_again,
        Done::Disconnected => words.disconnected,
    }
}
