//! The composition root: finds the host, chooses the language, builds the client, shows the settings.

use crate::api::Client;
use crate::host::{self, Context, Host};
use crate::settings::SettingsPanel;
use crate::settings::message::Message;
use contract::finding::Outcome;
use leptos::prelude::*;
use panel::i18n::{Messages, for_locale};
use panel::wording::{Notice, Operation, Speaker};
use panel::{Error, HostError};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;

/// How often distances in time are counted anew.
const TICK: Duration = Duration::from_secs(20);

/// What has to be known before anything is drawn.
#[derive(Clone, Debug)]
pub struct Start {
    host: Rc<Host>,
    /// Where the page is, or why there is nothing to show.
    context: Result<Context, Error>,
    messages: &'static Messages,
}

impl Start {
    fn new(host: Rc<Host>, context: Result<Context, HostError>) -> Self {
        let context = context.map_err(Error::from_host);
        let messages = for_locale(context.as_ref().ok().and_then(|context| context.locale.as_deref()));
        host.set_title(messages.panel.title, messages.language);
        Self { host, context, messages }
    }
}

/// Finds the host, asks it where there is one to ask, and has `draw` show the page. A tab of its own is drawn at once.
pub fn open(draw: impl FnOnce(Start) + 'static) {
    let host = Rc::new(Host::detect());
    let draw = move |host: Rc<Host>, context| {
        draw(Start::new(Rc::clone(&host), context));
        host.ready();
    };
    match host.standalone_context() {
        Some(context) => draw(host, Ok(context)),
        None => spawn_local(async move {
            let context = host.open().await;
            draw(host, context);
        }),
    }
}

/// The page.
#[component]
pub fn App(
    /// What is known.
    start: Start,
) -> impl IntoView {
    let Start { host, context, messages } = start;
    let now = RwSignal::new(host::now());
    // Fails only where there is no window.
    drop(set_interval_with_handle(move || now.set(host::now()), TICK));
    let kept = StoredValue::new_local(Rc::clone(&host));
    let on_reload = Callback::new(move |()| kept.with_value(|host| host.reload()));
    let on_dirty = Callback::new(move |dirty| kept.with_value(|host| host.set_dirty(dirty)));
    let on_notice = host.has_flags().then(|| {
        Callback::new(move |notice: Notice| {
            kept.with_value(|host| host.flag(notice.outcome == Outcome::Pass, notice.title, &notice.body));
        })
    });
    let project = context.and_then(|context| context.project.ok_or_else(|| Error::from_status(404, None)));
    match project {
        Ok(project) => view! {
            <SettingsPanel
                client=Client::new(host, project)
                messages=messages
                now=now
                local=host::local
                on_dirty=on_dirty
                on_notice=on_notice
                on_reload=on_reload
            />
        }
        .into_any(),
        Err(error) => {
            let speaker = Speaker { messages, now: now.get_untracked(), local: host::local };
            let headline = speaker.problem(&error, Operation::Load);
            view! {
                <main class="wa-panel">
                    <h1>{messages.panel.title}</h1>
                    <Message headline=headline messages=messages on_reload=on_reload />
                </main>
            }
            .into_any()
        }
    }
}
