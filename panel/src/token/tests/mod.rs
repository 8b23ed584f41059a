//! Single transitions: what each press and each answer leads to.

mod entering;
mod watching;

use super::*;
use crate::{Action, Command, Error, Event, LastAction, Phase, Ready, RequestId, SavedSettings, State};
use contract::access_token::{SecretText, WrongShape};
use contract::finding::Finding as F;
use contract::problem::{Code, Problem};
use contract::report::{App, Facts, TokenReport};
use contract::settings::{Account, Graph, Project, ProjectKey, Settings, StoredToken};
use contract::timestamp::Timestamp;

const GOOD: [F; 4] = [F::Reached, F::Accepted, F::MessagingGranted, F::ManagementGranted];

fn report(findings: &[F], app: &str) -> TokenReport {
    let facts = Facts { app: Some(App { id: app.into(), name: None }), ..Facts::default() };
    TokenReport::new(Timestamp::from_unix(1_795_000_000).unwrap(), findings.iter().copied(), facts)
}

fn saved(stored: Option<&str>, version: &str) -> SavedSettings {
    let at = Timestamp::from_unix(1_795_000_000).unwrap();
    let token = stored.map(|app| StoredToken {
        last_four: "Zb7K".into(),
        app: Some(App { id: app.into(), name: None }),
        saved_by: Account { id: "local".into(), name: None },
        saved_at: at,
        report: report(&GOOD, app),
        accepted_at: Some(at),
        refused_at: None,
        used_elsewhere: false,
    });
    let project = Project { key: ProjectKey::parse("SUP").unwrap(), name: None, site: None };
    SavedSettings { settings: Settings { project, graph: Graph::Meta, token }, version: version.into(), at }
}

fn loaded(stored: Option<&str>) -> State {
    let (mut state, _) = State::begin();
    state.update(Event::Loaded(RequestId::INITIAL_LOAD, Ok(saved(stored, "1"))));
    state
}

fn draft(text: &str) -> Draft {
    Draft::typed(SecretText::new(text.into()))
}

fn token() -> Draft {
    draft(&format!("EAASANDBOX{}", "x7Q".repeat(40)))
}

fn problem(code: Code) -> Error {
    Error::Rejected(Box::new(Problem::new(code, "")))
}

fn editing(state: &State) -> &Editing {
    state.ready().and_then(Ready::editing).unwrap()
}

fn save_attempt(effects: &[Command]) -> (RequestId, SaveOrder) {
    effects
        .iter()
        .find_map(|effect| match effect {
            Command::Save(attempt, order) => Some((*attempt, order.clone())),
            _ => None,
        })
        .unwrap()
}

#[test]
fn reading_the_settings_can_be_tried_again() {
    let (mut state, _) = State::begin();
    state.update(Event::Loaded(RequestId(0), Err(Error::Unreachable)));
    assert_eq!(state.phase(), &Phase::LoadFailed(Error::Unreachable));
    let effects = state.update(Event::Pressed(Action::Retry));
    assert!(matches!(effects[..], [Command::Load(RequestId(1))]));
    state.update(Event::Loaded(RequestId(0), Ok(saved(None, "0"))));
    assert!(state.ready().is_none(), "a late answer to the first call");
    let effects = state.update(Event::Loaded(RequestId(1), Ok(saved(None, "0"))));
    assert!(state.ready().is_some());
    assert_eq!(effects, [Command::FocusStatus], "the button that was pressed is gone");
}

#[test]
fn no_state_prints_the_token() {
    let mut state = loaded(None);
    state.update(Event::Pasted(token()));
    let effects = state.update(Event::Pressed(Action::Save));
    let printed = format!("{state:?} {effects:?} {:?}", Event::Typed(token()));
    assert!(printed.contains("AccessToken(…)") && !printed.contains("SANDBOX"), "{printed}");
}
