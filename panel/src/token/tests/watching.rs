//! Looking at the stored token: checking it again, and deleting it.

use super::*;

#[test]
fn disconnecting_asks_once_more_and_a_lost_answer_is_looked_up() {
    let mut state = loaded(Some("app-1"));
    assert_eq!(state.update(Event::Pressed(Action::ConfirmDisconnect)), [], "nobody asked");
    state.update(Event::Pressed(Action::Disconnect));
    let effects = state.update(Event::Pressed(Action::ConfirmDisconnect));
    let [Command::Disconnect(attempt, _)] = effects[..] else { panic!("{effects:?}") };
    let effects = state.update(Event::Disconnected(attempt, Err(Error::CutOff)));
    let [Command::Load(load)] = effects[..] else { panic!("{effects:?}") };
    assert_eq!(state.update(Event::Loaded(load, Ok(saved(None, "2")))), [Command::FocusStatus]);
    assert_eq!(state.ready().unwrap().last_action, Some(LastAction::Disconnected));
}

#[test]
fn after_a_disconnect_without_an_answer_only_what_is_known_is_said() {
    let lost = || {
        let mut state = loaded(Some("app-1"));
        state.update(Event::Pressed(Action::Disconnect));
        let [Command::Disconnect(attempt, _)] = state.update(Event::Pressed(Action::ConfirmDisconnect))[..] else {
            panic!("no call")
        };
        let [Command::Load(load)] = state.update(Event::Disconnected(attempt, Err(Error::TimedOut)))[..] else {
            panic!("nobody looks")
        };
        (state, load)
    };
    let (mut state, load) = lost();
    state.update(Event::Loaded(load, Ok(saved(Some("app-1"), "1"))));
    assert_eq!(act(&state), Viewing::StillSaved);
    let (mut state, load) = lost();
    state.update(Event::Loaded(load, Err(Error::Offline)));
    assert_eq!(act(&state), Viewing::DisconnectFailed(Error::Offline));
    assert_eq!(state.update(Event::Pressed(Action::Disconnect)), [], "it can be tried again");
    assert_eq!(act(&state), Viewing::ConfirmingDisconnect { again: true });
}

#[test]
fn a_failed_check_again_leaves_the_connection_as_it_was() {
    let mut state = loaded(Some("app-1"));
    let before = state.ready().unwrap().saved.clone();
    let effects = state.update(Event::Pressed(Action::CheckAgain));
    let [Command::CheckAgain(attempt)] = effects[..] else { panic!("{effects:?}") };
    state.update(Event::CheckedAgain(attempt, Err(Error::TimedOut)));
    let ready = state.ready().unwrap();
    assert_eq!((&ready.saved, ready.viewing().unwrap()), (&before, &Viewing::CheckFailed(Error::TimedOut)));
}

fn act(state: &State) -> Viewing {
    state.ready().and_then(Ready::viewing).unwrap().clone()
}

#[test]
fn whoever_opens_the_page_sees_how_things_are_now() {
    let opened = |seconds| {
        let saved = saved(Some("app-1"), "1");
        let at = Timestamp::from_unix(saved.at.unix() + seconds).unwrap();
        let (mut state, _) = State::begin();
        state.update(Event::Loaded(RequestId::INITIAL_LOAD, Ok(SavedSettings { at, ..saved })))
    };
    assert_eq!(opened(299), []);
    assert!(matches!(opened(300)[..], [Command::CheckAgain(_)]));
    assert_eq!(opened(-300), [], "a clock that is behind asks nobody");
}

#[test]
fn a_check_keeps_nobody_from_replacing_or_disconnecting() {
    let checking = || {
        let mut state = loaded(Some("app-1"));
        let [Command::CheckAgain(attempt)] = state.update(Event::Pressed(Action::CheckAgain))[..] else {
            panic!("no check")
        };
        assert_eq!(state.update(Event::Pressed(Action::CheckAgain)), [], "one check at a time");
        (state, Event::CheckedAgain(attempt, Ok(saved(Some("app-1"), "1"))))
    };
    let (mut state, late) = checking();
    assert_eq!(state.update(Event::Pressed(Action::Replace)), [Command::FocusField]);
    state.update(late);
    assert!(state.ready().unwrap().is_replacing(), "a late answer interrupts nobody");
    let (mut state, late) = checking();
    state.update(Event::Pressed(Action::Disconnect));
    state.update(late);
    assert_eq!(act(&state), Viewing::ConfirmingDisconnect { again: false });
}

#[test]
fn the_answer_to_a_question_that_a_message_led_to_leaves_the_focus_on_the_page() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::Pressed(Action::Disconnect));
    assert_eq!(state.update(Event::Pressed(Action::CancelDisconnect)), [], "it goes back to the button");
    let failed = || {
        let mut state = loaded(Some("app-1"));
        state.update(Event::Pressed(Action::Disconnect));
        let [Command::Disconnect(attempt, _)] = state.update(Event::Pressed(Action::ConfirmDisconnect))[..] else {
            panic!("no call")
        };
        state.update(Event::Disconnected(attempt, Err(problem(Code::JiraUnreachable))));
        state.update(Event::Pressed(Action::Disconnect));
        state
    };
    assert_eq!(failed().update(Event::Pressed(Action::CancelDisconnect)), [Command::FocusStatus]);
    assert!(matches!(
        failed().update(Event::Pressed(Action::ConfirmDisconnect))[..],
        [Command::Disconnect(..), Command::FocusStatus]
    ));
}

#[test]
fn a_token_that_is_gone_is_no_longer_shown_as_connected() {
    let mut state = loaded(Some("app-1"));
    let [Command::CheckAgain(attempt)] = state.update(Event::Pressed(Action::CheckAgain))[..] else {
        panic!("no check")
    };
    let effects = state.update(Event::CheckedAgain(attempt, Err(problem(Code::NothingStored))));
    let [Command::Load(load)] = effects[..] else { panic!("{effects:?}") };
    assert_eq!(act(&state), Viewing::Checking(load), "nobody disconnects, and nothing is said yet");
    let mut unread = state.clone();
    unread.update(Event::Loaded(load, Err(Error::Unreachable)));
    assert_eq!(act(&unread), Viewing::CheckFailed(Error::Unreachable), "trying again checks again");
    state.update(Event::Loaded(load, Ok(saved(None, "2"))));
    assert!(state.ready().unwrap().editing().is_some());
}

#[test]
fn the_focus_leaves_the_button_of_a_failed_check() {
    let mut state = loaded(Some("app-1"));
    let [Command::CheckAgain(attempt)] = state.update(Event::Pressed(Action::CheckAgain))[..] else {
        panic!("no check")
    };
    state.update(Event::CheckedAgain(attempt, Err(Error::TimedOut)));
    let effects = state.update(Event::Pressed(Action::CheckAgain));
    assert!(matches!(effects[..], [Command::CheckAgain(_), Command::FocusStatus]), "{effects:?}");
}
