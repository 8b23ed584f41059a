//! The state machine under every order of typing, pasting, pressing, responding and failing.

mod backend;
mod world;

use crate::{Action, LastAction};
use backend::Outcome;
use proptest::prelude::*;
use world::{Move, World, text};

/// What is listed twice happens twice as often.
fn moves() -> impl Strategy<Value = Move> {
    use Action::{
        CancelDisconnect, Check, CheckAgain, ConfirmDisconnect, ConfirmOtherApp, DeclineOtherApp, Disconnect, Keep,
        Replace, Retry, Save, SaveWithoutCheck,
    };
    use Outcome::{Bad, Changed, Good, Lost, LostButDone, NoHost, OtherApp, RateLimited, Unknown};
    let actions = [
        Save,
        Save,
        Check,
        SaveWithoutCheck,
        ConfirmOtherApp,
        DeclineOtherApp,
        Replace,
        Replace,
        Keep,
        Keep,
        CheckAgain,
        Disconnect,
        ConfirmDisconnect,
        CancelDisconnect,
        Retry,
    ];
    let outcomes = [Good, Good, Bad, Unknown, Changed, OtherApp, Lost, LostButDone, LostButDone, RateLimited, NoHost];
    prop_oneof![
        8 => any::<u8>().prop_map(Move::Type),
        8 => any::<u8>().prop_map(Move::Paste),
        1 => Just(Move::LeaveField),
        15 => prop::sample::select(actions.to_vec()).prop_map(Move::Press),
        4 => prop::option::weighted(0.9, any::<u8>()).prop_map(Move::SomeoneElse),
        16 => (any::<usize>(), prop::sample::select(outcomes.to_vec())).prop_map(|(at, end)| Move::Respond(at, end)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_order_of_events_breaks_a_promise(moves in prop::collection::vec(moves(), 1..60)) {
        World::new().play(moves);
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
