//! A backend that keeps the contract, behind a network that loses responses.

use crate::fixtures::{self, GOOD};
use crate::token::SaveOrder;
use crate::{Command, Error, Event, IdempotencyKey, SavedSettings};
use contract::finding::Finding;
use contract::problem::{Code, Problem};
use contract::report::{App, Facts, TokenReport};

/// How a call ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Good,
    /// Meta rejects the token.
    Bad,
    /// Meta can't be asked.
    Unknown,
    /// Someone else changed the settings first.
    Changed,
    OtherApp,
    /// Not done, and there is no response.
    Lost,
    /// Done, and there is no response.
    LostButDone,
    /// Rejected before anything was looked up.
    RateLimited,
    /// Never sent.
    NoHost,
}

impl Outcome {
    /// True if the page learns what became of a save.
    pub(super) fn settles_save(self) -> bool {
        !matches!(self, Self::Lost | Self::LostButDone | Self::RateLimited | Self::NoHost)
    }
}

#[derive(Default)]
pub(super) struct Backend {
    pub(super) token: Option<String>,
    version: u64,
    done: Vec<IdempotencyKey>,
}

impl Backend {
    pub(super) fn version(&self) -> String {
        self.version.to_string()
    }

    /// True if these settings were ever there.
    pub(super) fn has_had(&self, version: &str) -> bool {
        version.parse::<u64>().is_ok_and(|version| version <= self.version)
    }

    pub(super) fn change(&mut self, token: Option<String>) {
        self.token = token;
        self.version += 1;
    }

    /// Carries out a call as far as the contract allows. Returns how it ended, and what the page is told.
    pub(super) fn respond(&mut self, call: Command, outcome: Outcome) -> Option<(Outcome, Event)> {
        let outcome = match (&call, outcome) {
            (Command::CheckAgain(_), Outcome::Good) if self.token.is_none() => Outcome::Changed,
            // They send no version and no token, so nothing can be wrong with it.
            (Command::Load(_) | Command::CheckAgain(_), Outcome::Changed) => Outcome::RateLimited,
            (Command::Check(..) | Command::Save(..), outcome) => outcome,
            (_, Outcome::Bad | Outcome::Unknown | Outcome::OtherApp) => Outcome::RateLimited,
            (_, outcome) => outcome,
        };
        Some(match call {
            Command::Load(request) => (outcome, Event::Loaded(request, self.result(outcome, None))),
            Command::Check(request, token) => (outcome, Event::Checked(request, checked(token.expose(), outcome))),
            Command::CheckAgain(request) if outcome == Outcome::Changed => {
                (outcome, Event::CheckedAgain(request, Err(rejected(Code::NothingStored, None))))
            }
            Command::CheckAgain(request) => (outcome, Event::CheckedAgain(request, self.result(outcome, None))),
            Command::Save(request, order) => {
                let outcome = self.save(&order, outcome);
                (outcome, Event::Saved(request, self.result(outcome, Some(order.token.expose()))))
            }
            Command::Disconnect(request, version) => {
                let outcome = self.replace(None, &version, outcome);
                (outcome, Event::Disconnected(request, self.result(outcome, None)))
            }
            _ => return None,
        })
    }

    /// A key that was done is done, whatever else stands in the way now.
    fn save(&mut self, order: &SaveOrder, outcome: Outcome) -> Outcome {
        if self.done.contains(&order.key) {
            return if outcome.settles_save() { Outcome::Good } else { outcome };
        }
        let outcome = self.replace(Some(order.token.expose().to_owned()), &order.version, outcome);
        if matches!(outcome, Outcome::Good | Outcome::LostButDone) {
            self.done.push(order.key);
        }
        outcome
    }

    /// Replaces the token if `outcome` says so. Only the current version can be replaced.
    fn replace(&mut self, token: Option<String>, version: &str, outcome: Outcome) -> Outcome {
        match outcome {
            Outcome::Good if version != self.version() => return Outcome::Changed,
            Outcome::LostButDone if version != self.version() => return Outcome::Lost,
            Outcome::Good | Outcome::LostButDone => self.change(token),
            _ => {}
        }
        outcome
    }

    fn settings(&self) -> SavedSettings {
        SavedSettings { version: self.version(), ..fixtures::saved(self.token.as_deref().map(good)) }
    }

    fn result(&self, outcome: Outcome, token: Option<&str>) -> Result<SavedSettings, Error> {
        let about = |findings: &[Finding]| token.map(|token| report(token, findings));
        Err(match outcome {
            Outcome::Good => return Ok(self.settings()),
            Outcome::Bad => rejected(Code::TokenRefused, about(&[Finding::Reached, Finding::Revoked])),
            Outcome::Unknown => rejected(Code::CouldNotCheck, about(&[Finding::MetaDown])),
            Outcome::Changed => rejected(Code::Changed, None),
            Outcome::OtherApp => rejected(Code::OtherApp, token.map(good)),
            Outcome::Lost | Outcome::LostButDone => Error::CutOff,
            Outcome::RateLimited => rejected(Code::TooManyRequests, None),
            Outcome::NoHost => Error::HostSilent,
        })
    }
}

fn checked(token: &str, outcome: Outcome) -> Result<TokenReport, Error> {
    match outcome {
        Outcome::Good | Outcome::OtherApp => Ok(good(token)),
        Outcome::Bad => Ok(report(token, &[Finding::Reached, Finding::Revoked])),
        Outcome::Unknown => Ok(report(token, &[Finding::MetaDown])),
        Outcome::Lost | Outcome::LostButDone | Outcome::Changed => Err(Error::CutOff),
        Outcome::RateLimited => Err(rejected(Code::TooManyRequests, None)),
        Outcome::NoHost => Err(Error::HostSilent),
    }
}

fn good(token: &str) -> TokenReport {
    report(token, &GOOD)
}

/// A report that names its token as the app, so that a report on another text is noticed.
fn report(token: &str, findings: &[Finding]) -> TokenReport {
    let app = Some(App { id: token.to_owned(), name: None });
    TokenReport::new(fixtures::now(), findings.iter().copied(), Facts { app, ..Facts::default() })
}

fn rejected(code: Code, report: Option<TokenReport>) -> Error {
    Error::Rejected(Box::new(Problem { report, ..Problem::new(code, "") }))
}
