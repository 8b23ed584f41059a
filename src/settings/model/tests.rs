//! Single transitions: what each press and each answer leads to.

use super::*;
use crate::settings::draft::Draft;
use contract::access_token::{SecretText, WrongShape};
use contract::finding::Finding as F;
use contract::problem::{Code, Problem};
use contract::report::{App, Facts};
use contract::settings::{Account, Graph, Project, ProjectKey, StoredToken};
use contract::timestamp::Timestamp;

const GOOD: [F; 4] = [F::Reached, F::Accepted, F::MessagingGranted, F::ManagementGranted];

fn report(findings: &[F], app: &str) -> TokenReport {
    let facts = Facts { app: Some(App { id: app.into(), name: None }), ..Facts::default() };
    TokenReport::new(Timestamp::from_unix(1_795_000_000).unwrap(), findings.iter().copied(), facts)
}

fn saved(stored: Option<&str>, version: &str) -> Saved {
    let at = Timestamp::from_unix(1_795_000_000).unwrap();
    let token = stored.map(|app| StoredToken {
        last_four: "Zb7K".into(),
        app: Some(App { id: app.into(), name: None }),
        saved_by: Account { id: "local".into(), name: None },
        saved_at: at,
        report: report(&GOOD, app),
        accepted_at: Some(at),
        used_elsewhere: false,
    });
    let project = Project { key: ProjectKey::parse("SUP").unwrap(), name: None, site: None };
    Saved { settings: Settings { project, graph: Graph::Meta, token }, version: version.into() }
}

fn loaded(stored: Option<&str>) -> State {
    let (mut state, _) = State::begin();
    state.update(Event::Loaded(Attempt(0), Ok(saved(stored, "1"))));
    state
}

fn draft(text: &str) -> Draft {
    Draft::typed(SecretText::new(text.into()))
}

fn token() -> Draft {
    draft(&format!("EAASANDBOX{}", "x7Q".repeat(40)))
}

fn problem(code: Code) -> Error {
    Error::Refused(Box::new(Problem::new(code, "")))
}

fn entry(state: &State) -> &Entry {
    state.ready().and_then(Ready::entry).unwrap()
}

fn save_attempt(effects: &[Effect]) -> (Attempt, Saving) {
    effects
        .iter()
        .find_map(|effect| match effect {
            Effect::Save(attempt, saving) => Some((*attempt, saving.clone())),
            _ => None,
        })
        .unwrap()
}

#[test]
fn reading_the_settings_can_be_tried_again() {
    let (mut state, _) = State::begin();
    state.update(Event::Loaded(Attempt(0), Err(Error::Unreachable)));
    assert_eq!(state.phase(), &Phase::LoadFailed(Error::Unreachable));
    let effects = state.update(Event::PressedRetry);
    assert!(matches!(effects[..], [Effect::Load(Attempt(1))]));
    state.update(Event::Loaded(Attempt(0), Ok(saved(None, "0"))));
    assert!(state.ready().is_none(), "a late answer to the first call");
    state.update(Event::Loaded(Attempt(1), Ok(saved(None, "0"))));
    assert!(state.ready().is_some());
}

#[test]
fn a_plausible_paste_is_checked_at_once_and_typing_is_not() {
    let mut state = loaded(None);
    assert_eq!(state.update(Event::Typed(token())), []);
    assert!(matches!(state.update(Event::Pasted(token()))[..], [Effect::Check(..)]));
    assert_eq!(state.update(Event::Pasted(draft("12345"))), [Effect::AbortCheck]);
    assert_eq!(entry(&state).check, Check::None);
}

#[test]
fn what_is_certainly_wrong_is_never_sent() {
    for event in [Event::PressedCheck, Event::PressedSave] {
        let mut state = loaded(None);
        state.update(Event::Typed(draft("634974688087057|0123456789abcdef0123456789abcdef")));
        assert_eq!(state.update(event), [Effect::FocusField]);
        assert_eq!(entry(&state).save, Save::Blocked(Blocked::Shape(WrongShape::AppToken)));
    }
}

#[test]
fn a_refused_token_blocks_the_save_and_says_so() {
    let mut state = loaded(None);
    state.update(Event::Pasted(token()));
    let Check::Running(attempt) = entry(&state).check else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&[F::Reached, F::Revoked], "1"))));
    assert_eq!(state.update(Event::PressedSave), [Effect::FocusField]);
    assert_eq!(entry(&state).save, Save::Blocked(Blocked::Refused));
    state.update(Event::Typed(draft("EAA")));
    assert_eq!(entry(&state).save, Save::Idle, "the reason goes with the text");
}

#[test]
fn an_unknown_check_offers_saving_without_it() {
    let mut state = loaded(None);
    state.update(Event::Pasted(token()));
    assert_eq!(state.update(Event::PressedSaveWithoutCheck), [], "not before it is known to be unknown");
    let Check::Running(attempt) = entry(&state).check else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&[F::MetaDown], "1"))));
    let (_, saving) = save_attempt(&state.update(Event::PressedSaveWithoutCheck));
    assert_eq!(saving.check, contract::request::SaveCheck::IfPossible);
}

#[test]
fn another_app_is_asked_about_before_anything_is_sent() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::PressedReplace);
    state.update(Event::Pasted(token()));
    let Check::Running(attempt) = entry(&state).check else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&GOOD, "app-2"))));
    assert_eq!(state.update(Event::PressedSave), []);
    assert!(matches!(entry(&state).save, Save::AskingOtherApp(_)));
    state.update(Event::DeclinedOtherApp);
    assert_eq!(entry(&state).save, Save::Idle);
    state.update(Event::PressedSave);
    let (_, saving) = save_attempt(&state.update(Event::AgreedToOtherApp));
    assert_eq!(saving.other_app, contract::request::OtherApp::Replace);
}

#[test]
fn a_lost_answer_is_asked_for_again_with_the_same_intent() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, first) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!(state.update(Event::PressedSave), [], "a double click");
    state.update(Event::Saved(attempt, Err(Error::CutOff)));
    let (attempt, again) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!(again.intent, first.intent);
    state.update(Event::Saved(attempt, Err(problem(Code::TooManyRequests))));
    let (_, third) = save_attempt(&state.update(Event::PressedSave));
    assert_ne!(third.intent, first.intent, "a clear refusal ends the intent");
}

#[test]
fn somebody_elses_save_is_read_and_the_draft_stays() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::PressedSave));
    let effects = state.update(Event::Saved(attempt, Err(problem(Code::Changed))));
    let [Effect::Load(load)] = effects[..] else { panic!("{effects:?}") };
    state.update(Event::Loaded(load, Ok(saved(Some("app-9"), "7"))));
    assert_eq!((entry(&state).save.clone(), entry(&state).draft.clone()), (Save::Changed, token()));
    let (_, saving) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!(saving.version, "7");
}

#[test]
fn what_is_typed_during_a_save_outlives_it() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::PressedSave));
    let newer = draft("EAASANDBOXnewer");
    state.update(Event::Typed(newer.clone()));
    state.update(Event::Saved(attempt, Ok(saved(Some("app-1"), "2"))));
    assert_eq!(entry(&state).draft, newer);
    assert!(state.is_dirty() && state.ready().unwrap().is_replacing());
}

#[test]
fn disconnecting_asks_once_more_and_a_lost_answer_is_looked_up() {
    let mut state = loaded(Some("app-1"));
    assert_eq!(state.update(Event::AgreedToDisconnect), [], "nobody asked");
    state.update(Event::PressedDisconnect);
    let effects = state.update(Event::AgreedToDisconnect);
    let [Effect::Disconnect(attempt, _)] = effects[..] else { panic!("{effects:?}") };
    let effects = state.update(Event::Disconnected(attempt, Err(Error::CutOff)));
    let [Effect::Load(load)] = effects[..] else { panic!("{effects:?}") };
    assert_eq!(state.update(Event::Loaded(load, Ok(saved(None, "2")))), [Effect::FocusStatus]);
    assert_eq!(state.ready().unwrap().done, Some(Done::Disconnected));
}

#[test]
fn after_a_disconnect_without_an_answer_only_what_is_known_is_said() {
    let lost = || {
        let mut state = loaded(Some("app-1"));
        state.update(Event::PressedDisconnect);
        let [Effect::Disconnect(attempt, _)] = state.update(Event::AgreedToDisconnect)[..] else { panic!("no call") };
        let [Effect::Load(load)] = state.update(Event::Disconnected(attempt, Err(Error::TimedOut)))[..] else {
            panic!("nobody looks")
        };
        (state, load)
    };
    let act = |state: &State| state.ready().and_then(Ready::stored).unwrap().act.clone();
    let (mut state, load) = lost();
    state.update(Event::Loaded(load, Ok(saved(Some("app-1"), "1"))));
    assert_eq!(act(&state), Act::StillStored);
    let (mut state, load) = lost();
    state.update(Event::Loaded(load, Err(Error::Offline)));
    assert_eq!(act(&state), Act::Unclear(Error::Offline));
    assert_eq!(state.update(Event::PressedDisconnect), [], "it can be tried again");
    assert_eq!(act(&state), Act::AskingDisconnect);
}

#[test]
fn a_failed_check_again_leaves_the_connection_as_it_was() {
    let mut state = loaded(Some("app-1"));
    let before = state.ready().unwrap().saved.clone();
    let effects = state.update(Event::PressedCheckAgain);
    let [Effect::CheckAgain(attempt)] = effects[..] else { panic!("{effects:?}") };
    state.update(Event::CheckedAgain(attempt, Err(Error::TimedOut)));
    let ready = state.ready().unwrap();
    assert_eq!((&ready.saved, &ready.stored().unwrap().act), (&before, &Act::CheckFailed(Error::TimedOut)));
}

#[test]
fn no_state_prints_the_token() {
    let mut state = loaded(None);
    state.update(Event::Pasted(token()));
    let effects = state.update(Event::PressedSave);
    let printed = format!("{state:?} {effects:?} {:?}", Event::Typed(token()));
    assert!(printed.contains("AccessToken(…)") && !printed.contains("SANDBOX"), "{printed}");
}
