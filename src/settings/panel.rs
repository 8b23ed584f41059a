//! The whole panel, drawn from the state alone: it starts nothing.

use super::announcer::Announcer;
use super::connection_status::ConnectionStatus;
use super::context::Context;
use super::guide::Guide;
use super::message::{Message, Press};
use super::questions::Questions;
use super::report_card::ReportCard;
use super::save_bar::SaveBar;
use super::stored_token::StoredToken;
use super::token_field::TokenField;
use crate::ui::{Heading, Icon, Spinner, Tone, dynamic, optional};
use contract::settings::{Graph, Project};
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use panel::i18n::fill;
use panel::wording::Operation;
use panel::{Action, Event, Phase, Ready};

/// What the task column shows when nothing is loading.
#[derive(Clone, Debug, PartialEq)]
enum Shown {
    Failed(panel::Error),
    Entering,
    Watching,
}

/// The whole panel.
#[component]
pub fn Panel(
    /// The panel's state, and where to tell what happened.
    context: Context,
    /// Loads the page anew.
    on_reload: Callback<()>,
) -> impl IntoView {
    let words = &context.messages.panel;
    let sandbox = context.holds(|ready| ready.saved.settings.graph == Graph::Sandbox);
    let shown = context.of_state(|state| match state.phase() {
        Phase::Loading(_) => None,
        Phase::LoadFailed(error) => Some(Shown::Failed(error.clone())),
        Phase::Ready(ready) if ready.editing().is_some() => Some(Shown::Entering),
        Phase::Ready(_) => Some(Shown::Watching),
    });
    let task = move || match shown.get() {
        None => view! {
            <p class="wa-status wa-loading" role="status">
                <Spinner />
                {words.loading}
            </p>
        }
        .into_any(),
        Some(Shown::Failed(error)) => {
            let headline = context.speaker().problem(&error, Operation::Load);
            let retry = Press {
                label: context.messages.footer.retry,
                on_press: context.telling(Event::Pressed(Action::Retry)),
            };
            // Another try finds the page on the same wrong site.
            let presses = if error == panel::Error::WrongSite { Vec::new() } else { vec![retry] };
            view! {
                <div role="alert" node_ref=context.status tabindex="-1">
                    <Message headline=headline messages=context.messages presses=presses on_reload=on_reload />
                </div>
            }
            .into_any()
        }
        Some(Shown::Entering) => view! {
            <ConnectionStatus context=context />
            <Form context=context on_reload=on_reload />
            <ReportCard context=context on_reload=on_reload />
        }
        .into_any(),
        Some(Shown::Watching) => view! {
            <ConnectionStatus context=context />
            <StoredToken context=context on_reload=on_reload />
            <ReportCard context=context on_reload=on_reload />
        }
        .into_any(),
    };
    let notice = move || {
        optional(sandbox.get().then(|| {
            view! {
                <div class="wa-environment">
                    <Icon glyph=Tone::Information.glyph() />
                    <span>{words.sandbox}</span>
                </div>
            }
        }))
    };
    view! {
        <main>
            {dynamic(notice)}
            <div class="wa-panel">
                <div class="wa-panel__task">
                    <Header context=context />
                    {dynamic(task)}
                </div>
                <div class="wa-panel__guide">
                    <Guide context=context />
                </div>
            </div>
        </main>
        <Questions context=context />
        <Announcer context=context />
    }
}

#[component]
fn Header(context: Context) -> impl IntoView {
    let words = &context.messages.panel;
    let lead = context.says(|ready, speaker| {
        let words = &speaker.messages.panel;
        fill(words.lead, &[("project", &named(&ready.saved.settings.project, words))])
    });
    view! {
        <header class="wa-panel__header">
            <h1>{words.title}</h1>
            <p>{lead}</p>
        </header>
    }
}

/// "Support (SUP) · acme.atlassian.net", as far as it is known.
fn named(project: &Project, words: &panel::i18n::Panel) -> String {
    let key = project.key.as_str();
    let name = match &project.name {
        Some(name) => fill(words.project_named, &[("name", name), ("key", key)]),
        None => fill(words.project_only, &[("key", key)]),
    };
    match &project.site {
        Some(site) => format!("{name} · {site}"),
        None => name,
    }
}

#[component]
fn Form(context: Context, on_reload: Callback<()>) -> impl IntoView {
    let stored = &context.messages.stored;
    let field = &context.messages.field;
    let replacing = context.holds(Ready::is_replacing);
    let heading = move || {
        optional(replacing.get().then(|| {
            view! {
                <Heading level=2 class="wa-section-title" text=stored.replace_title />
                <p class="wa-form__lead">{stored.replace_body}</p>
            }
        }))
    };
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        context.tell(Event::Pressed(Action::Save));
    };
    view! {
        <form class="wa-form" novalidate=true on:submit=submit>
            {dynamic(heading)}
            <TokenField context=context />
            <details class="wa-disclosure">
                <summary class="wa-disclosure__summary">{field.what}</summary>
                <p class="wa-disclosure__content">{field.what_body}</p>
            </details>
            <SaveBar context=context on_reload=on_reload />
        </form>
    }
}
