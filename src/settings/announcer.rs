//! What a screen reader hears without moving: what cleaning removed, and how checks and saves go.

use super::context::Context;
use super::model::{Act, Blocked, Check, Ready, Save};
use super::prose::without_marks;
use super::wording::{Asked, Headline, Notice, Speaker};
use crate::i18n::fill;
use crate::ui::{LiveRegion, whenever};
use leptos::prelude::*;

/// Two regions, so that the end of a check does not repeat what cleaning removed.
#[component]
pub fn Announcer(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let cleaned = context
        .says(|ready, speaker| ready.entry().map(|entry| speaker.removed(entry.draft.removed())).unwrap_or_default());
    // What the host shows it also speaks.
    let told = if context.on_notice.is_some() { context.says(without_notices) } else { context.says(all) };
    show_notices(context);
    view! {
        <LiveRegion text=cleaned />
        <LiveRegion text=told />
    }
}

/// Has the host show each notice once. The page has one announcer, and it stays.
fn show_notices(context: Context) {
    let Some(on_notice) = context.on_notice else { return };
    let notice = context.of_ready(|ready, speaker| speaker.notice(ready));
    let state = context.says(|ready, speaker| speaker.state(ready));
    whenever(move || {
        if let Some((outcome, title)) = notice.get().flatten() {
            // A notice is new when something was done, not when its words for the time that passed are.
            on_notice.run(Notice { outcome, title, body: state.get_untracked() });
        }
    });
}

fn all(ready: &Ready, speaker: Speaker) -> String {
    under_way(ready, speaker).or_else(|| done(ready, speaker)).unwrap_or_default()
}

fn without_notices(ready: &Ready, speaker: Speaker) -> String {
    let done = |ready, speaker: Speaker| done(ready, speaker).filter(|_| speaker.notice(ready).is_none());
    under_way(ready, speaker).or_else(|| done(ready, speaker)).unwrap_or_default()
}

fn done(ready: &Ready, speaker: Speaker) -> Option<String> {
    let (_, done) = speaker.done(ready)?;
    Some(format!("{done}. {}", speaker.state(ready)))
}

/// How a check, a save or a disconnect goes, until it is done.
fn under_way(ready: &Ready, speaker: Speaker) -> Option<String> {
    let words = &speaker.messages.told;
    if let Some(entry) = ready.entry() {
        let footer = &speaker.messages.footer;
        match &entry.save {
            Save::Saving(..) | Save::Rereading(_) => return Some(words.saving.to_owned()),
            Save::Failed(error, _) => {
                let problem = speaker.problem(error, Asked::ToSave);
                let title = fill(words.not_saved, &[("title", &problem.title)]);
                return Some(format!("{title}. {}", problem.body));
            }
            Save::Changed | Save::ChangedUnread => {
                return Some(fill(words.not_saved, &[("title", footer.changed_title)]));
            }
            Save::Blocked(Blocked::Shape(wrong)) => {
                return Some(format!("{} {}", footer.blocked_shape, speaker.shape(*wrong)));
            }
            Save::Blocked(Blocked::Refused) => return Some(footer.blocked_refused.to_owned()),
            Save::Blocked(Blocked::Unchecked) => return Some(footer.blocked_unchecked.to_owned()),
            Save::Idle | Save::Unheard(_) | Save::AskingOtherApp(_) => {}
        }
        match &entry.check {
            Check::Running(_) => return Some(words.checking.to_owned()),
            Check::Done(report) => {
                let headline = speaker.report_headline(report);
                let title = fill(words.report, &[("title", &headline.title)]);
                return Some(without_marks(&format!("{title}. {}", headline.body)));
            }
            Check::Failed(error) => {
                return Some(spoken(speaker.problem(error, Asked::ToLook)));
            }
            Check::None => {}
        }
    }
    match &ready.stored()?.act {
        Act::Checking(_) => Some(words.checking.to_owned()),
        Act::CheckFailed(error) => Some(spoken(speaker.problem(error, Asked::ToLook))),
        Act::DisconnectFailed(error) => Some(spoken(speaker.problem(error, Asked::ToDisconnect))),
        Act::Unclear(error) => Some(spoken(speaker.problem(error, Asked::WhatBecame))),
        Act::StillStored => Some(spoken(speaker.still_stored())),
        Act::Changed => Some(spoken(speaker.changed_before_disconnect())),
        Act::Disconnecting(_) | Act::Rereading(_) => Some(words.disconnecting.to_owned()),
        Act::None | Act::AskingDisconnect { .. } => None,
    }
}

fn spoken(headline: Headline) -> String {
    format!("{}. {}", headline.title, headline.body)
}
