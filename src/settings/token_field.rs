//! The token field: pasting, cleaning, and what can be said before Meta is asked.

use super::context::Context;
use super::message::tone;
use crate::ui::{Field, FieldMessage, RevealWords, SecretInput, Tone};
use contract::access_token::{Removed, SecretText, clean};
use leptos::prelude::*;
use panel::Event;
use panel::token::Draft;

/// The id of the field.
pub const ID: &str = "token";

/// From this many characters on a paste is taken for a whole secret, and not for a piece of one.
const WHOLE: usize = 20;

/// The token field.
#[component]
pub fn TokenField(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let words = &context.messages.field;
    let helper = context.helper();
    // Length and last four do; what was removed may take more lines.
    let one_line = context.holds(|ready| {
        ready.editing().is_some_and(|editing| !editing.draft.is_empty() && editing.draft.removed().is_nothing())
    });
    let message = context.of_ready(|ready, speaker| {
        let (outcome, text) = speaker.field_message(ready.editing()?)?;
        Some(FieldMessage { tone: tone(outcome), text })
    });
    let message = move || message.get().flatten();
    let wrong = move || message().is_some_and(|message| message.tone == Tone::Danger);
    let saving = context.holds(|ready| ready.editing().is_some_and(|editing| editing.save.is_busy()));

    // What the last paste lost, until the text that it led to has been told.
    let lost = StoredValue::new(None::<Removed>);
    let on_paste = move |raw: String| {
        let cleaned = clean(&raw);
        if cleaned.text.expose().len() >= WHOLE
            && let Some(input) = context.field.get_untracked()
        {
            // It takes the place of whatever stands there: nobody means to glue two secrets together.
            input.select();
        }
        lost.set_value(Some(cleaned.removed));
        // An input drops line breaks, and two tokens in two lines would become one text that looks like a token.
        cleaned.text.expose().replace('\n', " ")
    };
    let on_input = move |text: String| {
        let text = SecretText::new(text);
        let removed = lost.try_update_value(Option::take).flatten();
        context.tell(match removed {
            Some(removed) => Event::Pasted(Draft::pasted(text, removed)),
            None => Event::Typed(Draft::typed(text)),
        });
    };
    on_cleanup(move || {
        if let Some(input) = context.field.get_untracked() {
            input.set_value("");
        }
    });

    let reveal = RevealWords {
        show: words.show,
        show_spoken: words.show_spoken,
        hide: words.hide,
        hide_spoken: words.hide_spoken,
    };
    view! {
        <Field id=ID label=words.label required=words.required helper=helper one_line=one_line message=message>
            <SecretInput
                id=ID
                node=context.field
                words=reveal
                required=true
                invalid=Signal::derive(wrong)
                readonly=saving
                on_input=on_input
                on_paste=on_paste
                on_blur=context.telling(Event::LeftField)
            />
        </Field>
    }
}
