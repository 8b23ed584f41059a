//! The status of the connection, and what was just done.

use super::message::{Message, tone};
use crate::ui::{Lozenge, dynamic, maybe};
use leptos::prelude::*;
use panel::token::StatusView;
use panel::{Event, PanelView};

/// The id of the status, or of what stands in its place. It takes the focus if the element that had it is removed.
pub(super) const ID: &str = "status";

/// The status of the connection, and what was just done.
#[component]
pub fn Status(
    /// The panel.
    view: RwSignal<PanelView>,
    /// Takes the presses.
    dispatch: Callback<Event>,
) -> impl IntoView {
    let label = view.with_untracked(|view| view.status.as_ref().map(|status| status.label.clone()));
    let status = move || {
        let status = view.with(|view| view.status.clone());
        maybe(status.map(|StatusView { outcome, name, evidence, .. }| {
            view! {
                <Lozenge tone=tone(outcome) label=name />
                <span class="wa-status__evidence">{evidence}</span>
            }
        }))
    };
    let last_action = move || {
        let message = view.with(|view| view.last_action.clone());
        maybe(message.map(|message| view! { <Message message=message dispatch=dispatch /> }))
    };
    view! {
        <div class="wa-status" id=ID tabindex="-1" role="group" aria-label=label>
            {dynamic(status)}
        </div>
        {dynamic(last_action)}
    }
}
