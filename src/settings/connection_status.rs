//! The state of the connection, with its evidence and its time, and what was just done.

use super::context::Context;
use super::message::tone;
use super::model::Done;
use super::wording::StatusLine;
use crate::i18n::Messages;
use crate::ui::{Lozenge, SectionMessage, Tone, dynamic, optional};
use leptos::prelude::*;

/// The state of the connection.
#[component]
pub fn ConnectionStatus(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let line = context.of_ready(|ready, speaker| speaker.status(ready));
    let done = context.of_ready(|ready, _| ready.done.filter(|done| *done != Done::CheckedAgain));
    let status = move || {
        optional(line.get().map(|StatusLine { outcome, name, evidence }| {
            view! {
                <Lozenge tone=tone(outcome) label=name />
                <span class="wa-status__evidence">{evidence}</span>
            }
        }))
    };
    let told = move || {
        let done = done.get().flatten();
        optional(done.map(|done| {
            view! { <SectionMessage tone=Tone::Success level=2 title=done_words(context.messages, done) /> }
        }))
    };
    view! {
        <div
            class="wa-status"
            node_ref=context.status
            tabindex="-1"
            role="group"
            aria-label=context.messages.statuses.label
        >
            {dynamic(status)}
        </div>
        {dynamic(told)}
    }
}

/// What was just done.
#[must_use]
pub fn done_words(messages: &'static Messages, done: Done) -> &'static str {
    let words = &messages.told;
    match done {
        Done::Connected => words.connected,
        Done::Replaced => words.replaced,
        Done::CheckedAgain => words.checked_again,
        Done::Disconnected => words.disconnected,
    }
}
