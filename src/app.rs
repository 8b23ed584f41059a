//! Puts the page together: finds the host, chooses the language, and connects the panel with the backend.

use crate::api::Client;
use crate::host::{Context, Host, Intl};
use crate::runtime::Runtime;
use crate::sections::{Message, Panel};
use leptos::prelude::*;
use panel::{Action, Error, Event, HostError, Phrases, StartFailure, language};
use std::rc::Rc;
use std::time::Duration;
use wasm_bindgen_futures::spawn_local;

/// How often "5 minutes ago" is updated.
const TICK: Duration = Duration::from_secs(20);

/// What has to be known before anything is rendered.
#[derive(Clone, Debug)]
pub struct Start {
    host: Rc<Host>,
    /// Where the page is, or why it can't be shown.
    context: Result<Context, Error>,
    phrases: Phrases,
}

impl Start {
    fn new(host: Rc<Host>, context: Result<Context, HostError>) -> Self {
        let context = context.map_err(Error::from_host);
        let (locale, time_zone) =
            context.as_ref().map_or((None, None), |it| (it.locale.as_deref(), it.time_zone.as_deref()));
        let language = language::for_locale(locale);
        let phrases = Phrases::english(Rc::new(Intl::new(language, locale, time_zone)));
        host.set_title(panel::title(&phrases), language);
        Self { host, context, phrases }
    }
}

/// Finds the host, asks it where the page is, and has `render` show the page. A tab of its own is rendered at once.
pub fn open(render: impl FnOnce(Start) + 'static) {
    let host = Rc::new(Host::detect());
    let render = move |host: Rc<Host>, context| {
        render(Start::new(Rc::clone(&host), context));
        host.ready();
    };
    match host.standalone_context() {
        Some(context) => render(host, Ok(context)),
        None => spawn_local(async move {
            let context = host.open().await;
            render(host, context);
        }),
    }
}

/// The page.
#[component]
pub fn App(
    /// What is known.
    start: Start,
) -> impl IntoView {
    let Start { host, context, phrases } = start;
    let project = match context.and_then(|context| context.project.ok_or_else(|| Error::from_status(404, None))) {
        Ok(project) => project,
        Err(error) => return failure(host, StartFailure::new(&error, &phrases)),
    };
    let client = Client::new(Rc::clone(&host), project);
    let field = NodeRef::new();
    let runtime = Runtime::start(host, client, phrases, field);
    // Fails only if there is no window.
    drop(set_interval_with_handle(move || runtime.tick(), TICK));

    view! {
        <Panel
            shown=runtime.shown()
            dispatch=Callback::new(move |event| runtime.dispatch(event))
            field=field
        />
    }
    .into_any()
}

fn failure(host: Rc<Host>, failure: StartFailure) -> AnyView {
    let host = StoredValue::new_local(host);
    let dispatch = Callback::new(move |event| {
        if event == Event::Pressed(Action::Reload) {
            host.with_value(|host| host.reload());
        }
    });
    view! {
        <main class="wa-panel">
            <div class="wa-panel__task">
                <h1>{failure.title}</h1>
                <Message message=failure.message dispatch=dispatch />
            </div>
        </main>
    }
    .into_any()
}
