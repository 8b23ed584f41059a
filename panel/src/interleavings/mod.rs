//! The model under every order of typing, pasting, pressing, answering and failing.

mod backend;
mod world;

use crate::{Action, Event, LastAction};
use backend::{Answer, text};
use proptest::prelude::*;
use world::{Move, World};

fn moves() -> impl Strategy<Value = Move> {
    let pressed = prop::sample::select(vec![
        Event::Pressed(Action::Save),
        Event::Pressed(Action::Save),
        Event::Pressed(Action::Check),
        Event::Pressed(Action::SaveWithoutCheck),
        Event::Pressed(Action::ConfirmOtherApp),
        Event::Pressed(Action::DeclineOtherApp),
        Event::Pressed(Action::Replace),
        Event::Pressed(Action::Replace),
        Event::Pressed(Action::Keep),
        Event::Pressed(Action::Keep),
        Event::Pressed(Action::CheckAgain),
        Event::Pressed(Action::Disconnect),
        Event::Pressed(Action::ConfirmDisconnect),
        Event::Pressed(Action::CancelDisconnect),
        Event::Pressed(Action::Retry),
        Event::LeftField,
    ]);
    let answers = prop::sample::select(vec![
        Answer::Good,
        Answer::Good,
        Answer::Bad,
        Answer::Unknown,
        Answer::Changed,
        Answer::OtherApp,
        Answer::Lost,
        Answer::LostAndDone,
        Answer::LostAndDone,
        Answer::Limited,
        Answer::HostSilent,
    ]);
    prop_oneof![
        2 => any::<u8>().prop_map(Move::Type),
        2 => any::<u8>().prop_map(Move::Paste),
        4 => pressed.prop_map(Move::Press),
        1 => prop::option::weighted(0.9, any::<u8>()).prop_map(Move::Other),
        4 => (any::<usize>(), answers).prop_map(|(place, answer)| Move::Answer(place, answer)),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4_000))]

    #[test]
    fn no_order_of_events_breaks_a_promise(moves in prop::collection::vec(moves(), 1..60)) {
        let mut world = World::new();
        for a_move in &moves {
            world.play(a_move);
            world.holds();
        }
        prop_assert!(world.saves <= world.presses);
    }
}

#[test]
fn the_world_reaches_what_it_is_meant_to_watch() {
    let mut world = World::new();
    for a_move in [
        Move::Answer(0, Answer::Good),
        Move::Paste(2),
        Move::Answer(0, Answer::Good),
        Move::Press(Event::Pressed(Action::Save)),
        Move::Answer(0, Answer::Good),
        Move::Press(Event::Pressed(Action::Replace)),
        Move::Type(3),
        Move::Press(Event::Pressed(Action::Save)),
        Move::Answer(0, Answer::OtherApp),
        Move::Press(Event::Pressed(Action::ConfirmOtherApp)),
        Move::Answer(0, Answer::Good),
    ] {
        world.play(&a_move);
        world.holds();
    }
    assert_eq!((world.saves, world.backend.stored.clone()), (3, Some(text(3))));
    assert_eq!(world.state.ready().and_then(|ready| ready.last_action), Some(LastAction::Replaced));
}

#[test]
fn what_became_of_an_older_save_is_not_forgotten_with_a_newer_one() {
    for end in [Answer::Good, Answer::Bad, Answer::Changed] {
        let mut world = World::new();
        for a_move in [
            Move::Answer(0, Answer::Good),
            Move::Type(2),
            Move::Press(Event::Pressed(Action::Save)),
            Move::Answer(0, Answer::LostAndDone),
            Move::Type(3),
            Move::Press(Event::Pressed(Action::Save)),
            Move::Answer(0, Answer::Lost),
            Move::Press(Event::Pressed(Action::Save)),
            Move::Answer(0, end),
        ] {
            world.play(&a_move);
            world.holds();
        }
        assert_eq!(world.backend.stored, Some(text(2)));
    }
}
