//! A backend that keeps the contract, and a network that loses what it says.

use crate::token::SaveOrder;
use crate::{Error, IdempotencyKey, SavedSettings};
use contract::finding::Finding;
use contract::problem::{Code, Problem};
use contract::report::{App, Facts, TokenReport};
use contract::settings::{Account, Graph, Project, ProjectKey, Settings, StoredToken};
use contract::timestamp::Timestamp;

#[derive(Clone, Copy, Debug)]
pub(super) enum Answer {
    Good,
    Bad,
    Unknown,
    Changed,
    OtherApp,
    Lost,
    /// Done, and nobody hears of it.
    LostAndDone,
    /// Turned away before anything was looked at.
    Limited,
    /// Not even sent.
    HostSilent,
}

/// What is stored, and which intents were done.
#[derive(Default)]
pub(super) struct Backend {
    pub(super) stored: Option<String>,
    version: u64,
    done: Vec<IdempotencyKey>,
}

pub(super) fn text(n: u8) -> String {
    match n % 6 {
        0 => String::new(),
        1 => "12345".into(),
        n => format!("EAASANDBOX{}{n}", "x7Q".repeat(40)),
    }
}

pub(super) fn report(token: &str, findings: &[Finding]) -> TokenReport {
    let app = Some(App { id: token.to_owned(), name: None });
    let at = Timestamp::from_unix(1_795_000_000).unwrap();
    TokenReport::new(at, findings.iter().copied(), Facts { app, ..Facts::default() })
}

pub(super) fn good(token: &str) -> TokenReport {
    report(token, &[Finding::Reached, Finding::Accepted, Finding::MessagingGranted, Finding::ManagementGranted])
}

pub(super) fn refused(code: Code, report: Option<TokenReport>) -> Error {
    Error::Rejected(Box::new(Problem { report, ..Problem::new(code, "") }))
}

impl Backend {
    pub(super) fn version(&self) -> String {
        self.version.to_string()
    }

    /// Whether anybody was ever told of this version.
    pub(super) fn has_had(&self, version: &str) -> bool {
        version.parse::<u64>().is_ok_and(|version| version <= self.version)
    }

    pub(super) fn change(&mut self, stored: Option<String>) {
        self.stored = stored;
        self.version += 1;
    }

    /// Saves, where `answer` says so and the contract allows it: over no version but the current one, and once.
    pub(super) fn save(&mut self, saving: &SaveOrder, answer: Answer) -> Answer {
        if self.done.contains(&saving.key) {
            return match answer {
                Answer::Bad | Answer::Unknown | Answer::Changed | Answer::OtherApp => Answer::Good,
                answer => answer,
            };
        }
        let answer = self.possible(answer, &saving.version);
        if matches!(answer, Answer::Good | Answer::LostAndDone) {
            self.change(Some(saving.token.expose().to_owned()));
            self.done.push(saving.key);
        }
        answer
    }

    pub(super) fn disconnect(&mut self, version: &str, answer: Answer) -> Answer {
        let answer = self.possible(answer, version);
        if matches!(answer, Answer::Good | Answer::LostAndDone) {
            self.change(None);
        }
        answer
    }

    fn possible(&self, answer: Answer, version: &str) -> Answer {
        match answer {
            Answer::Good if version != self.version() => Answer::Changed,
            Answer::LostAndDone if version != self.version() => Answer::Lost,
            answer => answer,
        }
    }

    fn saved(&self) -> SavedSettings {
        let at = Timestamp::from_unix(1_795_000_000).unwrap();
        let token = self.stored.as_ref().map(|token| StoredToken {
            last_four: token[token.len() - 4..].to_owned(),
            app: Some(App { id: token.clone(), name: None }),
            saved_by: Account { id: "local".into(), name: None },
            saved_at: at,
            report: good(token),
            accepted_at: Some(at),
            refused_at: None,
            used_elsewhere: false,
        });
        let project = Project { key: ProjectKey::parse("SUP").unwrap(), name: None, site: None };
        SavedSettings {
            settings: Settings { project, graph: Graph::Sandbox, token },
            version: self.version.to_string(),
            at,
        }
    }

    pub(super) fn result(&self, answer: Answer, token: Option<&str>) -> Result<SavedSettings, Error> {
        let about = |findings: &[Finding]| token.map(|token| report(token, findings));
        match answer {
            Answer::Good => Ok(self.saved()),
            Answer::Bad => Err(refused(Code::TokenRefused, about(&[Finding::Reached, Finding::Revoked]))),
            Answer::Unknown => Err(refused(Code::CouldNotCheck, about(&[Finding::MetaDown]))),
            Answer::Changed => Err(refused(Code::Changed, None)),
            Answer::OtherApp => Err(refused(Code::OtherApp, token.map(good))),
            Answer::Lost | Answer::LostAndDone => Err(Error::CutOff),
            Answer::Limited => Err(refused(Code::TooManyRequests, None)),
            Answer::HostSilent => Err(Error::HostSilent),
        }
    }
}
