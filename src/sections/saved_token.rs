//! The saved token: what is known about it, and what can be done with it.

use super::message::{Message, button};
use crate::ui::{Appearance, Definition, DefinitionList, Heading, dynamic, maybe};
use leptos::prelude::*;
use panel::token::{FactView, SavedTokenView};
use panel::{Event, PanelView};

/// The id of the heading.
const HEADING: &str = "saved-token";

/// The saved token.
#[component]
pub fn SavedToken(
    /// The panel.
    view: RwSignal<PanelView>,
    /// Takes the presses.
    dispatch: Callback<Event>,
) -> impl IntoView {
    dynamic(move || {
        let saved = view.with(|view| view.saved_token.clone());
        maybe(saved.map(|saved| card(saved, dispatch)))
    })
}

fn card(saved: SavedTokenView, dispatch: Callback<Event>) -> AnyView {
    let SavedTokenView { title, facts, used_elsewhere, check_again, replace, disconnect, message } = saved;
    let facts = facts.into_iter().map(fact).collect_view();
    let elsewhere = used_elsewhere.map(|message| view! { <Message message=message dispatch=dispatch level=3 /> });
    let message = message.map(|message| view! { <Message message=message dispatch=dispatch /> });
    view! {
        <section class="wa-stored" aria-labelledby=HEADING>
            <Heading level=2 class="wa-section-title" id=HEADING text=title />
            <DefinitionList>{facts}</DefinitionList>
            {maybe(elsewhere)}
            <div class="wa-form-footer">
                {button(check_again, Appearance::Default, dispatch)}
                {button(replace, Appearance::Default, dispatch)}
                {button(disconnect, Appearance::Subtle, dispatch)}
            </div>
        </section>
        {maybe(message)}
    }
    .into_any()
}

fn fact(fact: FactView) -> AnyView {
    let FactView { term, value, is_code } = fact;
    let value = if is_code { view! { <code>{value}</code> }.into_any() } else { value.into_any() };
    view! { <Definition term=term>{value}</Definition> }.into_any()
}
