//! A headline as a box: what is so, what to do, and the links to where.

use super::links;
use crate::ui::{Appearance, Button, Link, SectionMessage, StepLink, Tone, optional};
use contract::finding::Outcome;
use leptos::prelude::*;
use panel::i18n::{Messages, fill};
use panel::inline_code::pieces;
use panel::wording::{Headline, Way};

/// The colour and icon of an outcome.
#[must_use]
pub fn tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Pass => Tone::Success,
        Outcome::Information => Tone::Information,
        Outcome::Warning => Tone::Warning,
        Outcome::Fail => Tone::Danger,
        Outcome::Unknown => Tone::Neutral,
    }
}

/// A sentence, with its code set as code.
#[must_use]
pub fn sentence(text: &str) -> AnyView {
    let pieces = pieces(text).map(|(code, piece)| {
        let piece = piece.to_owned();
        if code { view! { <code>{piece}</code> }.into_any() } else { piece.into_any() }
    });
    view! { <p>{pieces.collect_view()}</p> }.into_any()
}

/// A button among the links of a message.
#[derive(Clone, Debug)]
pub struct Press {
    /// Its words.
    pub label: &'static str,
    /// What it does.
    pub on_press: Callback<()>,
}

/// A headline as a box, with `presses` before its links.
#[component]
pub fn Message(
    /// What to say.
    headline: Headline,
    /// The language.
    messages: &'static Messages,
    /// Buttons.
    #[prop(optional)]
    presses: Vec<Press>,
    /// Loads the page anew, for headlines that lead there.
    #[prop(optional, into)]
    on_reload: Option<Callback<()>>,
) -> impl IntoView {
    let Headline { outcome, title, body, ways, reference } = headline;
    let mut links = ways.iter().filter_map(|way| link(*way, messages, on_reload));
    // Where it says to reload, that comes first.
    let mut actions: Vec<AnyView> = links.by_ref().take(usize::from(ways.first() == Some(&Way::Reload))).collect();
    actions.extend(presses.into_iter().map(|press| {
        view! { <Button label=press.label appearance=Appearance::Link on_press=press.on_press /> }.into_any()
    }));
    actions.extend(links);
    let reference = reference.map(|id| {
        let text = fill(messages.panel.reference, &[("id", &id)]);
        view! { <p class="wa-reference">{text}</p> }
    });
    view! {
        <SectionMessage tone=tone(outcome) title=title level=2 actions=actions>
            {sentence(&body)} {optional(reference)}
        </SectionMessage>
    }
}

fn link(way: Way, messages: &'static Messages, on_reload: Option<Callback<()>>) -> Option<AnyView> {
    let words = &messages.report;
    let outside = |href, label| view! { <Link href=href label=label new_tab=messages.panel.new_tab /> }.into_any();
    Some(match way {
        Way::Step(number) => {
            let label = fill(messages.panel.step_link, &[("n", &number.to_string())]);
            view! { <StepLink number=number label=label /> }.into_any()
        }
        Way::MetaSettings => outside(links::SYSTEM_USERS, words.meta_settings),
        Way::MetaStatus => outside(links::STATUS, words.meta_status),
        Way::MetaApps => outside(links::APPS, words.meta_apps),
        Way::MetaSupport => outside(links::SUPPORT, words.meta_support),
        Way::Reload => {
            let on_press = on_reload?;
            view! { <Button label=messages.footer.reload appearance=Appearance::Link on_press=on_press /> }.into_any()
        }
    })
}
