//! What a screen reader hears without moving: what cleaning removed, and how checks and saves go.

use super::context::Context;
use super::model::{Act, Blocked, Check, Ready, Save};
use super::prose::without_marks;
use super::wording::{Asked, Speaker};
use crate::i18n::fill;
use crate::ui::LiveRegion;
use leptos::prelude::*;

/// Two regions, so that the end of a check does not repeat what cleaning removed.
#[component]
pub fn Announcer(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let cleaned = context.of_draft(|entry, speaker| Some(speaker.removed(entry.draft.removed())));
    let cleaned = Signal::derive(move || cleaned.get().unwrap_or_default());
    view! {
        <LiveRegion text=cleaned />
        <LiveRegion text=context.says(progress) />
    }
}

fn progress(ready: &Ready, speaker: Speaker) -> String {
    let words = &speaker.messages.told;
    if let Some(entry) = ready.entry() {
        let footer = &speaker.messages.footer;
        match &entry.save {
            Save::Saving(..) | Save::Rereading(_) => return words.saving.to_owned(),
            Save::Failed(error, _) => {
                let problem = speaker.problem(error, Asked::ToSave);
                return format!("{}. {}", fill(words.not_saved, &[("title", &problem.title)]), problem.body);
            }
            Save::Changed => return fill(words.not_saved, &[("title", footer.changed_title)]),
            Save::Blocked(Blocked::Shape(wrong)) => {
                return format!("{} {}", footer.blocked_shape, speaker.shape(*wrong));
            }
            Save::Blocked(Blocked::Refused) => return footer.blocked_refused.to_owned(),
            Save::Blocked(Blocked::Unchecked) => return footer.blocked_unchecked.to_owned(),
            Save::Idle | Save::AskingOtherApp(_) => {}
        }
        match &entry.check {
            Check::Running(_) => return words.checking.to_owned(),
            Check::Done(report) => {
                let headline = speaker.report_headline(report);
                let title = fill(words.report, &[("title", &headline.title)]);
                return without_marks(&format!("{title}. {}", headline.body));
            }
            Check::Failed(error) => {
                let problem = speaker.problem(error, Asked::ToLook);
                return format!("{}. {}", problem.title, problem.body);
            }
            Check::None => {}
        }
    }
    if let Some(stored) = ready.stored() {
        match &stored.act {
            Act::Checking(_) => return words.checking.to_owned(),
            Act::CheckFailed(error) => return speaker.problem(error, Asked::ToLook).title,
            Act::DisconnectFailed(error) => return speaker.problem(error, Asked::ToDisconnect).title,
            Act::Changed => return speaker.messages.problems.changed.title.to_owned(),
            Act::None | Act::AskingDisconnect | Act::Disconnecting(_) | Act::Rereading(_) => {}
        }
    }
    let Some((_, done)) = speaker.done(ready) else { return String::new() };
    let status = speaker.status(ready);
    format!("{done}. {}. {}", status.name, status.evidence)
}
