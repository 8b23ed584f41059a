//! Viewing the saved token: checking it again and disconnecting.

use super::*;
use contract::timestamp::Timestamp;

/// The panel opens so many seconds after the saved token was checked.
fn opened_after(seconds: i64) -> TestPanel {
    let at = Timestamp::from_unix(now().unix() + seconds).unwrap();
    TestPanel::begin().loaded_with(Ok(SavedSettings { at, ..saved(Some(report(&GOOD))) }))
}

fn checking() -> TestPanel {
    viewing().press(Action::CheckAgain)
}

fn disconnecting() -> TestPanel {
    viewing().press(Action::Disconnect).press(Action::ConfirmDisconnect)
}

/// The disconnect got no response, and the settings are being read.
fn lost_disconnect() -> TestPanel {
    disconnecting().disconnected(Err(Error::TimedOut))
}

#[test]
fn an_old_report_is_renewed_when_the_panel_opens() {
    assert!(matches!(opened_after(300).commands[..], [Command::CheckAgain(_)]));
    assert_eq!(opened_after(299).commands, []);
}

#[test]
fn a_clock_that_is_behind_renews_nothing() {
    assert_eq!(opened_after(-300).commands, []);
}

#[test]
fn one_check_runs_at_a_time() {
    assert_eq!(checking().press(Action::CheckAgain).commands, []);
}

#[test]
fn a_check_does_not_keep_the_admin_from_replacing() {
    let replacing = checking().press(Action::Replace).checked_again(Ok(saved(Some(report(&GOOD)))));
    assert!(replacing.ready().is_replacing(), "a late response doesn't interrupt");
}

#[test]
fn a_check_does_not_keep_the_admin_from_disconnecting() {
    let asked = checking().press(Action::Disconnect).checked_again(Ok(saved(Some(report(&GOOD)))));
    assert!(matches!(asked.viewing(), Viewing::ConfirmingDisconnect));
}

#[test]
fn a_failed_check_changes_nothing() {
    let failed = checking().checked_again(Err(Error::TimedOut));
    assert_eq!(failed.viewing(), &Viewing::CheckFailed(Error::TimedOut));
    assert_eq!(failed.ready().saved, viewing().ready().saved);
    assert!(failed.ready().certainty.is_known());
}

#[test]
fn a_token_that_is_gone_is_not_shown_as_saved() {
    let reading = checking().checked_again(Err(rejected(Code::NothingStored)));
    assert!(matches!(reading.commands[..], [Command::Load(_)]));
    assert!(reading.viewing().is_checking() && !reading.ready().certainty.is_known());
    let gone = reading.loaded_with(Ok(newer(None)));
    assert_eq!(gone.ready().last_action, Some(LastAction::FoundNone));
    assert!(gone.ready().editing().is_some());
}

#[test]
fn if_reading_fails_the_check_can_be_repeated() {
    let failed = checking().checked_again(Err(rejected(Code::NothingStored))).loaded_with(Err(Error::Unreachable));
    assert_eq!(failed.viewing(), &Viewing::CheckFailed(Error::Unreachable));
    assert!(!failed.ready().certainty.is_known());
}

#[test]
fn disconnecting_is_confirmed_first() {
    assert_eq!(viewing().press(Action::ConfirmDisconnect).commands, [], "the question comes first");
    assert_eq!(viewing().press(Action::Disconnect).commands, []);
    assert!(matches!(disconnecting().commands[..], [Command::Disconnect(..)]));
}

#[test]
fn canceling_disconnects_nothing() {
    let canceled = viewing().press(Action::Disconnect).press(Action::CancelDisconnect);
    assert_eq!((&canceled.commands[..], canceled.viewing()), (&[][..], &Viewing::Idle));
}

#[test]
fn a_disconnect_without_a_response_is_looked_up() {
    assert!(matches!(lost_disconnect().commands[..], [Command::Load(_)]));
    let done = lost_disconnect().loaded_with(Ok(newer(None)));
    assert_eq!(done.ready().last_action, Some(LastAction::Disconnected));
}

#[test]
fn a_disconnect_that_was_not_done_is_known_not_to_be() {
    let not_done = lost_disconnect().loaded_with(Ok(saved(Some(report(&GOOD)))));
    assert_eq!(not_done.viewing(), &Viewing::StillSaved);
    assert!(not_done.ready().certainty.is_known());
}

#[test]
fn a_disconnect_that_cannot_be_looked_up_leaves_the_settings_unknown() {
    let unknown = lost_disconnect().loaded_with(Err(Error::Offline));
    assert_eq!(unknown.viewing(), &Viewing::DisconnectFailed(Error::Offline));
    assert!(!unknown.ready().certainty.is_known());
    assert!(matches!(unknown.press(Action::Disconnect).viewing(), Viewing::ConfirmingDisconnect));
}

#[test]
fn a_rejected_disconnect_leaves_the_settings_known() {
    let rejected = disconnecting().disconnected(Err(rejected(Code::NotAllowed)));
    assert!(matches!(rejected.viewing(), Viewing::DisconnectFailed(_)));
    assert!(rejected.ready().certainty.is_known());
}

#[test]
fn a_rejected_disconnect_does_not_settle_an_earlier_one() {
    let again = lost_disconnect().loaded_with(Err(Error::Offline)).press(Action::Disconnect);
    let rejected = again.press(Action::ConfirmDisconnect).disconnected(Err(rejected(Code::TooManyRequests)));
    assert!(!rejected.ready().certainty.is_known());
}

#[test]
fn settings_that_someone_else_changed_are_shown_and_not_deleted() {
    let changed = disconnecting().disconnected(Err(rejected(Code::Changed))).loaded_with(Ok(newer(Some(of_app("2")))));
    assert_eq!((changed.viewing(), &*changed.ready().saved.version), (&Viewing::Changed, "\"2\""));
}
