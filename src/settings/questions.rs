//! The two questions that are asked once more: another app, and disconnecting.

use super::context::Context;
use super::links;
use crate::ui::{Appearance, Button, Dialog, Link, dynamic, optional};
use leptos::prelude::*;
use panel::i18n::Confirm;
use panel::token::{Save, Viewing};
use panel::{Action, Event};

/// Both questions; each is shown while the state asks it.
#[component]
pub fn Questions(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let words = &context.messages.dialogs;
    let other_app = context
        .holds(|ready| ready.editing().is_some_and(|editing| matches!(editing.save, Save::ConfirmingOtherApp { .. })));
    let body = context.says(|ready, speaker| speaker.between_apps(ready));
    let disconnect = context
        .holds(|ready| ready.viewing().is_some_and(|viewing| matches!(viewing, Viewing::ConfirmingDisconnect { .. })));
    let used_elsewhere =
        context.holds(|ready| ready.saved.settings.token.as_ref().is_some_and(|token| token.used_elsewhere));
    let elsewhere = move || optional(used_elsewhere.get().then(|| view! { <p>{words.disconnect_elsewhere}</p> }));
    view! {
        <Dialog
            id="other-app"
            open=other_app
            on_cancel=context.telling(Event::Pressed(Action::DeclineOtherApp))
            title=words.other_app.title
            actions=answers(context, &words.other_app, Appearance::Primary, Event::Pressed(Action::DeclineOtherApp), Event::Pressed(Action::ConfirmOtherApp))
        >
            <p>{body}</p>
        </Dialog>
        <Dialog
            id="disconnect"
            open=disconnect
            on_cancel=context.telling(Event::Pressed(Action::CancelDisconnect))
            title=words.disconnect.title
            actions=answers(context, &words.disconnect, Appearance::Danger, Event::Pressed(Action::CancelDisconnect), Event::Pressed(Action::ConfirmDisconnect))
        >
            <p>{words.disconnect.body}</p>
            {dynamic(elsewhere)}
            <p>
                <Link href=links::SYSTEM_USERS label=words.revoke new_tab=context.messages.panel.new_tab />
            </p>
        </Dialog>
    }
}

fn answers(context: Context, words: &'static Confirm, yes: Appearance, declined: Event, agreed: Event) -> AnyView {
    view! {
        <Button label=words.no on_press=context.telling(declined) />
        <Button label=words.yes appearance=yes on_press=context.telling(agreed) />
    }
    .into_any()
}
