//! The stored token: what may be known of it, and what can be done with it.

use super::context::Context;
use super::message::{Message, Press};
use super::model::{Act, Event, Ready};
use super::wording::{Asked, Headline};
use crate::i18n::fill;
use crate::ui::{Appearance, Button, Definition, DefinitionList, Heading, SectionMessage, Tone};
use contract::finding::Outcome;
use contract::settings::StoredToken as Facts;
use leptos::prelude::*;

/// The stored token.
#[component]
pub fn StoredToken(
    /// The panel.
    context: Context,
    /// Loads the page anew.
    on_reload: Callback<()>,
) -> impl IntoView {
    let words = &context.messages.stored;
    let token = context.of_ready(|ready| ready.saved.settings.token.clone());
    let busy = context.holds(|ready| ready.stored().is_some_and(|stored| matches!(stored.act, Act::Checking(_))));
    let leaving = context.holds(|ready| {
        ready.stored().is_some_and(|stored| matches!(stored.act, Act::Disconnecting(_) | Act::Rereading(_)))
    });
    let trouble = context.of_ready(trouble);
    view! {
        <section class="wa-stored" aria-labelledby="stored">
            <Heading level=2 class="wa-stored__title" id="stored".to_owned() text=words.title />
            {move || token.get().flatten().map(|token| facts(context, &token))}
            <div class="wa-form-footer">
                <Button label=words.check_again busy=busy on_press=context.telling(Event::PressedCheckAgain) />
                <Button label=words.replace on_press=context.telling(Event::PressedReplace) />
                <Button
                    label=words.disconnect
                    appearance=Appearance::Subtle
                    busy=leaving
                    on_press=context.telling(Event::PressedDisconnect)
                />
            </div>
        </section>
        {move || {
            let (headline, event) = trouble.get().flatten()?.in_words(context);
            let retry = context.messages.footer.retry;
            let presses = event.map(|event| Press { label: retry, on_press: context.telling(event) });
            let presses = presses.into_iter().collect::<Vec<_>>();
            Some(view! { <Message headline=headline messages=context.messages presses=presses on_reload=on_reload /> })
        }}
    }
}

fn facts(context: Context, token: &Facts) -> AnyView {
    let words = &context.messages.stored;
    let speaker = context.speaker();
    let app = match &token.app {
        None => words.app_unknown.to_owned(),
        Some(app) => match &app.name {
            Some(name) => fill(words.app_value, &[("name", name), ("id", &app.id)]),
            None => app.id.clone(),
        },
    };
    let accepted = token.accepted_at.map_or_else(|| words.accepted_never.to_owned(), |at| speaker.when(at));
    let elsewhere = token
        .used_elsewhere
        .then(|| view! { <SectionMessage tone=Tone::Warning level=3 title=words.used_elsewhere /> });
    let (last_four, saved_by, expiry) = (token.last_four.clone(), speaker.saved_by(token), speaker.expiry(token));
    view! {
        <DefinitionList>
            <Definition term=words.app>{app}</Definition>
            <Definition term=words.ends_in>
                <code>{last_four}</code>
            </Definition>
            <Definition term=words.saved>{saved_by}</Definition>
            <Definition term=words.expires>{expiry}</Definition>
            <Definition term=words.accepted>{accepted}</Definition>
        </DefinitionList>
        {elsewhere}
    }
    .into_any()
}

/// What stands in the way of what was pressed.
#[derive(Clone, Debug, PartialEq)]
enum Trouble {
    Checking(crate::api::Error),
    Disconnecting(crate::api::Error),
    Changed,
}

fn trouble(ready: &Ready) -> Option<Trouble> {
    match &ready.stored()?.act {
        Act::CheckFailed(error) => Some(Trouble::Checking(error.clone())),
        Act::DisconnectFailed(error) => Some(Trouble::Disconnecting(error.clone())),
        Act::Changed => Some(Trouble::Changed),
        Act::None | Act::Checking(_) | Act::AskingDisconnect | Act::Disconnecting(_) | Act::Rereading(_) => None,
    }
}

impl Trouble {
    fn in_words(&self, context: Context) -> (Headline, Option<Event>) {
        let speaker = context.speaker();
        match self {
            Self::Checking(error) => (speaker.problem(error, Asked::ToLook), Some(Event::PressedCheckAgain)),
            Self::Disconnecting(error) => (speaker.problem(error, Asked::ToDisconnect), Some(Event::PressedDisconnect)),
            Self::Changed => {
                let words = &context.messages.problems.changed;
                let headline = Headline {
                    outcome: Outcome::Warning,
                    title: words.title.to_owned(),
                    body: words.body.to_owned(),
                    ways: Vec::new(),
                    reference: None,
                };
                (headline, None)
            }
        }
    }
}
