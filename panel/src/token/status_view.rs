//! The status of the connection, always with its evidence and its time, and what was just done.

use super::Viewing;
use crate::message::{Advice, MessageView};
use crate::phrases::{Key, Phrases};
use crate::{LastAction, Ready};
use contract::finding::{Finding, Outcome};
use contract::report::{Expiry, Verdict};
use contract::settings::StoredToken;
use contract::status::Status;
use contract::timestamp::Timestamp;

/// The status of the connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusView {
    /// What a screen reader calls it.
    pub label: String,
    /// `Information` while Meta is being asked, `Unknown` if it can't be told.
    pub outcome: Outcome,
    /// Its name.
    pub name: String,
    /// Why, and since when.
    pub evidence: String,
}

impl StatusView {
    pub(crate) fn new(ready: &Ready, phrases: &Phrases, now: Timestamp) -> Self {
        let line = |outcome, (name, evidence), values: &[(&str, &str)]| Self {
            label: phrases.string(Key::StatusLabel),
            outcome,
            name: phrases.fill(name, values),
            evidence: phrases.fill(evidence, values),
        };
        if ready.viewing().is_some_and(Viewing::is_checking) {
            return line(Outcome::Information, (Key::StatusChecking, Key::StatusCheckingEvidence), &[]);
        }
        if !ready.certainty.is_known() {
            return line(Outcome::Unknown, (Key::StatusUnconfirmed, Key::StatusUnconfirmedEvidence), &[]);
        }
        let not_set_up = (Key::StatusNotSetUp, Key::StatusNotSetUpEvidence);
        let Some(token) = &ready.saved.settings.token else { return line(Outcome::Unknown, not_set_up, &[]) };
        let when = phrases.when(token.report.checked_at, now);
        let (ends_at, is_access) = end_of(token);
        let end = ends_at.map(|at| phrases.date(at)).unwrap_or_default();
        match Status::of(&ready.saved.settings, now) {
            Status::NotSetUp => line(Outcome::Unknown, not_set_up, &[]),
            Status::Connected => {
                line(Outcome::Pass, (Key::StatusConnected, Key::StatusConnectedEvidence), &[("when", &when)])
            }
            Status::NeedsAttention => {
                let words = (Key::StatusNeedsAttention, Key::StatusNeedsAttentionEvidence);
                line(Outcome::Warning, words, &[("when", &when)])
            }
            Status::NotWorking => {
                line(Outcome::Fail, (Key::StatusNotWorking, Key::StatusNotWorkingEvidence), &[("when", &when)])
            }
            Status::ExpiresIn { .. } if is_access => {
                let left = ends_at.map(|at| phrases.time_left(at, now)).unwrap_or_default();
                let values = [("days", &*left), ("when", &when), ("date", &end)];
                line(Outcome::Warning, (Key::StatusAccessExpires, Key::StatusAccessExpiresEvidence), &values)
            }
            Status::Expired if is_access => {
                line(Outcome::Fail, (Key::StatusAccessExpired, Key::StatusAccessExpiredEvidence), &[("date", &end)])
            }
            Status::ExpiresIn { days: ..=1 } => {
                let words = (Key::StatusExpiresSoon, Key::StatusExpiresSoonEvidence);
                line(Outcome::Warning, words, &[("when", &when), ("date", &end)])
            }
            Status::ExpiresIn { days } => {
                let values = [("days", &*phrases.days(days)), ("when", &when), ("date", &end)];
                line(Outcome::Warning, (Key::StatusExpires, Key::StatusExpiresEvidence), &values)
            }
            Status::Expired if end.is_empty() => {
                let words = (Key::StatusExpired, Key::StatusExpiredUndatedEvidence);
                line(Outcome::Fail, words, &[("when", &when)])
            }
            Status::Expired => line(Outcome::Fail, (Key::StatusExpired, Key::StatusExpiredEvidence), &[("date", &end)]),
            Status::Rejected => {
                let when = phrases.when(token.refused_at.unwrap_or(token.report.checked_at), now);
                line(Outcome::Fail, (Key::StatusRejected, Key::StatusRejectedEvidence), &[("when", &when)])
            }
            Status::CannotCheck if token.report.has(Finding::NotChecked) => {
                line(Outcome::Unknown, (Key::StatusNeverChecked, Key::StatusNeverCheckedEvidence), &[])
            }
            Status::CannotCheck => match token.accepted_at {
                Some(at) => {
                    let words = (Key::StatusCannotCheck, Key::StatusCannotCheckSinceEvidence);
                    let values = [("when", when.as_str()), ("accepted", &phrases.when(at, now))];
                    line(Outcome::Unknown, words, &values)
                }
                None => {
                    let words = (Key::StatusCannotCheck, Key::StatusCannotCheckEvidence);
                    line(Outcome::Unknown, words, &[("when", &when)])
                }
            },
        }
    }

    /// The status as one text.
    pub(crate) fn spoken(&self, phrases: &Phrases) -> String {
        phrases.fill(Key::AnnounceStatus, &[("status", &self.name), ("evidence", &self.evidence)])
    }
}

/// The message about what was just done. The end of a check already shows in the status and in the report, and a message
/// above them would push both down.
pub(crate) fn last_action(ready: &Ready, phrases: &Phrases) -> Option<MessageView> {
    let (outcome, title) = done(ready)?;
    let shows = ready.last_action != Some(LastAction::CheckedAgain);
    shows.then(|| Advice::new(outcome, phrases.text(title), next(ready, phrases)).message(phrases, Vec::new()))
}

/// What was just done. A token that couldn't be checked is saved, but not yet connected.
pub(crate) fn done(ready: &Ready) -> Option<(Outcome, Key)> {
    Some(match ready.last_action? {
        LastAction::Connected | LastAction::Replaced if is_unchecked(ready) => {
            (Outcome::Information, Key::DoneSavedUnchecked)
        }
        LastAction::Connected => (Outcome::Pass, Key::DoneConnected),
        LastAction::Replaced => (Outcome::Pass, Key::DoneReplaced),
        LastAction::CheckedAgain => (Outcome::Information, Key::DoneCheckedAgain),
        LastAction::Disconnected => (Outcome::Information, Key::DoneDisconnected),
        LastAction::FoundAnother => (Outcome::Information, Key::DoneNewer),
        LastAction::FoundNone => (Outcome::Information, Key::DoneGone),
    })
}

/// What to do after what was just done; empty for nothing. A token that couldn't be checked needs a check before anything
/// else, and its report says so.
pub(crate) fn next<'a>(ready: &Ready, phrases: &'a Phrases) -> &'a str {
    match ready.last_action {
        Some(LastAction::Connected) if !is_unchecked(ready) => phrases.text(Key::DoneNextPhoneNumberId),
        Some(LastAction::Disconnected | LastAction::FoundNone) => phrases.text(Key::DoneNextRevoke),
        Some(LastAction::Connected | LastAction::Replaced | LastAction::FoundAnother | LastAction::CheckedAgain)
        | None => "",
    }
}

/// When the token ends, or its access to data if that comes first; then it is true.
fn end_of(token: &StoredToken) -> (Option<Timestamp>, bool) {
    let at = |end| match end {
        Expiry::At { at } => Some(at),
        Expiry::Never | Expiry::Unknown => None,
    };
    let facts = &token.report.facts;
    let (token_ends, access_ends) = (at(facts.expires), at(facts.data_access_expires));
    let is_access = access_ends.is_some_and(|access| token_ends.is_none_or(|token| access < token));
    let is_access = is_access && !token.report.has(Finding::Expired);
    (if is_access { access_ends } else { token_ends }, is_access)
}

/// True if Meta's last response says nothing about the saved token.
fn is_unchecked(ready: &Ready) -> bool {
    ready.saved.settings.token.as_ref().is_some_and(|token| token.report.verdict() == Verdict::Unknown)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{GOOD, TestPanel, now, phrases, report, report_with, saved, token};
    use crate::{Action, Error, Event};
    use contract::report::TokenReport;

    fn status(panel: &TestPanel, now: Timestamp) -> StatusView {
        StatusView::new(panel.state.ready().unwrap(), &phrases(), now)
    }

    fn text(key: Key) -> String {
        phrases().text(key).to_owned()
    }

    #[test]
    fn an_end_of_data_access_is_not_told_as_an_end_of_the_token() {
        let mut report = report_with(Finding::DataAccessExpires);
        report.facts.expires = Expiry::Never;
        let panel = TestPanel::loaded(Some(report));
        assert_eq!(status(&panel, now()).name, "Data access expires in 60 days");
        let later = status(&panel, Timestamp::parse("2027-05-21T14:05:00Z").unwrap());
        assert_eq!(later.name, text(Key::StatusAccessExpired));
        assert!(later.evidence.contains("expired on January 21, 2027"), "{later:?}");
        let expires = TestPanel::loaded(Some(report_with(Finding::Expires)));
        assert_eq!(status(&expires, now()).name, "Expires in 60 days");
    }

    #[test]
    fn while_it_is_not_known_what_became_of_a_save_the_status_is_not_known_either() {
        let lost = TestPanel::loaded(Some(report(&GOOD)))
            .press(Action::Replace)
            .paste(&token())
            .checked(Ok(report(&GOOD)))
            .press(Action::Save)
            .saved(Err(Error::CutOff));
        let status = status(&lost, now());
        assert_eq!((status.outcome, status.name), (Outcome::Unknown, text(Key::StatusUnconfirmed)));
    }

    #[test]
    fn every_status_has_evidence() {
        for (name, panel) in crate::fixtures::every_state() {
            let Some(ready) = panel.state.ready() else { continue };
            let status = StatusView::new(ready, &phrases(), now());
            assert!(!status.name.is_empty() && status.evidence.ends_with('.'), "{name}: {status:?}");
        }
    }

    #[test]
    fn the_next_thing_to_do_is_named_only_if_the_token_is_known_to_work() {
        let connected = |report: TokenReport| {
            let panel = TestPanel::loaded(None).paste(&token()).checked(Ok(report.clone()));
            let panel = panel.press(Action::SaveWithoutCheck).press(Action::Save).saved(Ok(saved(Some(report))));
            next(panel.state.ready().unwrap(), &phrases()).to_owned()
        };
        assert_eq!(connected(report_with(Finding::NeverExpires)), text(Key::DoneNextPhoneNumberId));
        assert_eq!(connected(report_with(Finding::TokenUnknown)), "");
    }

    #[test]
    fn what_was_done_is_forgotten_with_the_next_press() {
        let mut panel = TestPanel::loaded(None).paste(&token()).checked(Ok(report(&GOOD))).press(Action::Save);
        panel = panel.saved(Ok(saved(Some(report(&GOOD)))));
        assert!(last_action(panel.state.ready().unwrap(), &phrases()).is_some());
        panel.state.update(Event::Pressed(Action::Disconnect));
        assert_eq!(last_action(panel.state.ready().unwrap(), &phrases()), None);
    }
}
