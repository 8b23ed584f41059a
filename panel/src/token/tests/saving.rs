//! Saving the text in the field.

use super::*;
use contract::request::{OtherApp, SaveCheck};

/// A save that was sent and got this response.
fn save_ended(error: Error) -> TestPanel {
    empty().type_text(&token()).press(Action::Save).saved(Err(error))
}

/// The key of a save before and after this response.
fn keys_around(error: Error) -> (crate::IdempotencyKey, crate::IdempotencyKey) {
    let first = empty().type_text(&token()).press(Action::Save);
    let key = first.order().key;
    (key, first.saved(Err(error)).press(Action::Save).order().key)
}

fn unknown() -> TestPanel {
    empty().paste(&token()).checked(Ok(report(&[Finding::MetaDown])))
}

#[test]
fn a_rejected_token_blocks_the_save() {
    let blocked =
        empty().paste(&token()).checked(Ok(report(&[Finding::Reached, Finding::Revoked]))).press(Action::Save);
    assert_eq!(blocked.commands, [Command::FocusField]);
    assert_eq!(blocked.editing().save, Save::Blocked(Blocked::Rejected));
    assert_eq!(blocked.type_text("EAA").editing().save, Save::Idle, "the reason goes with the text");
}

#[test]
fn saving_without_a_check_waits_for_a_check_that_found_nothing_out() {
    assert_eq!(empty().paste(&token()).press(Action::SaveWithoutCheck).commands, []);
    assert_eq!(unknown().press(Action::SaveWithoutCheck).order().options.check, SaveCheck::IfPossible);
}

#[test]
fn another_app_is_confirmed_before_anything_is_sent() {
    let asked = switching_app().press(Action::Save);
    assert_eq!(asked.commands, []);
    assert!(matches!(asked.editing().save, Save::ConfirmingOtherApp { .. }));
    assert_eq!(asked.press(Action::ConfirmOtherApp).order().options.other_app, OtherApp::Replace);
}

#[test]
fn declining_another_app_saves_nothing() {
    let declined = switching_app().press(Action::Save).press(Action::DeclineOtherApp);
    assert_eq!(declined.editing().save, Save::Idle);
    assert!(!declined.commands.iter().any(|command| matches!(command, Command::Save(..))));
}

#[test]
fn the_backend_may_know_of_another_app_first() {
    let asked = viewing().press(Action::Replace).type_text(&token()).press(Action::Save);
    let asked = asked.saved(Err(rejected(Code::OtherApp)));
    assert_eq!(asked.press(Action::ConfirmOtherApp).order().options.other_app, OtherApp::Replace);
}

#[test]
fn a_double_click_saves_once() {
    assert_eq!(empty().type_text(&token()).press(Action::Save).press(Action::Save).commands, []);
}

#[test]
fn a_repeat_after_no_response_has_the_same_key() {
    let (first, repeat) = keys_around(Error::CutOff);
    assert_eq!(first, repeat);
}

#[test]
fn a_rejection_ends_a_key() {
    let (first, next) = keys_around(rejected(Code::TokenRefused));
    assert_ne!(first, next);
}

#[test]
fn a_repeat_that_is_turned_away_says_nothing_of_the_first_try() {
    for error in [rejected(Code::TooManyRequests), Error::HostSilent] {
        let repeated = save_ended(Error::CutOff).press(Action::Save);
        let key = repeated.order().key;
        let turned_away = repeated.saved(Err(error));
        assert!(turned_away.ready().certainty.is_unconfirmed(key));
        assert_eq!(turned_away.press(Action::Save).order().key, key);
    }
}

#[test]
fn a_repeat_that_is_rejected_settles_the_first_try() {
    let settled = save_ended(Error::CutOff).press(Action::Save).saved(Err(rejected(Code::TokenRefused)));
    assert!(settled.ready().certainty.is_known());
}

#[test]
fn a_check_does_not_forget_a_save_without_a_response() {
    let lost = save_ended(Error::Offline);
    let key = lost.ready().certainty.unconfirmed_save().unwrap().key;
    let checked = lost.press(Action::Check).checked(Ok(report(&GOOD)));
    assert_eq!(checked.press(Action::Save).order().key, key);
}

#[test]
fn another_text_is_another_save() {
    let lost = empty().paste(&token()).press(Action::Save);
    let key = lost.order().key;
    let other = lost.saved(Err(Error::CutOff)).paste(&token().replace("Zb7K", "other"));
    assert_ne!(other.press(Action::Save).order().key, key);
}

#[test]
fn a_repeat_does_not_ask_about_the_app_again() {
    let sent = switching_app().press(Action::Save).press(Action::ConfirmOtherApp);
    let order = sent.order();
    assert_eq!(sent.saved(Err(Error::CutOff)).press(Action::Save).order(), order);
}

#[test]
fn trying_again_still_saves_without_a_check() {
    let failed = unknown().press(Action::SaveWithoutCheck).saved(Err(rejected(Code::JiraUnreachable)));
    assert_eq!(failed.press(Action::Save).order().options.check, SaveCheck::IfPossible);
}

#[test]
fn the_settings_of_someone_else_are_read_and_the_text_stays() {
    let reading = save_ended(rejected(Code::Changed));
    assert!(matches!(reading.commands[..], [Command::Load(_)]));
    let changed = reading.loaded_with(Ok(newer(Some(report(&GOOD)))));
    assert_eq!((&changed.editing().save, &changed.editing().draft), (&Save::Changed, &draft(&token())));
    assert_eq!(changed.press(Action::Save).order().version, "\"2\"");
}

#[test]
fn settings_of_someone_else_that_cannot_be_read_are_not_known() {
    let changed = viewing().press(Action::Replace).type_text(&token()).press(Action::Save);
    let changed = changed.saved(Err(rejected(Code::Changed))).loaded_with(Err(Error::Unreachable));
    assert_eq!(changed.editing().save, Save::Changed);
    assert!(!changed.ready().certainty.is_known());
    let kept = changed.press(Action::Keep);
    assert!(kept.commands.iter().any(|command| matches!(command, Command::CheckAgain(_))));
}

#[test]
fn a_text_typed_during_a_save_stays() {
    let saved = empty().type_text(&token()).press(Action::Save).type_text("EAA").saved(Ok(saved(Some(report(&GOOD)))));
    assert_eq!(saved.editing().draft, draft("EAA"));
    assert!(saved.state.is_dirty() && saved.ready().is_replacing());
}

#[test]
fn a_rejection_of_an_earlier_text_is_not_held_against_the_new_one() {
    let typed = empty().type_text(&token()).press(Action::Save).type_text("EAA");
    assert_eq!(typed.saved(Err(rejected(Code::TokenRefused))).editing().save, Save::Idle);
}
