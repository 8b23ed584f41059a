//! Whether the settings on screen are the ones that the backend has.

use super::*;
use crate::IdempotencyKey;

fn order(key: u64) -> SaveOrder {
    let token = draft(&token()).parse().cloned().unwrap();
    SaveOrder { key: IdempotencyKey(key), token, options: SaveOptions::default(), version: "\"1\"".into() }
}

fn after_lost_saves(keys: &[u64]) -> Certainty {
    let mut certainty = Certainty::Known;
    keys.iter().for_each(|key| certainty.save_got_no_response(order(*key)));
    certainty
}

#[test]
fn a_repeat_settles_a_save_without_a_response() {
    let mut certainty = after_lost_saves(&[1, 1]);
    assert_eq!(certainty, Certainty::SaveUnconfirmed(order(1)));
    certainty.save_settled(IdempotencyKey(1));
    assert_eq!(certainty, Certainty::Known);
}

#[test]
fn another_save_settles_nothing() {
    let mut certainty = after_lost_saves(&[1]);
    certainty.save_settled(IdempotencyKey(2));
    assert_eq!(certainty, Certainty::SaveUnconfirmed(order(1)));
}

#[test]
fn after_two_saves_without_a_response_only_reading_helps() {
    let mut certainty = after_lost_saves(&[1, 2]);
    certainty.save_settled(IdempotencyKey(2));
    assert_eq!(certainty, Certainty::Outdated(None));
}

#[test]
fn outdated_settings_keep_the_save_that_can_be_repeated() {
    let mut certainty = after_lost_saves(&[1]);
    certainty.outdate();
    assert!(certainty.is_unconfirmed(IdempotencyKey(1)) && !certainty.is_known());
}
