//! The guide: how to get the token from Meta.

use super::message::{link, paragraph};
use crate::ui::{Heading, Progress, SectionMessage, Step, Steps, Tone, maybe};
use leptos::prelude::*;
use panel::{GuideStepView, GuideView, NoteView, PanelView};

/// The id of the heading.
const HEADING: &str = "guide";

/// The guide. It is rendered once, and only its ticks follow `view`: rendering it again would fold the steps that the
/// reader has opened, and fetch the drawings again.
#[component]
pub fn Guide(
    /// The panel.
    view: RwSignal<PanelView>,
) -> impl IntoView {
    let GuideView { title, lead, done_word, steps, once, notes } = view.with_untracked(|view| view.guide.clone());
    let steps = steps.into_iter().enumerate();
    let steps = steps.map(|(index, guide_step)| step(view, index, guide_step, &done_word)).collect_view();
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
}

fn note(note: NoteView) -> AnyView {
    view! {
        <p class="wa-guide__note">
            {note.text} " " {link(note.link)}
        </p>
    }
    .into_any()
}

fn step(view: RwSignal<PanelView>, index: usize, step: GuideStepView, done_word: &str) -> AnyView {
    let GuideStepView { title, paragraphs, link: to, picture, .. } = step;
    let progress = move || {
        view.with(|view| match view.guide.steps.get(index) {
            Some(step) => Progress { done: step.is_done, current: step.is_current },
            None => Progress::default(),
        })
    };
    let paragraphs = paragraphs.iter().map(|text| paragraph(text)).collect_view();
    let to = to.map(|to| view! { <p>{link(to)}</p> });
    view! {
        <Step
            number=index as u8 + 1
            title=title
            progress=progress
            done_word=done_word
            picture=picture.map(|name| format!("guide.svg#{name}"))
        >
            {paragraphs}
            {maybe(to)}
        </Step>
    }
    .into_any()
}
