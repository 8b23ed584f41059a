//! States of the panel, for tests here and of the page.
#![expect(clippy::unwrap_used, clippy::missing_panics_doc, reason = "a test stops where it fails")]

use crate::locale::FixedEnglish;
use crate::phrases::Phrases;
use crate::token::Draft;
use crate::{Action, Command, Error, Event, RequestId, SavedSettings, State};
use contract::finding::{Finding, Outcome, Subject};
use contract::problem::{Code, Problem};
use contract::report::{App, Check, Expiry, Facts, TokenReport};
use contract::settings::{Account, Graph, Project, ProjectKey, Settings, StoredToken};
use contract::timestamp::Timestamp;
use std::rc::Rc;

/// The findings about a token that has everything.
pub const GOOD: [Finding; 9] = [
    Finding::Reached,
    Finding::Accepted,
    Finding::SystemUser,
    Finding::AppKnown,
    Finding::MessagingGranted,
    Finding::ManagementGranted,
    Finding::NeverExpires,
    Finding::DataAccessNeverExpires,
    Finding::AccountsUnrestricted,
];

/// English as a reader in UTC sees it.
#[must_use]
pub fn phrases() -> Phrases {
    Phrases::english(Rc::new(FixedEnglish))
}

/// The moment of all fixtures.
#[must_use]
pub fn now() -> Timestamp {
    Timestamp::parse("2026-11-23T10:00:00Z").unwrap()
}

/// A report made now.
#[must_use]
pub fn report(findings: &[Finding]) -> TokenReport {
    let app = Some(App { id: "634974688087057".into(), name: Some("Acme Support".into()) });
    TokenReport::new(now(), findings.iter().copied(), Facts { app, expires: Expiry::Never, ..Facts::default() })
}

/// A good report but for `finding`, with every fact that a sentence can name. Token and data access end on January 21, 2027.
#[must_use]
pub fn report_with(finding: Finding) -> TokenReport {
    let others = GOOD.into_iter().filter(|good| good.subject() != finding.subject());
    let end = Expiry::At { at: Timestamp::parse("2027-01-21T14:05:00Z").unwrap() };
    let facts = Facts {
        app: Some(App { id: "634974688087057".into(), name: Some("Acme Support".into()) }),
        expires: end,
        data_access_expires: end,
        accounts: vec!["102290129340398".into()],
        other_permissions: vec!["ads_management".into()],
    };
    let checked_at = Timestamp::parse("2026-11-23T09:59:50Z").unwrap();
    let mut report = TokenReport::new(checked_at, others.chain([finding]), facts);
    if finding == Finding::Unknown {
        report.checks.retain(|check| check.finding != finding);
        report.checks.push(Check { subject: Subject::Unknown, outcome: Outcome::Fail, finding });
    }
    report
}

/// Settings that were read now, with a saved token if there is a report on it.
#[must_use]
pub fn saved(report: Option<TokenReport>) -> SavedSettings {
    let token = report.map(|report| StoredToken {
        last_four: "Zb7K".into(),
        app: report.facts.app.clone(),
        saved_by: Account { id: "local".into(), name: None },
        saved_at: now(),
        report,
        accepted_at: Some(now()),
        refused_at: None,
        used_elsewhere: true,
    });
    let (name, site) = (Some("Support".into()), Some("acme.atlassian.net".into()));
    let project = Project { key: ProjectKey::parse("SUP").unwrap(), name, site };
    SavedSettings { settings: Settings { project, graph: Graph::Sandbox, token }, version: "\"1\"".into(), at: now() }
}

/// A token that looks right.
#[must_use]
pub fn token() -> String {
    format!("EAASANDBOX{}Zb7K", "x7Q".repeat(40))
}

/// The panel, and the request that it waits for.
#[derive(Clone, Debug)]
pub struct TestPanel {
    /// The panel.
    pub state: State,
    /// What the last event led to.
    pub commands: Vec<Command>,
    request: RequestId,
}

impl TestPanel {
    /// The panel before its settings are loaded.
    #[must_use]
    pub fn begin() -> Self {
        let (state, command) = State::begin();
        Self { state, request: request_of(&command).unwrap(), commands: vec![command] }
    }

    /// The panel with its settings, and with a saved token if there is a report on it.
    #[must_use]
    pub fn loaded(report: Option<TokenReport>) -> Self {
        Self::begin().loaded_with(Ok(saved(report)))
    }

    /// The response with the settings.
    #[must_use]
    pub fn loaded_with(self, result: Result<SavedSettings, Error>) -> Self {
        let event = Event::Loaded(self.request, result);
        self.update(event)
    }

    /// A button is pressed.
    #[must_use]
    pub fn press(self, action: Action) -> Self {
        self.update(Event::Pressed(action))
    }

    /// A text is pasted into the empty field.
    #[must_use]
    pub fn paste(self, text: &str) -> Self {
        self.update(Event::Pasted(Draft::pasted(text, "", "").draft))
    }

    /// The response to a check of the text in the field.
    #[must_use]
    pub fn checked(self, result: Result<TokenReport, Error>) -> Self {
        let event = Event::Checked(self.request, result);
        self.update(event)
    }

    /// The response to a save.
    #[must_use]
    pub fn saved(self, result: Result<SavedSettings, Error>) -> Self {
        let event = Event::Saved(self.request, result);
        self.update(event)
    }

    /// The response to a check of the saved token.
    #[must_use]
    pub fn checked_again(self, result: Result<SavedSettings, Error>) -> Self {
        let event = Event::CheckedAgain(self.request, result);
        self.update(event)
    }

    /// The response to a disconnect.
    #[must_use]
    pub fn disconnected(self, result: Result<SavedSettings, Error>) -> Self {
        let event = Event::Disconnected(self.request, result);
        self.update(event)
    }

    /// Anything else happens.
    #[must_use]
    pub fn update(mut self, event: Event) -> Self {
        self.commands = self.state.update(event);
        self.request = self.commands.iter().find_map(request_of).unwrap_or(self.request);
        self
    }
}

fn request_of(command: &Command) -> Option<RequestId> {
    match command {
        Command::Load(id) | Command::Check(id, _) | Command::Save(id, _) => Some(*id),
        Command::CheckAgain(id) | Command::Disconnect(id, _) => Some(*id),
        Command::CancelCheck | Command::FocusField | Command::Reload => None,
    }
}

/// The panel in each of its states, with a name.
#[must_use]
pub fn every_state() -> Vec<(&'static str, TestPanel)> {
    let rejected = |code| Error::Rejected(Box::new(Problem::new(code, "")));
    let empty = || TestPanel::loaded(None);
    let viewing = || TestPanel::loaded(Some(report(&GOOD)));
    let checking = || empty().paste(&token());
    let good = || checking().checked(Ok(report(&GOOD)));
    let bad = |findings: &[Finding]| checking().checked(Ok(report(findings)));
    let replacing = || viewing().press(Action::Replace);
    let other_app = || {
        let app = Some(App { id: "1".into(), name: None });
        let facts = Facts { app, expires: Expiry::Never, ..Facts::default() };
        replacing().paste(&token()).checked(Ok(TokenReport::new(now(), GOOD, facts)))
    };
    let disconnecting = || viewing().press(Action::Disconnect).press(Action::ConfirmDisconnect);
    vec![
        ("loading", TestPanel::begin()),
        ("load failed", TestPanel::begin().loaded_with(Err(Error::Unreachable))),
        ("host silent", TestPanel::begin().loaded_with(Err(Error::HostSilent))),
        ("wrong site", TestPanel::begin().loaded_with(Err(Error::WrongSite))),
        ("empty", empty()),
        ("save blocked", empty().press(Action::Save)),
        ("wrong shape", empty().paste("634974688087057")),
        ("checking", checking()),
        ("check failed", checking().checked(Err(rejected(Code::SessionEnded)))),
        ("good", good()),
        ("bad", bad(&[Finding::Reached, Finding::Revoked])),
        ("unknown", bad(&[Finding::MetaDown])),
        ("saving", good().press(Action::Save)),
        ("save unconfirmed", good().press(Action::Save).saved(Err(Error::CutOff))),
        ("reading a change", good().press(Action::Save).saved(Err(rejected(Code::Changed)))),
        (
            "changed",
            good().press(Action::Save).saved(Err(rejected(Code::Changed))).loaded_with(Ok(saved(Some(report(&GOOD))))),
        ),
        ("connected", good().press(Action::Save).saved(Ok(saved(Some(report(&GOOD)))))),
        ("viewing", viewing()),
        (
            "not working",
            TestPanel::loaded(Some(report(&[Finding::Reached, Finding::Accepted, Finding::MessagingMissing]))),
        ),
        ("rejected", TestPanel::loaded(Some(report(&[Finding::Reached, Finding::Revoked])))),
        ("checking again", viewing().press(Action::CheckAgain)),
        ("check again failed", viewing().press(Action::CheckAgain).checked_again(Err(Error::Offline))),
        ("replacing", replacing()),
        ("other app", other_app()),
        ("asking about the app", other_app().press(Action::Save)),
        ("asking to disconnect", viewing().press(Action::Disconnect)),
        ("disconnecting", disconnecting()),
        ("still saved", disconnecting().disconnected(Err(Error::CutOff)).loaded_with(Ok(saved(Some(report(&GOOD)))))),
        ("disconnected", disconnecting().disconnected(Ok(saved(None)))),
    ]
}
