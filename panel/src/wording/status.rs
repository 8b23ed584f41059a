//! Words for the state of the connection, always with its evidence and its time.

use super::{Headline, Speaker};
use crate::i18n::{StatusWords, fill};
use crate::token::Viewing;
use crate::{LastAction, Ready};
use contract::finding::{Finding, Outcome};
use contract::report::{Expiry, Verdict};
use contract::settings::StoredToken;
use contract::status::Status;
use contract::timestamp::Timestamp;

/// The state of the connection in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatusLine {
    /// How good or bad it is; `Information` while Meta is being asked, `Unknown` where nobody can say.
    pub outcome: Outcome,
    /// Its name.
    pub name: String,
    /// What is so, since when, and how it is known.
    pub evidence: String,
}

/// That something was done, for a host that shows such notices itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notice {
    /// How good it is.
    pub outcome: Outcome,
    /// What was done.
    pub title: &'static str,
    /// What is so now.
    pub body: String,
}

impl Speaker {
    /// The state of the connection in words.
    #[must_use]
    pub fn status(&self, ready: &Ready) -> StatusLine {
        let words = &self.messages.statuses;
        let line = |outcome, words: &StatusWords, values: &[(&str, &str)]| StatusLine {
            outcome,
            name: fill(words.name, values),
            evidence: fill(words.evidence, values),
        };
        if ready.viewing().is_some_and(Viewing::is_checking) {
            return line(Outcome::Information, &words.checking, &[]);
        }
        if !ready.certainty.is_known() {
            return line(Outcome::Unknown, &words.unconfirmed, &[]);
        }
        let Some(token) = &ready.saved.settings.token else {
            return line(Outcome::Unknown, &words.not_set_up, &[]);
        };
        let when = self.when(token.report.checked_at);
        let (ends_at, is_access) = end_of(token);
        let end = ends_at.map_or_else(String::new, |at| self.date(at));
        match Status::of(&ready.saved.settings, self.now) {
            Status::NotSetUp => line(Outcome::Unknown, &words.not_set_up, &[]),
            Status::Connected => line(Outcome::Pass, &words.connected, &[("when", &when)]),
            Status::NeedsAttention => line(Outcome::Warning, &words.needs_attention, &[("when", &when)]),
            Status::NotWorking => line(Outcome::Fail, &words.not_working, &[("when", &when)]),
            Status::ExpiresIn { .. } if is_access => {
                let left = ends_at.map(|at| self.days_left(at)).unwrap_or_default();
                let values = [("days", &*left), ("when", &when), ("date", &end)];
                line(Outcome::Warning, &words.access_ends, &values)
            }
            Status::Expired if is_access => line(Outcome::Fail, &words.access_ended, &[("date", &end)]),
            Status::ExpiresIn { days: ..=1 } => {
                line(Outcome::Warning, &words.expires_tomorrow, &[("when", &when), ("date", &end)])
            }
            Status::ExpiresIn { days } => {
                let values = [("days", &*self.days(days)), ("when", &when), ("date", &end)];
                line(Outcome::Warning, &words.expires, &values)
            }
            Status::Expired if end.is_empty() => line(Outcome::Fail, &words.expired_undated, &[("when", &when)]),
            Status::Expired => line(Outcome::Fail, &words.expired, &[("date", &end)]),
            Status::Rejected => {
                let when = self.when(token.refused_at.unwrap_or(token.report.checked_at));
                line(Outcome::Fail, &words.rejected, &[("when", &when)])
            }
            Status::CannotCheck if token.report.has(Finding::NotChecked) => {
                line(Outcome::Unknown, &words.never_checked, &[])
            }
            Status::CannotCheck => match token.accepted_at {
                Some(at) => {
                    let values = [("when", when.as_str()), ("accepted", &self.when(at))];
                    line(Outcome::Unknown, &words.cannot_check_since, &values)
                }
                None => line(Outcome::Unknown, &words.cannot_check, &[("when", &when)]),
            },
        }
    }

    /// What was just done. A token that nobody could check is saved, and not yet connected.
    #[must_use]
    pub fn done(&self, ready: &Ready) -> Option<(Outcome, &'static str)> {
        let words = &self.messages.told;
        Some(match ready.last_action? {
            LastAction::Connected | LastAction::Replaced if is_unchecked(ready) => {
                (Outcome::Information, words.saved_unchecked)
            }
            LastAction::Connected => (Outcome::Pass, words.connected),
            LastAction::Replaced => (Outcome::Pass, words.replaced),
            LastAction::CheckedAgain => (Outcome::Information, words.checked_again),
            LastAction::Disconnected => (Outcome::Information, words.disconnected),
            LastAction::FoundAnother => (Outcome::Information, words.newer),
            LastAction::FoundNone => (Outcome::Information, words.gone),
        })
    }

    /// What was just done, where that is worth a notice: the end of a check shows in the status and the report, and a
    /// message above them would push both down.
    #[must_use]
    pub fn notice(&self, ready: &Ready) -> Option<(Outcome, &'static str)> {
        self.done(ready).filter(|_| ready.last_action != Some(LastAction::CheckedAgain))
    }

    /// What there is still to do after what was just done; empty where nothing is. A token that nobody could check has
    /// to be checked before anything is built on it, which its report says.
    #[must_use]
    pub fn next(&self, ready: &Ready) -> &'static str {
        let words = &self.messages.told;
        match ready.last_action {
            Some(LastAction::Connected) if !is_unchecked(ready) => words.next,
            Some(LastAction::Disconnected | LastAction::FoundNone) => words.not_revoked,
            Some(
                LastAction::Connected | LastAction::Replaced | LastAction::FoundAnother | LastAction::CheckedAgain,
            )
            | None => "",
        }
    }

    /// The state of the connection as one text.
    #[must_use]
    pub fn state(&self, ready: &Ready) -> String {
        let StatusLine { name, evidence, .. } = self.status(ready);
        fill(self.messages.told.state, &[("status", &name), ("evidence", &evidence)])
    }

    /// When the token expires, as a fact.
    #[must_use]
    pub fn expiry(&self, token: &StoredToken) -> String {
        let words = &self.messages.stored;
        match token.report.facts.expires {
            Expiry::Never | Expiry::Unknown if token.report.has(Finding::Expired) => words.expired_undated.to_owned(),
            Expiry::Never => words.expires_never.to_owned(),
            Expiry::Unknown => words.expires_unknown.to_owned(),
            Expiry::At { at } => {
                let text = if at <= self.now { words.expired_at } else { words.expires_at };
                fill(text, &[("date", &self.date(at)), ("days", &self.days_left(at))])
            }
        }
    }

    /// Who saved the token, and when.
    #[must_use]
    pub fn saved_by(&self, token: &StoredToken) -> String {
        fill(self.messages.stored.saved_value, &[("when", &self.when(token.saved_at)), ("who", self.who(token))])
    }

    /// That somebody else saved, or disconnected, while a token was being entered. `stored` is what they saved, where
    /// that is known.
    #[must_use]
    pub fn changed(&self, stored: Option<&StoredToken>) -> Headline {
        let words = &self.messages.footer;
        let body = match stored {
            None => words.changed_somehow.to_owned(),
            Some(token) => fill(words.changed_body, &[("who", self.who(token)), ("when", &self.when(token.saved_at))]),
        };
        Headline::warning(words.changed_title, body)
    }

    /// That somebody else saved, or disconnected, before the stored token could be deleted.
    #[must_use]
    pub fn changed_before_disconnect(&self) -> Headline {
        let words = &self.messages.problems.changed;
        Headline::warning(words.title, words.body.to_owned())
    }

    /// That the token is still there after a disconnect that brought no answer. Why it brought none is past.
    #[must_use]
    pub fn still_stored(&self) -> Headline {
        let words = &self.messages.stored;
        Headline::warning(words.still_title, words.still_body.to_owned())
    }

    fn who<'a>(&self, token: &'a StoredToken) -> &'a str {
        let words = &self.messages.stored;
        let nameless = if token.saved_by.id == "local" { words.local_account } else { words.nameless_account };
        token.saved_by.name.as_deref().unwrap_or(nameless)
    }
}

/// When the token ends, or its access to data where that comes first; then it is true.
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

/// True where a token is stored of which Meta's last answer tells nothing.
fn is_unchecked(ready: &Ready) -> bool {
    ready.saved.settings.token.as_ref().is_some_and(|token| token.report.verdict() == Verdict::Unknown)
}
