//! The stored token: what may be known of it, and what can be done with it.

use super::context::Context;
use super::message::{Message, Press};
use crate::ui::{Appearance, Button, Definition, DefinitionList, Heading, SectionMessage, Tone, dynamic, optional};
use contract::settings::StoredToken as Facts;
use leptos::prelude::*;
use panel::token::Viewing;
use panel::wording::{Headline, Operation, Speaker};
use panel::{Action, Event, Ready};

/// The stored token.
#[component]
pub fn StoredToken(
    /// The panel.
    context: Context,
    /// Loads the page anew.
    on_reload: Callback<()>,
) -> impl IntoView {
    let words = &context.messages.stored;
    let token = context.of_ready(|ready, _| ready.saved.settings.token.clone());
    let busy = context.holds(|ready| ready.viewing().is_some_and(|viewing| viewing.is_checking()));
    let leaving = context.holds(|ready| ready.viewing().is_some_and(Viewing::is_busy));
    let known = move || optional(token.get().flatten().map(|token| facts(context.speaker(), &token)));
    let trouble = context.of_ready(trouble);
    let told = move || {
        let trouble = trouble.get().flatten();
        optional(trouble.map(|(headline, event)| {
            let press = |event| Press { label: context.messages.footer.retry, on_press: context.telling(event) };
            let presses = event.map(press).into_iter().collect::<Vec<_>>();
            view! { <Message headline=headline messages=context.messages presses=presses on_reload=on_reload /> }
        }))
    };
    view! {
        <section class="wa-stored" aria-labelledby="stored">
            <Heading level=2 class="wa-section-title" id="stored" text=words.title />
            {dynamic(known)}
            <div class="wa-form-footer">
                <Button label=words.check_again busy=busy on_press=context.telling(Event::Pressed(Action::CheckAgain)) />
                <Button label=words.replace on_press=context.telling(Event::Pressed(Action::Replace)) />
                <Button
                    label=words.disconnect
                    appearance=Appearance::Subtle
                    busy=leaving
                    on_press=context.telling(Event::Pressed(Action::Disconnect))
                />
            </div>
        </section>
        {dynamic(told)}
    }
}

fn facts(speaker: Speaker, token: &Facts) -> AnyView {
    let speaker = speaker.no_earlier_than(token.report.checked_at);
    let words = &speaker.messages.stored;
    let app = match &token.app {
        None => words.app_unknown.to_owned(),
        Some(app) => speaker.app(app),
    };
    let accepted = token.accepted_at.map_or_else(|| words.accepted_never.to_owned(), |at| speaker.when(at));
    let elsewhere = token.used_elsewhere.then(|| {
        view! {
            <SectionMessage tone=Tone::Warning level=3 title=words.elsewhere_title>
                <p>{words.elsewhere_body}</p>
            </SectionMessage>
        }
    });
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
        {optional(elsewhere)}
    }
    .into_any()
}

/// What stands in the way of what was pressed, and what trying again means.
pub(super) fn trouble(ready: &Ready, speaker: Speaker) -> Option<(Headline, Option<Event>)> {
    match ready.viewing()? {
        Viewing::CheckFailed(error) => {
            Some((speaker.problem(error, Operation::Load), Some(Event::Pressed(Action::CheckAgain))))
        }
        Viewing::DisconnectFailed(error) => {
            let asked =
                if ready.certainty.is_known() { Operation::Disconnect } else { Operation::DisconnectUnconfirmed };
            Some((speaker.problem(error, asked), Some(Event::Pressed(Action::Disconnect))))
        }
        Viewing::StillSaved => Some((speaker.still_stored(), Some(Event::Pressed(Action::Disconnect)))),
        Viewing::Changed => Some((speaker.changed_before_disconnect(), None)),
        Viewing::Idle | Viewing::Checking(_) | Viewing::ConfirmingDisconnect { .. } | Viewing::Disconnecting(_) => None,
    }
}
