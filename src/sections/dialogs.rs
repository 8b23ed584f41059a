//! The dialogs that ask before something is done.

use super::message::{button, link};
use crate::ui::{Appearance, Dialog, dynamic, maybe};
use leptos::prelude::*;
use panel::token::DialogView;
use panel::{Event, PanelView};

/// Both dialogs, open or not.
#[component]
pub fn Dialogs(
    /// The panel.
    view: RwSignal<PanelView>,
    /// Takes the presses.
    dispatch: Callback<Event>,
) -> impl IntoView {
    view! {
        {dialog("switch-app", Appearance::Primary, view, |view| &view.dialogs.switch_app, dispatch)}
        {dialog("disconnect", Appearance::Danger, view, |view| &view.dialogs.disconnect, dispatch)}
    }
}

fn dialog(
    id: &'static str,
    appearance: Appearance,
    view: RwSignal<PanelView>,
    which: fn(&PanelView) -> &DialogView,
    dispatch: Callback<Event>,
) -> AnyView {
    let DialogView { title, decline, agree, .. } = view.with_untracked(|view| which(view).clone());
    let cancel = decline.action;
    let actions = view! {
        {button(decline, Appearance::Default, dispatch)}
        {button(agree, appearance, dispatch)}
    };
    let body = move || {
        let DialogView { body, link: to, .. } = view.with(|view| which(view).clone());
        let paragraphs = body.into_iter().map(|text| view! { <p>{text}</p> }.into_any()).collect_view();
        let to = to.map(|to| view! { <p>{link(to)}</p> });
        view! { {paragraphs} {maybe(to)} }.into_any()
    };
    view! {
        <Dialog
            id=id
            open=move || view.with(|view| which(view).is_open)
            on_cancel=move |()| dispatch.run(Event::Pressed(cancel))
            title=title
            actions=actions.into_any()
        >
            {dynamic(body)}
        </Dialog>
    }
    .into_any()
}
