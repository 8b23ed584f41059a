//! Checking a stored token again.

use crate::world::{World, noted, send, token, turned_clock};
use backend::clock::at;
use contract::endpoint;
use contract::finding::Finding;
use contract::problem::Code;
use contract::report::{Expiry, Verdict};
use contract::request::CheckToken;
use reqwest::Method;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn there_must_be_something_to_check() {
    let world = World::new().await;
    world.person("SUP").await.check_again().await.problem(Code::NothingStored);
    assert_eq!(world.sandbox.asked().await, 0);
}

#[tokio::test]
async fn a_fresh_report_is_stored_and_the_etag_stays() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let (saved, etag) = person.save("good", "\"0\"", "first").await.settings();
    let accepted_at = saved.token.unwrap().accepted_at;

    world.sandbox.let_act("good", "revoked").await;
    let (settings, same) = person.check_again().await.settings();
    let stored = settings.token.clone().unwrap();
    assert_eq!(same, etag);
    assert!(stored.report.has(Finding::Revoked));
    assert_eq!(stored.accepted_at, accepted_at, "a refusal is no acceptance");
    assert_eq!(stored.app.unwrap().id, "634974688087057", "what is known of the app is not forgotten");
    assert_eq!(person.show().await.settings(), (settings, etag));

    world.sandbox.let_act("good", "html-503").await;
    let stored = person.check_again().await.settings().0.token.unwrap();
    assert_eq!((stored.report.verdict(), stored.accepted_at), (Verdict::Unknown, accepted_at));

    world.sandbox.let_act("good", "messaging-missing").await;
    let stored = person.check_again().await.settings().0.token.unwrap();
    assert_eq!(stored.report.verdict(), Verdict::Bad);
    assert_eq!(stored.accepted_at, Some(stored.report.checked_at), "Meta accepts it, though Chat cannot use it");
}

#[tokio::test]
async fn an_outage_undoes_neither_a_rejection_nor_a_known_expiration() {
    let (clock, seconds) = turned_clock();
    let world = World::at(clock, &[]).await;
    let person = world.person("SUP").await;
    let saved = person.save("expires-in-60-days", "\"0\"", "first").await.settings().0.token.unwrap();
    let end = saved.report.facts.expires;
    assert!(matches!(end, Expiry::At { .. }) && saved.refused_at.is_none());
    let after = async |behaviour: &str| {
        seconds.fetch_add(10, Ordering::Relaxed);
        world.sandbox.let_act("expires-in-60-days", behaviour).await;
        person.check_again().await.settings().0.token.unwrap()
    };
    let outage = after("html-503").await;
    assert_eq!((outage.report.verdict(), outage.report.facts.expires), (Verdict::Unknown, end));
    assert_eq!(outage.refused_at, None, "what is not known is no refusal");
    let refused = after("revoked").await;
    assert_eq!(refused.refused_at, Some(refused.report.checked_at));
    let outage = after("html-503").await;
    assert_eq!((outage.report.verdict(), outage.refused_at), (Verdict::Unknown, refused.refused_at));
    assert_eq!(person.show().await.settings().0.token.unwrap().refused_at, refused.refused_at);
    assert_eq!(after("messaging-missing").await.refused_at, None, "Meta accepts it again");
}

#[tokio::test]
async fn a_check_of_a_replaced_token_does_not_touch_the_new_one() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    person.save("slow", "\"0\"", "first").await.settings();
    let before = world.sandbox.asked().await;
    let replacing = async {
        // The re-check is under way once Meta has been asked.
        while world.sandbox.asked().await == before {
            tokio::task::yield_now().await;
        }
        person.save("expires-in-60-days", "\"1\"", "second").await.settings()
    };
    let (checked, (replaced, etag)) = tokio::join!(person.check_again(), replacing);
    let (shown, shown_etag) = checked.settings();
    assert_eq!((shown, shown_etag), (replaced, etag), "the caller is shown what is stored now");
    assert!(person.show().await.settings().0.token.unwrap().report.has(Finding::Expires));
}

#[tokio::test]
async fn an_older_report_does_not_replace_a_newer_one() {
    let (clock, seconds) = turned_clock();
    let world = World::at(clock, &[]).await;
    let person = world.person("SUP").await;
    person.save("slow", "\"0\"", "first").await.settings();
    let before = world.sandbox.asked().await;
    let overtaking = async {
        while world.sandbox.asked().await == before {
            tokio::task::yield_now().await;
        }
        world.sandbox.let_act("slow", "messaging-missing").await;
        seconds.fetch_add(100, Ordering::Relaxed);
        let newer = person.check_again().await.settings();
        seconds.fetch_sub(50, Ordering::Relaxed);
        newer
    };
    let (older, newer) = tokio::join!(person.check_again(), overtaking);
    assert_eq!(older.settings(), newer, "the caller is shown what is stored now");
    let stored = newer.0.token.unwrap();
    assert!(stored.report.has(Finding::MessagingMissing));
    assert_eq!(stored.accepted_at, Some(at(1_795_000_100)));
}

#[tokio::test]
async fn a_check_that_started_earlier_does_not_undo_an_acceptance() {
    let (clock, seconds) = turned_clock();
    let settings = [("CHAT_GRAPH_TRIES", "1"), ("CHAT_GRAPH_TRY_TIMEOUT_MS", "1500")];
    let world = World::at(clock, &settings).await;
    let person = world.person("SUP").await;
    person.save("good", "\"0\"", "first").await.settings();
    world.sandbox.let_act("good", "hanging").await;
    let before = world.sandbox.asked().await;
    let overtaking = async {
        while world.sandbox.asked().await == before {
            tokio::task::yield_now().await;
        }
        world.sandbox.let_act("good", "good").await;
        seconds.fetch_add(100, Ordering::Relaxed);
        person.check_again().await.settings().0.token.unwrap()
    };
    let (hanging, accepted) = tokio::join!(person.check_again(), overtaking);
    assert_eq!(accepted.accepted_at, Some(at(1_795_000_100)));
    let stored = hanging.settings().0.token.unwrap();
    assert!(stored.report.has(Finding::TimedOut));
    assert_eq!(stored.accepted_at, accepted.accepted_at);
}

#[tokio::test]
async fn a_check_whose_client_disconnected_is_finished_and_audited() {
    for (pattern, action) in [(endpoint::TOKEN_CHECKS, "check"), (endpoint::CHECKS, "recheck")] {
        let folder = tempfile::tempdir().unwrap();
        let database = format!("sqlite:{}", folder.path().join("chat.db").display());
        let world = World::with(&[("CHAT_DATABASE_URL", &database)]).await;
        let person = world.person("SUP").await;
        person.save("slow", "\"0\"", "first").await.settings();
        let before = world.sandbox.asked().await;
        let asking = tokio::spawn(send(person.request(Method::POST, pattern).json(&CheckToken::new(token("slow")))));
        while world.sandbox.asked().await == before {
            tokio::task::yield_now().await;
        }
        asking.abort();
        asking.await.unwrap_err();
        world.stop().await;
        assert_eq!(noted(&database, action, "good").await, 1, "{action}: who stops waits for it");
    }
}
