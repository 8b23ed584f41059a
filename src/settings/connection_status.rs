//! The state of the connection, with its evidence and its time, and what was just done.

use super::context::Context;
use super::message::{sentence, tone};
use crate::ui::{Lozenge, SectionMessage, dynamic, optional};
use leptos::prelude::*;
use panel::wording::StatusLine;

/// The state of the connection.
#[component]
pub fn ConnectionStatus(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let line = context.of_ready(|ready, speaker| speaker.status(ready));
    let done = context.of_ready(|ready, speaker| speaker.notice(ready));
    let next = context.says(|ready, speaker| speaker.next(ready).to_owned());
    let status = move || {
        optional(line.get().map(|StatusLine { outcome, name, evidence }| {
            view! {
                <Lozenge tone=tone(outcome) label=name />
                <span class="wa-status__evidence">{evidence}</span>
            }
        }))
    };
    let told = move || {
        // A host that shows notices has shown this one already.
        let done = done.get().flatten().filter(|_| context.on_notice.is_none());
        optional(done.map(|(outcome, title)| {
            view! {
                <SectionMessage tone=tone(outcome) level=2 title=title>
                    {optional(Some(next.get()).filter(|next| !next.is_empty()).map(|next| sentence(&next)))}
                </SectionMessage>
            }
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
