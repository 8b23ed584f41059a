//! The form in which a token is entered.

use super::message::{Message, button, tone};
use crate::ui::{
    Appearance, Button, Field, FieldMessage, Heading, Icon, Insertion, Paste, RevealWords, SecretInput, Tone, dynamic,
    maybe,
};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use panel::token::{Draft, ExplanationView, FieldView, FooterView, HeadingView, Pasted, RevealView};
use panel::{Action, Event, PanelView};

/// The id of the token field.
pub(super) const FIELD: &str = "token";

/// The id of the words that say why nothing was saved.
const REASON: &str = "not-saved";

/// The form in which a token is entered.
#[component]
pub fn TokenForm(
    /// The panel.
    view: RwSignal<PanelView>,
    /// The line under the field.
    helper: RwSignal<String>,
    /// Takes what happens in the form.
    dispatch: Callback<Event>,
    /// The token field, which takes the focus when the state machine says so.
    field: NodeRef<html::Input>,
) -> impl IntoView {
    let heading = move || {
        let heading = view.with(|view| view.form.as_ref().and_then(|form| form.heading.clone()));
        maybe(heading.map(heading_of))
    };
    let footer = move || {
        let footer = view.with(|view| view.form.as_ref().map(|form| form.footer.clone()));
        maybe(footer.map(|footer| footer_of(footer, dispatch)))
    };
    let explanation = view.with_untracked(|view| view.form.as_ref().map(|form| form.explanation.clone()));
    let explanation = explanation.map(|ExplanationView { question, answer }| {
        view! {
            <details class="wa-disclosure">
                <summary class="wa-disclosure__summary">{question}</summary>
                <p class="wa-disclosure__content">{answer}</p>
            </details>
        }
    });
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        dispatch.run(Event::Pressed(Action::Save));
    };
    view! {
        <form class="wa-form" novalidate=true data-focus-fallback=FIELD on:submit=submit>
            {dynamic(heading)}
            <TokenField view=view helper=helper dispatch=dispatch node=field />
            {maybe(explanation)}
            {dynamic(footer)}
        </form>
    }
}

#[component]
fn TokenField(
    view: RwSignal<PanelView>,
    helper: RwSignal<String>,
    dispatch: Callback<Event>,
    node: NodeRef<html::Input>,
) -> impl IntoView {
    let message = move || {
        let message = view.with(|view| view.form.as_ref().and_then(|form| form.field.message.clone()));
        message.map(|message| FieldMessage { tone: tone(message.outcome), text: message.text })
    };
    let holds = move |claim: fn(&FieldView) -> bool| {
        move || view.with(|view| view.form.as_ref().is_some_and(|form| claim(&form.field)))
    };

    let on_input = move |text: String| dispatch.run(Event::Typed(Draft::typed(&text)));
    let on_paste = move |Paste { raw, before, after }: Paste| {
        let Pasted { draft, inserted, replaces_all } = Draft::pasted(&raw, &before, &after);
        dispatch.run(Event::Pasted(draft));
        Insertion { text: inserted.expose().to_owned(), replaces_all }
    };
    on_cleanup(move || {
        if let Some(input) = node.get_untracked() {
            input.set_value("");
        }
    });

    let field = view.with_untracked(|view| view.form.as_ref().map(|form| form.field.clone()));
    maybe(field.map(|FieldView { label, required, reveal, .. }| {
        let RevealView { show, show_spoken, hide, hide_spoken } = reveal;
        view! {
            <Field
                id=FIELD
                label=label
                required=required
                helper=move || helper.get()
                one_line=holds(|field| field.helper_is_one_line)
                message=message
            >
                <SecretInput
                    id=FIELD
                    node=node
                    words=RevealWords { show, show_spoken, hide, hide_spoken }
                    required=true
                    invalid=holds(FieldView::is_invalid)
                    readonly=holds(|field| field.read_only)
                    on_input=on_input
                    on_paste=on_paste
                    on_blur=move |()| dispatch.run(Event::LeftField)
                />
            </Field>
        }
    }))
}

fn heading_of(HeadingView { title, lead }: HeadingView) -> AnyView {
    view! {
        <Heading level=2 class="wa-section-title" text=title />
        <p class="wa-form__lead">{lead}</p>
    }
    .into_any()
}

fn footer_of(footer: FooterView, dispatch: Callback<Event>) -> AnyView {
    let FooterView { save, check, keep, not_saved, message } = footer;
    let reason = not_saved.map(|reason| {
        view! {
            <p class="wa-form-footer__reason">
                <Icon glyph=Tone::Danger.glyph() />
                <span>{reason}</span>
            </p>
        }
    });
    let message = message.map(|message| view! { <Message message=message dispatch=dispatch /> });
    view! {
        <div class="wa-form-footer">
            <Button
                label=save.label
                appearance=Appearance::Primary
                submit=true
                busy=save.busy
                described_by=REASON
            />
            {button(check, Appearance::Default, dispatch)}
            {maybe(keep.map(|keep| button(keep, Appearance::Subtle, dispatch)))}
        </div>
        <div class="wa-form__reason" id=REASON>{maybe(reason)}</div>
        {maybe(message)}
    }
    .into_any()
}
