//! The guide: ten steps from Meta's Business settings to a saved token, ticked as the report proves them done.

use super::context::Context;
use super::links;
use super::message::sentence;
use crate::ui::{Heading, Link, SectionMessage, Step, Steps, Tone, optional};
use leptos::prelude::*;
use panel::guide::{STEPS, current, done};

/// The drawing of each step, where there is a place to show.
const PICTURES: [Option<&str>; STEPS] = [
    Some("guide.svg#business-settings"),
    Some("guide.svg#system-users"),
    None,
    None,
    Some("guide.svg#assign-app"),
    Some("guide.svg#assign-account"),
    Some("guide.svg#expiration"),
    Some("guide.svg#permissions"),
    Some("guide.svg#copy-token"),
    Some("guide.svg#paste-token"),
];

/// The guide.
#[component]
pub fn Guide(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let words = &context.messages.guide;
    let new_tab = context.messages.panel.new_tab;
    let ticks = context.of_ready(|ready, _| done(ready));
    let shown = context.of_ready(|ready, speaker| {
        let headline = speaker.headline(ready);
        current(ready, headline.and_then(|headline| headline.step()))
    });
    let link = move |number: u8| match number {
        1 => Some((links::BUSINESS_SETTINGS, words.open_business_settings)),
        2 => Some((links::SYSTEM_USERS, words.open_system_users)),
        6 => Some((links::WHATSAPP_ACCOUNTS, words.open_whatsapp_accounts)),
        _ => None,
    };
    let steps = (1_u8..).zip(&words.steps).zip(PICTURES).map(move |((number, step), picture)| {
        let place = usize::from(number) - 1;
        let is_done = Signal::derive(move || ticks.get().is_some_and(|ticks| ticks[place]));
        let is_current = Signal::derive(move || shown.get().flatten() == Some(number));
        let link = link(number).map(|(href, label)| {
            view! {
                <p>
                    <Link href=href label=label new_tab=new_tab />
                </p>
            }
        });
        let body = view! { {step.body.iter().map(|text| sentence(text)).collect_view()} {optional(link)} };
        view! {
            <Step
                number=number
                title=step.title
                done=is_done
                done_word=words.done
                current=is_current
                open=is_current
                picture=picture
            >
                {body}
            </Step>
        }
        .into_any()
    });
    view! {
        <section class="wa-guide" aria-labelledby="guide">
            <Heading level=2 class="wa-section-title" id="guide" text=words.title />
            <p class="wa-guide__note">
                {words.lead} " " <Link href=links::OFFICIAL_GUIDE label=words.official new_tab=new_tab />
            </p>
            <Steps>{steps.collect_view()}</Steps>
            <SectionMessage tone=Tone::Information level=3 title=words.once_title>
                <p>{words.once_body}</p>
            </SectionMessage>
            <p class="wa-guide__note">
                {words.next} " " <Link href=links::CHAT_CLOUD label=words.phone_number_id new_tab=new_tab />
            </p>
            <p class="wa-guide__note">
                {words.server} " " <Link href=links::CHAT_SERVER label=words.server_guide new_tab=new_tab />
            </p>
        </section>
    }
}
