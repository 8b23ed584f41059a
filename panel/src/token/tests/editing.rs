//! Entering a token: pasting, typing, checking.

use super::*;
use contract::access_token::WrongShape;

const APP_TOKEN: &str = "634974688087057|0123456789abcdef0123456789abcdef";

#[test]
fn a_pasted_token_is_checked_right_away() {
    assert!(matches!(empty().paste(&token()).commands[..], [Command::Check(..)]));
}

#[test]
fn a_typed_token_is_not_checked_by_itself() {
    assert_eq!(empty().type_text(&token()).commands, []);
}

#[test]
fn a_new_text_cancels_the_check_of_the_old_one() {
    let pasted = empty().paste(&token()).paste("12345");
    assert_eq!((&pasted.commands[..], &pasted.editing().check), (&[Command::CancelCheck][..], &Check::None));
}

#[test]
fn a_late_report_on_another_text_is_ignored() {
    let typed = empty().paste(&token()).type_text("12345").checked(Ok(report(&GOOD)));
    assert_eq!(typed.editing().check, Check::None);
}

#[test]
fn pasting_the_same_token_does_not_restart_its_check() {
    assert_eq!(empty().paste(&token()).paste(&token()).commands, []);
}

#[test]
fn pasting_the_same_token_after_its_report_checks_it_again() {
    let reported = empty().paste(&token()).checked(Ok(report(&[Finding::Reached, Finding::AppNotAssigned])));
    assert!(matches!(reported.paste(&token()).commands[..], [Command::Check(..)]), "the app may be assigned by now");
}

#[test]
fn what_is_certainly_not_a_token_is_never_sent() {
    for action in [Action::Check, Action::Save] {
        let pressed = empty().type_text(APP_TOKEN).press(action);
        assert_eq!(pressed.commands, [Command::FocusField]);
        assert_eq!(pressed.editing().save, Save::Blocked(Blocked::Shape(WrongShape::AppToken)));
    }
}

#[test]
fn a_text_is_judged_as_a_whole_once_it_is_pasted_left_or_used() {
    assert!(!empty().type_text("EAA").editing().touched);
    assert!(empty().type_text("EAA").update(Event::LeftField).editing().touched);
    assert!(empty().type_text("EAA").press(Action::Check).editing().touched);
    assert!(empty().paste("EAA").editing().touched);
}

#[test]
fn leaving_an_empty_field_judges_nothing() {
    assert!(!empty().update(Event::LeftField).editing().touched);
}

#[test]
fn replacing_starts_in_the_empty_field() {
    let replacing = viewing().press(Action::Replace);
    assert_eq!(replacing.commands, [Command::FocusField]);
    assert!(replacing.ready().is_replacing() && !replacing.state.is_dirty());
}

#[test]
fn keeping_the_saved_token_drops_the_text() {
    let kept = viewing().press(Action::Replace).type_text("EAA").press(Action::Keep);
    assert_eq!(kept.viewing(), &Viewing::Idle);
}

#[test]
fn keeping_a_token_that_may_have_been_replaced_checks_which_one_it_is() {
    let lost = viewing().press(Action::Replace).type_text(&token()).press(Action::Save).saved(Err(Error::CutOff));
    let kept = lost.press(Action::Keep);
    assert!(kept.commands.iter().any(|command| matches!(command, Command::CheckAgain(_))));
    let failed = kept.clone().checked_again(Err(Error::Offline));
    assert!(!failed.ready().certainty.is_known());
    let found = kept.checked_again(Ok(newer(Some(of_app("2")))));
    assert_eq!(found.ready().last_action, Some(LastAction::FoundAnother));
    assert!(found.ready().certainty.is_known());
}
