//! The whole panel: the task beside the guide, and the dialogs over both.

use super::announcements::Announcements;
use super::dialogs::Dialogs;
use super::guide::Guide;
use super::message::Message;
use super::report::Report;
use super::saved_token::SavedToken;
use super::status::{self, Status};
use super::token_form::TokenForm;
use crate::shown::Shown;
use crate::ui::{Icon, Spinner, Tone, dynamic, keep_focus, maybe};
use leptos::html;
use leptos::prelude::*;
use panel::{Event, PanelView, Screen};

/// The whole panel.
#[component]
pub fn Panel(
    /// What it shows.
    shown: Shown,
    /// Takes what happens.
    dispatch: Callback<Event>,
    /// The token field, which takes the focus when the state machine says so.
    field: NodeRef<html::Input>,
) -> impl IntoView {
    let Shown { screen, view, helper } = shown;
    keep_focus(move || view.track());
    let title = view.with_untracked(|view| view.title.clone());
    let task = move || match screen.get() {
        Screen::Loading => {
            let loading = view.with_untracked(|view| view.loading.clone());
            view! {
                <p class="wa-status wa-loading" role="status">
                    <Spinner />
                    {loading}
                </p>
            }
            .into_any()
        }
        Screen::LoadFailed => view! { <LoadFailure view=view dispatch=dispatch /> }.into_any(),
        Screen::Editing => view! {
            <Status view=view dispatch=dispatch />
            <TokenForm view=view helper=helper dispatch=dispatch field=field />
            <Report view=view dispatch=dispatch />
        }
        .into_any(),
        Screen::Viewing => view! {
            <Status view=view dispatch=dispatch />
            <SavedToken view=view dispatch=dispatch />
            <Report view=view dispatch=dispatch />
        }
        .into_any(),
    };
    let notice = move || {
        let notice = view.with(|view| view.sandbox_notice.clone());
        maybe(notice.map(|notice| {
            view! {
                <div class="wa-environment">
                    <Icon glyph=Tone::Information.glyph() />
                    <span>{notice}</span>
                </div>
            }
        }))
    };
    view! {
        <main>
            {dynamic(notice)}
            <div class="wa-panel">
                <div class="wa-panel__task" data-focus-fallback=status::ID>
                    <header class="wa-panel__header">
                        <h1>{title}</h1>
                        <p>{move || view.with(|view| view.lead.clone())}</p>
                    </header>
                    {dynamic(task)}
                </div>
                <div class="wa-panel__guide">
                    <Guide view=view />
                </div>
            </div>
        </main>
        <Dialogs view=view dispatch=dispatch />
        <Announcements view=view />
    }
}

#[component]
fn LoadFailure(view: RwSignal<PanelView>, dispatch: Callback<Event>) -> impl IntoView {
    let message = view.with_untracked(|view| view.load_failure.clone());
    view! {
        <div role="alert" id=status::ID tabindex="-1">
            {maybe(message.map(|message| view! { <Message message=message dispatch=dispatch /> }))}
        </div>
    }
}
