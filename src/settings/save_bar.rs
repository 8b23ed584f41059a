//! Save, Check token and Keep, and what came of the last press.

use super::context::Context;
use super::message::{Message, Press};
use crate::ui::{Appearance, Button, Icon, Tone, dynamic, optional};
use leptos::prelude::*;
use panel::model::{Check, Event, Ready, Save};
use panel::wording::{Asked, Headline, Speaker};

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
    let reason = context.says(|ready, speaker| {
        let blocked = ready.entry().and_then(|entry| match entry.save {
            Save::Blocked(blocked) => Some(speaker.blocked(blocked)),
            _ => None,
        });
        blocked.unwrap_or_default().to_owned()
    });
    let keep = move || {
        let keep = replacing.get().then(|| {
            let on_press = context.telling(Event::PressedKeep);
            view! { <Button label=words.keep appearance=Appearance::Subtle on_press=on_press /> }
        });
        optional(keep)
    };
    let why = move || {
        let reason = Some(reason.get()).filter(|reason| !reason.is_empty());
        optional(reason.map(|reason| {
            view! {
                <p class="wa-form-footer__reason">
                    <Icon glyph=Tone::Danger.glyph() />
                    <span>{reason}</span>
                </p>
            }
        }))
    };
    let trouble = context.of_ready(trouble);
    let told = move || {
        let trouble = trouble.get().flatten();
        optional(trouble.map(|(headline, label, event)| {
            let presses = vec![Press { label, on_press: context.telling(event) }];
            view! { <Message headline=headline messages=context.messages presses=presses on_reload=on_reload /> }
        }))
    };
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
            {dynamic(keep)}
        </div>
        <div class="wa-form__reason" id=REASON>{dynamic(why)}</div>
        {dynamic(told)}
    }
}

/// What stands in the way apart from the token itself, and what trying again is called and means.
pub(super) fn trouble(ready: &Ready, speaker: Speaker) -> Option<(Headline, &'static str, Event)> {
    let entry = ready.entry()?;
    let words = &speaker.messages.footer;
    match (&entry.save, &entry.check) {
        (Save::Failed(error, sent), _) => {
            let asked = if ready.is_open(sent) {
                Asked::ToSaveUnheard
            } else if ready.is_unsure() {
                // What is stored may have changed, though not by this save.
                Asked::ToLook
            } else {
                Asked::ToSave
            };
            Some((speaker.problem(error, asked), words.retry, Event::PressedSave))
        }
        (Save::Changed, _) => {
            let theirs = ready.saved.settings.token.as_ref();
            let label = if theirs.is_some() { words.replace_theirs } else { words.retry };
            Some((speaker.changed(theirs), label, Event::PressedSave))
        }
        (Save::ChangedUnread, _) => Some((speaker.changed(None), words.retry, Event::PressedSave)),
        (_, Check::Failed(error)) => Some((speaker.problem(error, Asked::ToLook), words.retry, Event::PressedCheck)),
        (_, Check::None | Check::Running(_) | Check::Done(_)) => None,
    }
}
