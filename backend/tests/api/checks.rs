//! Checking a stored token again.

use crate::world::World;
use contract::finding::Finding;
use contract::problem::Code;
use contract::report::Verdict;

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
