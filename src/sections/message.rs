//! Messages with their buttons and links, and sentences with code in them.

use crate::ui::{Appearance, Button, Link, SectionMessage, StepLink, Tone, maybe};
use contract::finding::Outcome;
use leptos::prelude::*;
use panel::{ButtonView, Event, LinkView, MessageAction, MessageView, StepLinkView, inline_code};

/// The color and icon of an outcome.
pub(super) fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Pass => Tone::Success,
        Outcome::Information => Tone::Information,
        Outcome::Warning => Tone::Warning,
        Outcome::Fail => Tone::Danger,
        Outcome::Unknown => Tone::Neutral,
    }
}

/// A paragraph; words between backticks are set as code.
pub(super) fn paragraph(text: &str) -> AnyView {
    let pieces = inline_code::pieces(text).map(|(is_code, piece)| {
        let piece = piece.to_owned();
        if is_code { view! { <code>{piece}</code> }.into_any() } else { piece.into_any() }
    });
    view! { <p>{pieces.collect_view()}</p> }.into_any()
}

/// A link to another page.
pub(super) fn link(link: LinkView) -> AnyView {
    view! { <Link href=link.href label=link.label new_tab=link.new_tab /> }.into_any()
}

/// A link to a step of the guide.
pub(super) fn step_link(step: StepLinkView) -> AnyView {
    view! { <StepLink number=step.number label=step.label /> }.into_any()
}

/// A button of the panel.
pub(super) fn button(button: ButtonView, appearance: Appearance, dispatch: Callback<Event>) -> AnyView {
    let ButtonView { label, action, busy } = button;
    let press = move |()| dispatch.run(Event::Pressed(action));
    view! { <Button label=label appearance=appearance busy=busy on_press=press /> }.into_any()
}

/// A message with its buttons and links.
#[component]
pub fn Message(
    /// What it says.
    message: MessageView,
    /// Takes the presses.
    dispatch: Callback<Event>,
    /// The heading's level, 2 to 4.
    #[prop(optional, default = 2)]
    level: u8,
) -> impl IntoView {
    let MessageView { outcome, title, body, actions, reference } = message;
    let actions = actions
        .into_iter()
        .map(|action| match action {
            MessageAction::Button(pressed) => button(pressed, Appearance::Link, dispatch),
            MessageAction::Step(step) => step_link(step),
            MessageAction::Link(to) => link(to),
        })
        .collect::<Vec<_>>();
    let body = (!body.is_empty()).then(|| paragraph(&body));
    let reference = reference.map(|reference| view! { <p class="wa-reference">{reference}</p> });
    view! {
        <SectionMessage tone=tone(outcome) title=title level=level actions=actions>
            {maybe(body)} {maybe(reference)}
        </SectionMessage>
    }
}
