//! What a screen reader hears without moving: what cleaning removed, and how checks and saves go.

use super::context::Context;
use super::{save_bar, stored_token};
use crate::ui::{LiveRegion, whenever};
use leptos::prelude::*;
use panel::Ready;
use panel::i18n::fill;
use panel::inline_code::without_marks;
use panel::token::{Blocked, Check, Save, Viewing};
use panel::wording::{Headline, Notice, Speaker};

/// Two regions, so that the end of a check does not repeat what cleaning removed.
#[component]
pub fn Announcer(
    /// The panel.
    context: Context,
) -> impl IntoView {
    let cleaned = context.says(|ready, speaker| {
        ready.editing().map(|editing| speaker.removed(editing.draft.removed())).unwrap_or_default()
    });
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
    let state = context
        .says(|ready, speaker| format!("{} {}", speaker.state(ready), speaker.next(ready)).trim_end().to_owned());
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

/// The speaker as of the moment when the settings were read: said anew with each minute that passes, a text would
/// interrupt the reader.
fn as_of_reading(ready: &Ready, speaker: Speaker) -> Speaker {
    let then = Speaker { now: ready.saved.at, ..speaker };
    ready.report().map_or(then, |report| then.no_earlier_than(report.checked_at))
}

fn done(ready: &Ready, speaker: Speaker) -> Option<String> {
    let (_, done) = speaker.done(ready)?;
    let then = as_of_reading(ready, speaker);
    Some(format!("{done}. {} {}", then.state(ready), then.next(ready)).trim_end().to_owned())
}

/// How a check, a save or a disconnect goes, until it is done.
fn under_way(ready: &Ready, speaker: Speaker) -> Option<String> {
    let words = &speaker.messages.told;
    let Some(editing) = ready.editing() else {
        return match ready.viewing()? {
            Viewing::Checking(_) => Some(words.checking.to_owned()),
            Viewing::Disconnecting(_) => Some(words.disconnecting.to_owned()),
            Viewing::Idle | Viewing::ConfirmingDisconnect { .. } => None,
            Viewing::CheckFailed(_) | Viewing::DisconnectFailed(_) | Viewing::StillSaved | Viewing::Changed => {
                stored_token::trouble(ready, speaker).map(|(headline, _)| spoken(&headline))
            }
        };
    };
    match &editing.save {
        Save::Saving(..) => return Some(words.saving.to_owned()),
        Save::Blocked(blocked) => {
            let blocked_words = speaker.blocked(*blocked);
            return Some(match blocked {
                Blocked::Shape(wrong) => format!("{blocked_words} {}", speaker.shape(*wrong)),
                Blocked::Rejected | Blocked::Unchecked => blocked_words.to_owned(),
            });
        }
        Save::Failed(..) | Save::Changed => {
            let (mut headline, ..) = save_bar::trouble(ready, as_of_reading(ready, speaker))?;
            let is_open = matches!(&editing.save, Save::Failed(_, order) if ready.certainty.is_unconfirmed(order.key));
            let title = if is_open { words.not_confirmed } else { words.not_saved };
            headline.title = fill(title, &[("title", &headline.title)]);
            return Some(spoken(&headline));
        }
        // The question is what is heard.
        Save::ConfirmingOtherApp { .. } => return None,
        Save::Idle => {}
    }
    match &editing.check {
        Check::Running(_) => Some(words.checking.to_owned()),
        Check::Done(report) => {
            let then = Speaker { now: report.checked_at, ..speaker };
            let headline = then.headline(ready)?;
            let title = fill(words.report, &[("title", &headline.title)]);
            Some(without_marks(&format!("{title}. {}", headline.body)))
        }
        Check::Failed(_) => save_bar::trouble(ready, speaker).map(|(headline, ..)| spoken(&headline)),
        Check::None => None,
    }
}

fn spoken(headline: &Headline) -> String {
    format!("{}. {}", headline.title, headline.body)
}
