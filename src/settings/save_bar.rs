//! Save, Check token and Keep, and what came of the last press.

use super::context::Context;
use super::message::{Message, Press};
use super::model::{Blocked, Check, Event, Ready, Save};
use super::wording::{Asked, Headline};
use crate::ui::{Appearance, Button, Icon, Tone};
use contract::finding::Outcome;
use leptos::prelude::*;

/// The id of the words that say why nothing was saved.
const REASON: &str = "not-saved";

/// The buttons under the field.
#[component]
pub fn SaveBar(
    /// The panel.
    context: Context,
    /// Loads the page anew.
    on_reload: Callback<()>,
) -> impl IntoView {
    let words = &context.messages.footer;
    let saving = context.holds(|ready| ready.entry().is_some_and(|entry| entry.save.is_busy()));
    let checking = context.holds(|ready| ready.entry().is_some_and(|entry| entry.check.is_running()));
    let replacing = context.holds(Ready::is_replacing);
    let reason = context.of_ready(|ready| match ready.entry()?.save {
        Save::Blocked(blocked) => Some(blocked),
        _ => None,
    });
    let trouble = context.of_ready(move |ready| trouble(ready));
    view! {
        <div class="wa-form-footer">
            <Button
                label=words.save
                appearance=Appearance::Primary
                submit=true
                busy=saving
                described_by=REASON
            />
            <Button label=words.check busy=checking on_press=context.telling(Event::PressedCheck) />
            {move || {
                replacing
                    .get()
                    .then(|| {
                        view! {
                            <Button
                                label=words.keep
                                appearance=Appearance::Subtle
                                on_press=context.telling(Event::PressedKeep)
                            />
                        }
                    })
            }}
        </div>
        <div id=REASON>
            {move || {
                reason
                    .get()
                    .flatten()
                    .map(|blocked| {
                        let text = match blocked {
                            Blocked::Shape(_) => words.blocked_shape,
                            Blocked::Refused => words.blocked_refused,
                            Blocked::Unchecked => words.blocked_unchecked,
                        };
                        view! {
                            <p class="wa-field__message" data-tone=Tone::Danger.attribute()>
                                <Icon glyph=Tone::Danger.glyph() />
                                <span>{text}</span>
                            </p>
                        }
                    })
            }}
        </div>
        {move || {
            let (headline, event) = trouble.get().flatten()?.in_words(context)?;
            let presses = vec![Press { label: words.retry, on_press: context.telling(event) }];
            Some(view! { <Message headline=headline messages=context.messages presses=presses on_reload=on_reload /> })
        }}
    }
}

/// What stands in the way, apart from the token itself.
#[derive(Clone, Debug, PartialEq)]
enum Trouble {
    Checking(crate::api::Error),
    Saving(crate::api::Error),
    Changed(Option<Box<contract::settings::StoredToken>>),
}

fn trouble(ready: &Ready) -> Option<Trouble> {
    let entry = ready.entry()?;
    match (&entry.save, &entry.check) {
        (Save::Failed(error, _), _) => Some(Trouble::Saving(error.clone())),
        (Save::Changed, _) => Some(Trouble::Changed(ready.saved.settings.token.clone().map(Box::new))),
        (_, Check::Failed(error)) => Some(Trouble::Checking(error.clone())),
        (_, Check::None | Check::Running(_) | Check::Done(_)) => None,
    }
}

impl Trouble {
    /// The words, and what trying again means.
    fn in_words(&self, context: Context) -> Option<(Headline, Event)> {
        let speaker = context.speaker();
        Some(match self {
            Self::Checking(error) => (speaker.problem(error, Asked::ToLook), Event::PressedCheck),
            Self::Saving(error) => (speaker.problem(error, Asked::ToSave), Event::PressedSave),
            Self::Changed(stored) => {
                let headline = Headline {
                    outcome: Outcome::Warning,
                    title: context.messages.footer.changed_title.to_owned(),
                    body: speaker.changed(stored.as_deref()),
                    ways: Vec::new(),
                    reference: None,
                };
                (headline, Event::PressedSave)
            }
        })
    }
}
