//! The feature: the WhatsApp Business settings of one project.
//!
//! What the panel is stands in the crate `panel`. The files here draw one part of it each; `panel` puts them
//! together, and `requests` is the only one that starts any.

pub mod announcer;
pub mod connection_status;
pub mod context;
pub mod drawn;
pub mod guide;
pub mod links;
pub mod message;
pub mod panel;
pub mod questions;
pub mod report_card;
mod requests;
pub mod save_bar;
pub mod stored_token;
pub mod token_field;

#[cfg(all(test, feature = "ssr"))]
mod structure;

use self::panel::Panel;
use crate::api::Client;
use ::panel::State;
use ::panel::i18n::Messages;
use ::panel::wording::Notice;
use context::Context;
use contract::timestamp::{Civil, Timestamp};
use leptos::prelude::*;
use requests::Requests;

/// The settings of the client's project.
#[component]
pub fn SettingsPanel(
    /// The backend.
    client: Client,
    /// The language.
    messages: &'static Messages,
    /// The moment; it moves on by itself.
    now: RwSignal<Timestamp>,
    /// The calendar and clock of whoever reads.
    local: fn(Timestamp) -> Civil,
    /// Called with whether leaving would lose something that was typed.
    on_dirty: Callback<bool>,
    /// Shows what was done, where the page's host does that.
    on_notice: Option<Callback<Notice>>,
    /// Loads the page anew.
    on_reload: Callback<()>,
) -> impl IntoView {
    let (state, first) = State::begin();
    let state = RwSignal::new(state);
    let (field, status) = (NodeRef::new(), NodeRef::new());
    let keys = RwSignal::new(());
    let requests = Requests::new(client, state, keys, field, status, on_dirty, on_reload);
    let dispatch = Callback::new(move |event| requests.take_note(event));
    let context = Context { state, keys, dispatch, now, local, messages, on_notice, field, status };
    requests.start(first);
    view! { <Panel context=context on_reload=on_reload /> }
}
