//! Save, Check token and Keep, and what came of the last press.

use super::context::Context;
use super::message::{Message, Press};
use crate::ui::{Appearance, Button, Icon, Tone, dynamic, optional};
use leptos::prelude::*;
use panel::token::{Check, Save};
use panel::wording::{Headline, Operation, Speaker};
use panel::{Action, Event, Ready};

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
    let saving = context.holds(|ready| ready.editing().is_some_and(|editing| editing.save.is_busy()));
    let checking = context.holds(|ready| ready.editing().is_some_and(|editing| editing.check.is_running()));
    let replacing = context.holds(Ready::is_replacing);
    let reason = context.says(|ready, speaker| {
        let blocked = ready.editing().and_then(|editing| match editing.save {
            Save::Blocked(blocked) => Some(speaker.blocked(blocked)),
            _ => None,
        });
        blocked.unwrap_or_default().to_owned()
    });
    let keep = move || {
        let keep = replacing.get().then(|| {
            let on_press = context.telling(Event::Pressed(Action::Keep));
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
            <Button label=words.check busy=checking on_press=context.telling(Event::Pressed(Action::Check)) />
            {dynamic(keep)}
        </div>
        <div class="wa-form__reason" id=REASON>{dynamic(why)}</div>
        {dynamic(told)}
    }
}

/// What stands in the way apart from the token itself, and what trying again is called and means.
pub(super) fn trouble(ready: &Ready, speaker: Speaker) -> Option<(Headline, &'static str, Event)> {
    let editing = ready.editing()?;
    let words = &speaker.messages.footer;
    match (&editing.save, &editing.check) {
        (Save::Failed(error, order), _) => {
            let asked = if ready.certainty.is_unconfirmed(order.key) {
                Operation::SaveUnconfirmed
            } else if !ready.certainty.is_known() {
                // What is stored may have changed, though not by this save.
                Operation::Load
            } else {
                Operation::Save
            };
            Some((speaker.problem(error, asked), words.retry, Event::Pressed(Action::Save)))
        }
        (Save::Changed, _) => {
            let theirs = ready.saved.settings.token.as_ref().filter(|_| ready.certainty.is_known());
            let label = if theirs.is_some() { words.replace_theirs } else { words.retry };
            Some((speaker.changed(theirs), label, Event::Pressed(Action::Save)))
        }
        (_, Check::Failed(error)) => {
            Some((speaker.problem(error, Operation::Load), words.retry, Event::Pressed(Action::Check)))
        }
        (_, Check::None | Check::Running(_) | Check::Done(_)) => None,
    }
}
