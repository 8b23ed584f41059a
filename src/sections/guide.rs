//! The guide: how to get the token from Meta.

use super::message::{link, paragraph};
use crate::ui::{Heading, SectionMessage, Step, Steps, Tone, dynamic, maybe};
use leptos::prelude::*;
use panel::{GuideStepView, GuideView, NoteView, PanelView};

/// The id of the heading.
const HEADING: &str = "guide";

/// The guide.
#[component]
pub fn Guide(
    /// The panel.
    view: RwSignal<PanelView>,
) -> impl IntoView {
    dynamic(move || {
        let GuideView { title, lead, done_word, steps, once, notes } = view.with(|view| view.guide.clone());
        let steps = (1..).zip(steps).map(|(number, guide_step)| step(number, guide_step, &done_word)).collect_view();
        let notes = notes.into_iter().map(note).collect_view();
        let (once_title, once_body) = once;
        view! {
            <section class="wa-guide" aria-labelledby=HEADING>
                <Heading level=2 class="wa-section-title" id=HEADING text=title />
                {note(lead)}
                <Steps>{steps}</Steps>
                <SectionMessage tone=Tone::Information level=3 title=once_title>
                    <p>{once_body}</p>
                </SectionMessage>
                {notes}
            </section>
        }
        .into_any()
    })
}

fn note(note: NoteView) -> AnyView {
    view! {
        <p class="wa-guide__note">
            {note.text} " " {link(note.link)}
        </p>
    }
    .into_any()
}

fn step(number: u8, step: GuideStepView, done_word: &str) -> AnyView {
    let GuideStepView { title, paragraphs, link: to, picture, is_done, is_current } = step;
    let paragraphs = paragraphs.iter().map(|text| paragraph(text)).collect_view();
    let to = to.map(|to| view! { <p>{link(to)}</p> });
    view! {
        <Step
            number=number
            title=title
            done=is_done
            done_word=done_word
            current=is_current
            open=is_current
            picture=picture.map(|name| format!("guide.svg#{name}"))
        >
            {paragraphs}
            {maybe(to)}
        </Step>
    }
    .into_any()
}
