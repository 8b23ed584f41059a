//! The composition root: finds the host, chooses the language, builds the client, shows the settings.

use crate::api::{Client, Error};
use crate::host::{self, Host};
use crate::i18n::en::ENGLISH;
use crate::settings::SettingsPanel;
use crate::settings::message::Message;
use crate::settings::wording::{Asked, Speaker};
use leptos::prelude::*;
use std::rc::Rc;
use std::time::Duration;

/// How often distances in time are counted anew.
const TICK: Duration = Duration::from_secs(20);

/// The page.
#[component]
pub fn App() -> impl IntoView {
    let host = Rc::new(Host::detect());
    let now = RwSignal::new(host::now());
    // Fails only where there is no window.
    drop(set_interval_with_handle(move || now.set(host::now()), TICK));
    let kept = StoredValue::new_local(Rc::clone(&host));
    let on_reload = Callback::new(move |()| kept.with_value(|host| host.reload()));
    let on_dirty = Callback::new(move |dirty| kept.with_value(|host| host.set_dirty(dirty)));
    match host.project() {
        Some(project) => view! {
            <SettingsPanel
                client=Client::new(host, project)
                messages=&ENGLISH
                now=now
                local=host::local
                on_dirty=on_dirty
                on_reload=on_reload
            />
        }
        .into_any(),
        None => {
            let speaker = Speaker { messages: &ENGLISH, now: now.get_untracked(), local: host::local };
            let headline = speaker.problem(&Error::from_status(404, None), Asked::ToLook);
            view! {
                <main class="wa-panel">
                    <h1>{ENGLISH.panel.title}</h1>
                    <Message headline=headline messages=&ENGLISH />
                </main>
            }
            .into_any()
        }
    }
}
