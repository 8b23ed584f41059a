//! Entering a token: pasting, checking, saving.

use super::*;

#[test]
fn a_plausible_paste_is_checked_at_once_and_typing_is_not() {
    let mut state = loaded(None);
    assert_eq!(state.update(Event::Typed(token())), []);
    assert!(matches!(state.update(Event::Pasted(token()))[..], [Command::Check(..)]));
    assert_eq!(state.update(Event::Pasted(draft("12345"))), [Command::CancelCheck]);
    assert_eq!(editing(&state).check, Check::None);
}

#[test]
fn what_is_certainly_wrong_is_never_sent() {
    for event in [Event::Pressed(Action::Check), Event::Pressed(Action::Save)] {
        let mut state = loaded(None);
        state.update(Event::Typed(draft("634974688087057|0123456789abcdef0123456789abcdef")));
        assert_eq!(state.update(event), [Command::FocusField]);
        assert_eq!(editing(&state).save, Save::Blocked(Blocked::Shape(WrongShape::AppToken)));
    }
}

#[test]
fn a_refused_token_blocks_the_save_and_says_so() {
    let mut state = loaded(None);
    state.update(Event::Pasted(token()));
    let Check::Running(attempt) = editing(&state).check else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&[F::Reached, F::Revoked], "1"))));
    assert_eq!(state.update(Event::Pressed(Action::Save)), [Command::FocusField]);
    assert_eq!(editing(&state).save, Save::Blocked(Blocked::Rejected));
    state.update(Event::Typed(draft("EAA")));
    assert_eq!(editing(&state).save, Save::Idle, "the reason goes with the text");
}

#[test]
fn an_unknown_check_offers_saving_without_it() {
    let mut state = loaded(None);
    state.update(Event::Pasted(token()));
    assert_eq!(state.update(Event::Pressed(Action::SaveWithoutCheck)), [], "not before it is known to be unknown");
    let Check::Running(attempt) = editing(&state).check else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&[F::MetaDown], "1"))));
    let (_, order) = save_attempt(&state.update(Event::Pressed(Action::SaveWithoutCheck)));
    assert_eq!(order.options.check, contract::request::SaveCheck::IfPossible);
}

#[test]
fn another_app_is_asked_about_before_anything_is_sent() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::Pressed(Action::Replace));
    state.update(Event::Pasted(token()));
    let Check::Running(attempt) = editing(&state).check else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&GOOD, "app-2"))));
    assert_eq!(state.update(Event::Pressed(Action::Save)), []);
    assert!(matches!(editing(&state).save, Save::ConfirmingOtherApp { told: false, .. }));
    state.update(Event::Pressed(Action::DeclineOtherApp));
    assert_eq!(editing(&state).save, Save::Idle);
    state.update(Event::Pressed(Action::Save));
    let (_, order) = save_attempt(&state.update(Event::Pressed(Action::ConfirmOtherApp)));
    assert_eq!(order.options.other_app, contract::request::OtherApp::Replace);
}

#[test]
fn a_lost_answer_is_asked_for_again_with_the_same_intent() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, first) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(state.update(Event::Pressed(Action::Save)), [], "a double click");
    state.update(Event::Saved(attempt, Err(Error::CutOff)));
    let (attempt, again) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(again.key, first.key);
    // Turned away at the door, or not even sent: neither tells what became of the first one.
    state.update(Event::Saved(attempt, Err(problem(Code::TooManyRequests))));
    let (attempt, third) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(third.key, first.key);
    state.update(Event::Saved(attempt, Err(Error::HostSilent)));
    assert!(state.ready().unwrap().certainty.unconfirmed_save().is_some(), "it may have been saved all the same");
    let (attempt, fourth) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    state.update(Event::Saved(attempt, Err(problem(Code::TokenRefused))));
    let (_, fifth) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(fourth.key, first.key);
    assert_ne!(fifth.key, first.key, "a clear refusal ends the intent");
}

#[test]
fn saving_once_more_demands_what_was_agreed_to() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::Pressed(Action::Replace));
    let [Command::Check(check, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
    state.update(Event::Checked(check, Ok(report(&GOOD, "app-2"))));
    state.update(Event::Pressed(Action::Save));
    let (attempt, first) = save_attempt(&state.update(Event::Pressed(Action::ConfirmOtherApp)));
    state.update(Event::Saved(attempt, Err(Error::CutOff)));
    let (_, again) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(again, first, "nobody is asked twice");

    let mut state = loaded(None);
    let [Command::Check(check, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
    state.update(Event::Checked(check, Ok(report(&[F::MetaDown], "1"))));
    let (attempt, first) = save_attempt(&state.update(Event::Pressed(Action::SaveWithoutCheck)));
    state.update(Event::Saved(attempt, Err(problem(Code::JiraUnreachable))));
    let (_, again) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(again.options, first.options);
}

#[test]
fn keeping_the_stored_token_after_a_save_that_nobody_heard_of_looks_which_one_it_is() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::Pressed(Action::Replace));
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    state.update(Event::Saved(attempt, Err(Error::CutOff)));
    state.update(Event::Typed(draft("EAASANDBOXother")));
    let effects = state.update(Event::Pressed(Action::Keep));
    let [Command::FocusStatus, Command::CheckAgain(attempt)] = effects[..] else { panic!("{effects:?}") };
    let mut in_vain = state.clone();
    in_vain.update(Event::CheckedAgain(attempt, Err(Error::Offline)));
    assert!(in_vain.ready().unwrap().certainty.unconfirmed_save().is_some(), "nobody knows yet");
    state.update(Event::CheckedAgain(attempt, Ok(saved(Some("app-2"), "2"))));
    assert_eq!(
        (state.ready().unwrap().last_action, &state.ready().unwrap().certainty),
        (Some(LastAction::FoundAnother), &Certainty::Known)
    );
}

#[test]
fn the_answer_to_the_question_about_another_app_leaves_the_focus_in_the_field() {
    let asking = |changed: bool| {
        let mut state = loaded(Some("app-1"));
        state.update(Event::Pressed(Action::Replace));
        let [Command::Check(check, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
        state.update(Event::Checked(check, Ok(report(&GOOD, "app-1"))));
        if changed {
            let (attempt, _) = save_attempt(&state.update(Event::Pressed(Action::Save)));
            let [Command::Load(load)] = state.update(Event::Saved(attempt, Err(problem(Code::Changed))))[..] else {
                panic!("nobody looks")
            };
            state.update(Event::Loaded(load, Ok(saved(Some("app-9"), "7"))));
        } else {
            let [Command::Check(check, _)] = state.update(Event::Pressed(Action::Check))[..] else {
                panic!("no check")
            };
            state.update(Event::Checked(check, Ok(report(&GOOD, "app-9"))));
        }
        assert_eq!(state.update(Event::Pressed(Action::Save)), []);
        state
    };
    assert_eq!(asking(false).update(Event::Pressed(Action::DeclineOtherApp)), [], "it goes back to the button");
    assert_eq!(asking(true).update(Event::Pressed(Action::DeclineOtherApp)), [Command::FocusField]);
    assert!(matches!(
        asking(true).update(Event::Pressed(Action::ConfirmOtherApp))[..],
        [Command::FocusField, Command::Save(..)]
    ));
}

#[test]
fn somebody_elses_save_is_read_and_the_draft_stays() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    let effects = state.update(Event::Saved(attempt, Err(problem(Code::Changed))));
    let [Command::Load(load)] = effects[..] else { panic!("{effects:?}") };
    state.update(Event::Loaded(load, Ok(saved(Some("app-9"), "7"))));
    assert_eq!((editing(&state).save.clone(), editing(&state).draft.clone()), (Save::Changed, token()));
    let (_, order) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(order.version, "7");
}

#[test]
fn what_is_typed_during_a_save_outlives_it() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    let newer = draft("EAASANDBOXnewer");
    state.update(Event::Typed(newer.clone()));
    state.update(Event::Saved(attempt, Ok(saved(Some("app-1"), "2"))));
    assert_eq!(editing(&state).draft, newer);
    assert!(state.is_dirty() && state.ready().unwrap().is_replacing());
}

#[test]
fn pasting_the_same_text_again_checks_it_again() {
    let mut state = loaded(None);
    let [Command::Check(attempt, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
    assert_eq!(state.update(Event::Pasted(token())), [], "it is being checked");
    state.update(Event::Checked(attempt, Ok(report(&[F::Reached, F::AppNotAssigned], "1"))));
    assert!(matches!(state.update(Event::Pasted(token()))[..], [Command::Check(..)]), "the app may be assigned by now");
}

#[test]
fn a_check_does_not_forget_a_save_that_nobody_heard_of() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, first) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    state.update(Event::Saved(attempt, Err(Error::Offline)));
    let [Command::Check(attempt, _)] = state.update(Event::Pressed(Action::Check))[..] else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&GOOD, "1"))));
    let (_, again) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    assert_eq!(again.key, first.key);
}

#[test]
fn what_somebody_else_saved_is_not_made_up() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::Pressed(Action::Replace));
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    let [Command::Load(load)] = state.update(Event::Saved(attempt, Err(problem(Code::Changed))))[..] else {
        panic!("nobody looks")
    };
    state.update(Event::Loaded(load, Err(Error::Unreachable)));
    assert_eq!(editing(&state).save, Save::Changed);
    assert!(state.ready().unwrap().certainty != Certainty::Known, "what was read before is not what is stored");
    state.update(Event::Typed(draft("EAASANDBOXother")));
    let effects = state.update(Event::Pressed(Action::Keep));
    assert!(matches!(effects[..], [Command::FocusStatus, Command::CheckAgain(_)]), "{effects:?}");
}

#[test]
fn the_focus_leaves_a_button_that_goes() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::Pressed(Action::Save)));
    state.update(Event::Saved(attempt, Err(problem(Code::TooManyRequests))));
    let effects = state.update(Event::Pressed(Action::Save));
    assert!(matches!(effects[..], [Command::FocusField, Command::Save(..)]), "{effects:?}");
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let [Command::Check(attempt, _)] = state.update(Event::Pressed(Action::Check))[..] else { panic!("no check") };
    state.update(Event::Checked(attempt, Err(Error::TimedOut)));
    let effects = state.update(Event::Pressed(Action::Check));
    assert!(matches!(effects[..], [Command::Check(..), Command::FocusField]), "{effects:?}");
}
