//! The state machine under every order of typing, pasting, pressing, responding and failing.

mod backend;
mod world;

use crate::fixtures::{now, phrases};
use crate::{Action, LastAction, view};
use backend::Outcome;
use proptest::prelude::*;
use world::{Move, World, text};

/// Saves and lost responses are frequent, because most promises are about them. Most often the newest call ends.
fn moves() -> impl Strategy<Value = Move> {
    use Action as A;
    use Outcome as O;
    let others = [A::Check, A::SaveWithoutCheck, A::ConfirmOtherApp, A::DeclineOtherApp, A::CheckAgain, A::Retry];
    let disconnect = [A::Disconnect, A::ConfirmDisconnect, A::ConfirmDisconnect, A::CancelDisconnect];
    let rejections = [O::Bad, O::Unknown, O::Changed, O::OtherApp, O::RateLimited, O::NoHost];
    let press = |actions: &[Action]| prop::sample::select(actions.to_vec()).prop_map(Move::Press);
    let respond = |outcomes: &[Outcome]| {
        let age = prop_oneof![3 => Just(0), 1 => any::<usize>()];
        (age, prop::sample::select(outcomes.to_vec())).prop_map(|(age, end)| Move::Respond(age, end))
    };
    prop_oneof![
        6 => any::<u8>().prop_map(Move::Type),
        6 => any::<u8>().prop_map(Move::Paste),
        1 => Just(Move::LeaveField),
        8 => press(&[A::Save]),
        4 => press(&[A::Replace, A::Keep]),
        8 => press(&others),
        4 => press(&disconnect),
        3 => prop::option::weighted(0.7, any::<u8>()).prop_map(Move::SomeoneElse),
        5 => respond(&[O::Good]),
        6 => respond(&[O::Lost, O::LostButDone]),
        7 => respond(&rejections),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_order_of_events_breaks_a_promise(moves in prop::collection::vec(moves(), 1..60)) {
        World::new().play(moves);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn no_order_of_events_leaves_a_gap_in_a_sentence(moves in prop::collection::vec(moves(), 1..60)) {
        let mut world = World::new();
        for a_move in moves {
            world.step(a_move);
            let shown = format!("{:?}", view(&world.state, &phrases(), now()));
            prop_assert!(!shown.contains("{{"), "{shown}");
        }
    }
}

#[test]
fn the_world_reaches_what_it_watches() {
    let mut world = World::new();
    world.play([
        Move::Respond(0, Outcome::Good),
        Move::Paste(2),
        Move::Respond(0, Outcome::Good),
        Move::Press(Action::Save),
        Move::Respond(0, Outcome::Good),
        Move::Press(Action::Replace),
        Move::Type(3),
        Move::Press(Action::Save),
        Move::Respond(0, Outcome::OtherApp),
        Move::Press(Action::ConfirmOtherApp),
        Move::Respond(0, Outcome::Good),
    ]);
    assert_eq!((world.saves, world.backend.token.clone()), (3, Some(text(3))));
    assert_eq!(world.state.ready().and_then(|ready| ready.last_action), Some(LastAction::Replaced));
}

#[test]
fn a_newer_save_does_not_settle_an_older_one() {
    for end in [Outcome::Good, Outcome::Bad, Outcome::Changed] {
        let mut world = World::new();
        world.play([
            Move::Respond(0, Outcome::Good),
            Move::Type(2),
            Move::Press(Action::Save),
            Move::Respond(0, Outcome::LostButDone),
            Move::Type(3),
            Move::Press(Action::Save),
            Move::Respond(0, Outcome::Lost),
            Move::Press(Action::Save),
            Move::Respond(0, end),
        ]);
        assert_eq!(world.backend.token, Some(text(2)));
    }
}
