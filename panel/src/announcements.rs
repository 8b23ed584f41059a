//! What a screen reader announces, and what a host shows as a flag.

use crate::Ready;
use crate::inline_code::without_marks;
use crate::phrases::{Key, Phrases};
use crate::token::field_view::removed;
use crate::token::status_view::{StatusView, done, last_action, next};
use crate::token::{Blocked, Check, Editing, Save, Viewing, form_view, report_view, saved_view, shapes};
use contract::finding::Outcome;
use contract::timestamp::Timestamp;

/// The texts of two live regions, so that the end of a check doesn't repeat what cleaning removed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AnnouncementsView {
    /// What cleaning removed.
    pub cleaning: String,
    /// How a check, a save or a disconnect is going, and how it ended.
    pub action: String,
}

/// What was just done, for a host that shows it itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FlagView {
    /// True for good news; the rest is information.
    pub is_success: bool,
    /// What was done.
    pub title: String,
    /// The status now, and what to do next.
    pub body: String,
}

impl AnnouncementsView {
    pub(crate) fn new(ready: &Ready, phrases: &Phrases) -> Self {
        let cleaning = ready.editing().map(|editing| removed(editing.draft.removed(), phrases)).unwrap_or_default();
        let action = match ready.editing() {
            Some(editing) => of_form(ready, editing, phrases),
            None => of_saved_token(ready, phrases),
        };
        Self { cleaning, action: action.or_else(|| of_last_action(ready, phrases)).unwrap_or_default() }
    }
}

impl FlagView {
    /// Counts from the moment when the settings were read. Otherwise the text would change every minute, and the flag
    /// would show again.
    pub(crate) fn new(ready: &Ready, phrases: &Phrases) -> Option<Self> {
        let message = last_action(ready, phrases)?;
        let status = StatusView::new(ready, phrases, when_read(ready)).spoken(phrases);
        let body = format!("{status} {}", message.body).trim_end().to_owned();
        Some(Self { is_success: message.outcome == Outcome::Pass, title: message.title, body })
    }
}

/// When the settings were read, or the report was made. Counted from there, a text stays the same and doesn't interrupt
/// the listener with every minute that passes.
fn when_read(ready: &Ready) -> Timestamp {
    ready.report().map_or(ready.saved.at, |report| ready.saved.at.max(report.checked_at))
}

fn of_last_action(ready: &Ready, phrases: &Phrases) -> Option<String> {
    let (_, title) = done(ready)?;
    let status = StatusView::new(ready, phrases, when_read(ready)).spoken(phrases);
    Some(format!("{}. {status} {}", phrases.text(title), next(ready, phrases)).trim_end().to_owned())
}

fn of_form(ready: &Ready, editing: &Editing, phrases: &Phrases) -> Option<String> {
    let text = |key| Some(phrases.string(key));
    match &editing.save {
        Save::Saving(..) => text(Key::AnnounceSaving),
        Save::Blocked(blocked) => {
            let not_saved = phrases.text(form_view::blocked_key(*blocked));
            Some(match blocked {
                Blocked::Shape(wrong) => format!("{not_saved} {}", phrases.text(shapes::of_wrong(*wrong))),
                Blocked::Rejected | Blocked::Unchecked => not_saved.to_owned(),
            })
        }
        Save::Failed(..) | Save::Changed => {
            let (mut advice, ..) = form_view::trouble(ready, phrases, when_read(ready))?;
            let is_unconfirmed =
                matches!(&editing.save, Save::Failed(_, order) if ready.certainty.is_unconfirmed(order.key));
            let title = if is_unconfirmed { Key::AnnounceNotConfirmed } else { Key::AnnounceNotSaved };
            advice.title = phrases.fill(title, &[("title", &advice.title)]);
            Some(advice.spoken())
        }
        // The dialog itself is read out.
        Save::ConfirmingOtherApp { .. } => None,
        Save::Idle => of_check(ready, &editing.check, phrases),
    }
}

fn of_check(ready: &Ready, check: &Check, phrases: &Phrases) -> Option<String> {
    match check {
        Check::None => None,
        Check::Running(_) => Some(phrases.string(Key::AnnounceChecking)),
        Check::Done(report) => {
            let mut advice = report_view::headline(ready, phrases, report.checked_at)?;
            advice.title = phrases.fill(Key::AnnounceReport, &[("title", &advice.title)]);
            Some(without_marks(&advice.spoken()))
        }
        Check::Failed(_) => form_view::trouble(ready, phrases, when_read(ready)).map(|(advice, ..)| advice.spoken()),
    }
}

fn of_saved_token(ready: &Ready, phrases: &Phrases) -> Option<String> {
    let text = |key| Some(phrases.string(key));
    match ready.viewing()? {
        Viewing::Idle | Viewing::ConfirmingDisconnect => None,
        Viewing::Checking(_) => text(Key::AnnounceChecking),
        Viewing::Disconnecting(_) => text(Key::AnnounceDisconnecting),
        Viewing::CheckFailed(_) | Viewing::DisconnectFailed(_) | Viewing::StillSaved | Viewing::Changed => {
            saved_view::trouble(ready, phrases).map(|(advice, _)| advice.spoken())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{GOOD, TestPanel, every_state, phrases, report, saved, token};
    use crate::{Action, Error};

    fn spoken(panel: &TestPanel) -> AnnouncementsView {
        AnnouncementsView::new(panel.state.ready().unwrap(), &phrases())
    }

    #[test]
    fn each_step_from_a_paste_to_a_save_is_announced() {
        let empty = TestPanel::loaded(None);
        assert_eq!(spoken(&empty), AnnouncementsView::default());
        let checking = empty.paste(&format!("\t{}\n", token()));
        let cleaning = "Removed 1 tab and 1 line break.";
        assert_eq!(spoken(&checking).cleaning, cleaning);
        assert_eq!(spoken(&checking).action, phrases().text(Key::AnnounceChecking));
        let good = checking.checked(Ok(report(&GOOD)));
        let title = phrases().text(Key::ReportGoodTitle).to_owned();
        assert!(spoken(&good).action.starts_with(&format!("Report: {title}. ")), "{:?}", spoken(&good));
        assert_eq!(spoken(&good).cleaning, cleaning, "it doesn't change, so it isn't repeated");
        let saving = good.press(Action::Save);
        assert_eq!(spoken(&saving).action, phrases().text(Key::AnnounceSaving));
        let connected = saving.saved(Ok(saved(Some(report(&GOOD)))));
        let words = "WhatsApp connected. Connected. Meta accepted the token just now. Next, ";
        assert!(spoken(&connected).action.starts_with(words), "{:?}", spoken(&connected));
    }

    #[test]
    fn a_save_without_a_response_is_not_announced_as_failed() {
        let saving = || TestPanel::loaded(None).paste(&token()).checked(Ok(report(&GOOD))).press(Action::Save);
        let announced = |error| spoken(&saving().saved(Err(error))).action;
        assert!(announced(Error::CutOff).starts_with("Not confirmed: "), "{}", announced(Error::CutOff));
        assert!(announced(Error::HostSilent).starts_with("Not saved: "), "{}", announced(Error::HostSilent));
    }

    #[test]
    fn no_announcement_speaks_marks_of_code() {
        for (name, panel) in every_state() {
            let Some(ready) = panel.state.ready() else { continue };
            let AnnouncementsView { cleaning, action } = AnnouncementsView::new(ready, &phrases());
            assert!(!cleaning.contains('`') && !action.contains('`'), "{name}: {action}");
        }
    }
}
