//! The label, help, and messages of an input, and the ids that connect them.
//!
//! The ids are `{id}-label`, `{id}-helper`, `{id}-error`, and `{id}-valid`. All four elements
//! exist from the start, so the input can refer to them right away, and a later message
//! appears in a live region that already exists.

use leptos::prelude::*;

use super::{
    dynamic::{dynamic, maybe},
    icon::Icon,
    tone::Tone,
};

/// A message about the text in the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldMessage {
    /// [`Tone::Danger`] means that the text is wrong. Other tones only advise.
    pub tone: Tone,
    /// What happened, and what to do.
    pub text: String,
}

/// The label, help, and messages around an input.
#[component]
pub fn Field(
    /// The input's id, and the prefix of the other ids.
    id: &'static str,
    /// The field's name: a noun without a colon.
    #[prop(into)]
    label: String,
    /// The word for "required", the asterisk's tooltip. If present, the field is required.
    #[prop(optional, into)]
    required: Option<String>,
    /// Where to find the value, or facts about the text. Changes aren't announced, so it can
    /// change with every key press.
    helper: impl Fn() -> String + Send + 'static,
    /// Whether it always fits on one line, so that changes shift nothing.
    one_line: impl Fn() -> bool + Send + 'static,
    /// The message about the text. Changes are announced.
    message: impl Fn() -> Option<FieldMessage> + Copy + Send + 'static,
    /// The input, with this `id`.
    children: Children,
) -> impl IntoView {
    let slot = move |wrong: bool| {
        let message = message().filter(|message| (message.tone == Tone::Danger) == wrong);
        maybe(message.map(|message| {
            view! {
                <p class="wa-field__message" data-tone=message.tone.attribute()>
                    <Icon glyph=message.tone.glyph() />
                    <span>{message.text}</span>
                </p>
            }
        }))
    };
    view! {
        <div class="wa-field">
            <label class="wa-field__label" id=format!("{id}-label") for=id>
                {label}
                {maybe(
                    required
                        .map(|word| {
                            view! {
                                <span class="wa-field__required" aria-hidden="true" title=word>
                                    "*"
                                </span>
                            }
                        }),
                )}
            </label>
            {children()}
            <p
                class="wa-field__helper"
                id=format!("{id}-helper")
                data-one-line=move || one_line().then_some("true")
            >
                {move || helper()}
            </p>
            <div class="wa-field__messages" aria-live="polite">
                <div id=format!("{id}-error")>{dynamic(move || slot(true))}</div>
                <div id=format!("{id}-valid")>{dynamic(move || slot(false))}</div>
            </div>
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html_of(message: Option<FieldMessage>) -> String {
        Owner::new().with(|| {
            let message = StoredValue::new(message);
            let message = move || message.get_value();
            view! {
                <Field id="key" label="Key" required="required" helper=|| "In the drawer.".to_owned() one_line=|| true message=message>
                    <input id="key" />
                </Field>
            }
            .to_html()
        })
    }

    fn inside<'a>(html: &'a str, id: &str) -> Option<&'a str> {
        let (_, rest) = html.split_once(&format!(r#"id="{id}""#))?;
        rest.split("</div>").next()
    }

    #[test]
    fn label_help_and_message_slots_are_there_from_the_start() {
        let html = html_of(None);
        assert!(html.contains(r#"id="key-label" for="key""#), "{html}");
        assert!(html.contains(r#"aria-hidden="true" title="required""#), "{html}");
        assert!(html.contains("In the drawer."), "{html}");
        let live = html.find(r#"aria-live="polite""#).expect("a live region");
        let error = html.find(r#"id="key-error""#).expect("a slot for errors");
        let valid = html.find(r#"id="key-valid""#).expect("a slot for the rest");
        assert!(live < error && error < valid, "{html}");
    }

    #[test]
    fn an_error_lands_in_the_error_slot_alone() {
        let html = html_of(Some(FieldMessage { tone: Tone::Danger, text: "Too short".to_owned() }));
        assert!(inside(&html, "key-error").expect("a slot").contains("Too short"), "{html}");
        assert!(!inside(&html, "key-valid").expect("a slot").contains("Too short"), "{html}");
    }

    #[test]
    fn advice_does_not_make_the_field_wrong() {
        let html = html_of(Some(FieldMessage { tone: Tone::Warning, text: "Odd".to_owned() }));
        assert!(inside(&html, "key-valid").expect("a slot").contains("Odd"), "{html}");
        assert!(!inside(&html, "key-error").expect("a slot").contains("Odd"), "{html}");
    }
}
