//! Entering a token: pasting, checking, saving.

use super::*;

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
    assert!(matches!(entry(&state).save, Save::AskingOtherApp { told: false, .. }));
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
    // Turned away at the door, or not even sent: neither tells what became of the first one.
    state.update(Event::Saved(attempt, Err(problem(Code::TooManyRequests))));
    let (attempt, third) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!(third.intent, first.intent);
    state.update(Event::Saved(attempt, Err(Error::HostSilent)));
    assert!(state.ready().unwrap().open.is_some(), "it may have been saved all the same");
    let (attempt, fourth) = save_attempt(&state.update(Event::PressedSave));
    state.update(Event::Saved(attempt, Err(problem(Code::TokenRefused))));
    let (_, fifth) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!(fourth.intent, first.intent);
    assert_ne!(fifth.intent, first.intent, "a clear refusal ends the intent");
}

#[test]
fn saving_once_more_demands_what_was_agreed_to() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::PressedReplace);
    let [Effect::Check(check, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
    state.update(Event::Checked(check, Ok(report(&GOOD, "app-2"))));
    state.update(Event::PressedSave);
    let (attempt, first) = save_attempt(&state.update(Event::AgreedToOtherApp));
    state.update(Event::Saved(attempt, Err(Error::CutOff)));
    let (_, again) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!(again, first, "nobody is asked twice");

    let mut state = loaded(None);
    let [Effect::Check(check, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
    state.update(Event::Checked(check, Ok(report(&[F::MetaDown], "1"))));
    let (attempt, first) = save_attempt(&state.update(Event::PressedSaveWithoutCheck));
    state.update(Event::Saved(attempt, Err(problem(Code::JiraUnreachable))));
    let (_, again) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!((again.check, again.other_app), (first.check, first.other_app));
}

#[test]
fn keeping_the_stored_token_after_a_save_that_nobody_heard_of_looks_which_one_it_is() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::PressedReplace);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::PressedSave));
    state.update(Event::Saved(attempt, Err(Error::CutOff)));
    state.update(Event::Typed(draft("EAASANDBOXother")));
    let effects = state.update(Event::PressedKeep);
    let [Effect::FocusStatus, Effect::CheckAgain(attempt)] = effects[..] else { panic!("{effects:?}") };
    let mut in_vain = state.clone();
    in_vain.update(Event::CheckedAgain(attempt, Err(Error::Offline)));
    assert!(in_vain.ready().unwrap().open.is_some(), "nobody knows yet");
    state.update(Event::CheckedAgain(attempt, Ok(saved(Some("app-2"), "2"))));
    assert_eq!((state.ready().unwrap().done, &state.ready().unwrap().open), (Some(Done::Newer), &None));
}

#[test]
fn the_answer_to_the_question_about_another_app_leaves_the_focus_in_the_field() {
    let asking = |changed: bool| {
        let mut state = loaded(Some("app-1"));
        state.update(Event::PressedReplace);
        let [Effect::Check(check, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
        state.update(Event::Checked(check, Ok(report(&GOOD, "app-1"))));
        if changed {
            let (attempt, _) = save_attempt(&state.update(Event::PressedSave));
            let [Effect::Load(load)] = state.update(Event::Saved(attempt, Err(problem(Code::Changed))))[..] else {
                panic!("nobody looks")
            };
            state.update(Event::Loaded(load, Ok(saved(Some("app-9"), "7"))));
        } else {
            let [Effect::Check(check, _)] = state.update(Event::PressedCheck)[..] else { panic!("no check") };
            state.update(Event::Checked(check, Ok(report(&GOOD, "app-9"))));
        }
        assert_eq!(state.update(Event::PressedSave), []);
        state
    };
    assert_eq!(asking(false).update(Event::DeclinedOtherApp), [], "it goes back to the button");
    assert_eq!(asking(true).update(Event::DeclinedOtherApp), [Effect::FocusField]);
    assert!(matches!(asking(true).update(Event::AgreedToOtherApp)[..], [Effect::FocusField, Effect::Save(..)]));
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
fn pasting_the_same_text_again_checks_it_again() {
    let mut state = loaded(None);
    let [Effect::Check(attempt, _)] = state.update(Event::Pasted(token()))[..] else { panic!("no check") };
    assert_eq!(state.update(Event::Pasted(token())), [], "it is being checked");
    state.update(Event::Checked(attempt, Ok(report(&[F::Reached, F::AppNotAssigned], "1"))));
    assert!(matches!(state.update(Event::Pasted(token()))[..], [Effect::Check(..)]), "the app may be assigned by now");
}

#[test]
fn a_check_does_not_forget_a_save_that_nobody_heard_of() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, first) = save_attempt(&state.update(Event::PressedSave));
    state.update(Event::Saved(attempt, Err(Error::Offline)));
    let [Effect::Check(attempt, _)] = state.update(Event::PressedCheck)[..] else { panic!("no check") };
    state.update(Event::Checked(attempt, Ok(report(&GOOD, "1"))));
    let (_, again) = save_attempt(&state.update(Event::PressedSave));
    assert_eq!(again.intent, first.intent);
}

#[test]
fn what_somebody_else_saved_is_not_made_up() {
    let mut state = loaded(Some("app-1"));
    state.update(Event::PressedReplace);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::PressedSave));
    let [Effect::Load(load)] = state.update(Event::Saved(attempt, Err(problem(Code::Changed))))[..] else {
        panic!("nobody looks")
    };
    state.update(Event::Loaded(load, Err(Error::Unreachable)));
    assert_eq!(entry(&state).save, Save::ChangedUnread);
    assert!(state.ready().unwrap().is_unsure(), "what was read before is not what is stored");
    state.update(Event::Typed(draft("EAASANDBOXother")));
    let effects = state.update(Event::PressedKeep);
    assert!(matches!(effects[..], [Effect::FocusStatus, Effect::CheckAgain(_)]), "{effects:?}");
}

#[test]
fn the_focus_leaves_a_button_that_goes() {
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let (attempt, _) = save_attempt(&state.update(Event::PressedSave));
    state.update(Event::Saved(attempt, Err(problem(Code::TooManyRequests))));
    let effects = state.update(Event::PressedSave);
    assert!(matches!(effects[..], [Effect::FocusField, Effect::Save(..)]), "{effects:?}");
    let mut state = loaded(None);
    state.update(Event::Typed(token()));
    let [Effect::Check(attempt, _)] = state.update(Event::PressedCheck)[..] else { panic!("no check") };
    state.update(Event::Checked(attempt, Err(Error::TimedOut)));
    let effects = state.update(Event::PressedCheck);
    assert!(matches!(effects[..], [Effect::Check(..), Effect::FocusField]), "{effects:?}");
}
