//! Saving: what is rejected, what is allowed on request, and what stays unchanged.

use crate::world::{World, send, token};
use contract::endpoint;
use contract::finding::Finding;
use contract::problem::{Code, Field};
use contract::report::Verdict;
use contract::request::{OtherApp, SaveCheck, SaveToken};
use reqwest::Method;

fn wish(name: &str, check: SaveCheck, other_app: OtherApp) -> SaveToken {
    SaveToken::new(token(name), check, other_app)
}

#[tokio::test]
async fn without_both_headers_meta_is_not_asked() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let wish = wish("good", SaveCheck::Required, OtherApp::Refuse);
    let put = || person.request(Method::PUT, endpoint::TOKEN).json(&wish);
    send(put()).await.problem(Code::PreconditionRequired);
    send(put().header("if-match", "\"0\"")).await.problem(Code::PreconditionRequired);
    send(put().header(endpoint::IDEMPOTENCY_KEY, "k")).await.problem(Code::PreconditionRequired);
    send(put().header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, "a b")).await.problem(Code::Malformed);
    assert_eq!(world.sandbox.asked().await, 0);
}

#[tokio::test]
async fn a_rejected_token_is_never_saved_and_the_old_one_stays() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let (before, etag) = person.save("good", "\"0\"", "first").await.settings();
    for (name, finding) in [("revoked", Finding::Revoked), ("messaging-missing", Finding::MessagingMissing)] {
        for check in [SaveCheck::Required, SaveCheck::IfPossible] {
            let saving = person.saving(&wish(name, check, OtherApp::Refuse), &etag, &format!("{name}{check:?}"));
            let problem = send(saving).await.problem(Code::TokenRefused);
            assert_eq!(problem.field, Some(Field::Token));
            assert!(problem.report.unwrap().has(finding), "{name}");
        }
    }
    assert_eq!(person.show().await.settings(), (before, etag));
}

#[tokio::test]
async fn a_token_that_cannot_be_checked_is_saved_only_on_request() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let careful = person.save("app-limit-wait-2-minutes", "\"0\"", "careful").await;
    let problem = careful.problem(Code::CouldNotCheck);
    assert_eq!((problem.retry_after, problem.field), (Some(120), None), "it does not blame the token");
    assert_eq!(careful.header("retry-after"), "120");
    assert_eq!(problem.report.unwrap().verdict(), Verdict::Unknown);

    let anyway = wish("app-limit-wait-2-minutes", SaveCheck::IfPossible, OtherApp::Refuse);
    let (settings, _) = send(person.saving(&anyway, "\"0\"", "anyway")).await.settings();
    let stored = settings.token.unwrap();
    assert_eq!((stored.accepted_at, stored.app, stored.report.verdict()), (None, None, Verdict::Unknown));
}

#[tokio::test]
async fn a_token_of_another_app_replaces_the_stored_one_only_on_request() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let (before, etag) = person.save("good", "\"0\"", "first").await.settings();
    let problem = person.save("second-app", &etag, "careful").await.problem(Code::OtherApp);
    assert_eq!(problem.stored_app.unwrap().name.as_deref(), Some("Acme Support"));
    assert_eq!(problem.report.unwrap().facts.app.unwrap().name.as_deref(), Some("Acme Returns"));
    assert_eq!(person.show().await.settings(), (before, etag.clone()));

    let replace = wish("second-app", SaveCheck::Required, OtherApp::Replace);
    let (settings, _) = send(person.saving(&replace, &etag, "replace")).await.settings();
    assert_eq!(settings.token.unwrap().app.unwrap().id, "771203456789012");
}

#[tokio::test]
async fn an_outdated_version_is_rejected_before_meta_is_asked() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    person.save("good", "\"0\"", "first").await.settings();
    let asked = world.sandbox.asked().await;
    for etag in ["\"0\"", "\"2\"", "*", "W/\"0\"", "\"0-gzip\"", "\"1-\"", "1"] {
        person.save("good", etag, &format!("key-{}", etag.len())).await.problem(Code::Changed);
    }
    assert_eq!(world.sandbox.asked().await, asked);
}

#[tokio::test]
async fn an_etag_changed_by_a_compressing_proxy_still_matches() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    assert_eq!(person.save("good", "W/\"0\"", "nginx").await.settings().1, "\"1\"");
    assert_eq!(person.save("good", "\"1-gzip\"", "apache").await.settings().1, "\"2\"");
    assert_eq!(person.disconnect("W/\"2-br\"").await.settings().1, "\"3\"");
}

#[tokio::test]
async fn a_version_that_changes_while_meta_is_asked_is_rejected() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let overtaking = async {
        while world.sandbox.asked().await == 0 {
            tokio::task::yield_now().await;
        }
        person.save("good", "\"0\"", "quick").await.settings()
    };
    let (slow, (quick, etag)) = tokio::join!(person.save("slow", "\"0\"", "slow"), overtaking);
    slow.problem(Code::Changed);
    assert_eq!(person.show().await.settings(), (quick, etag));
    assert_eq!(world.noted("save", "changed, good").await, 1, "Meta was asked about it");
    assert_eq!(world.noted("save", "").await, 2);
}

#[tokio::test]
async fn a_repeated_request_gets_the_first_response() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let first = person.save("good", "\"0\"", "intent").await;
    let asked = world.sandbox.asked().await;
    // Its own write has changed the version, and so has a later one. Neither matters.
    let again = person.save("good", "\"0\"", "intent").await;
    assert_eq!((&again.body, again.header("etag")), (&first.body, "\"1\""));
    assert_eq!(world.sandbox.asked().await, asked);

    person.save("expired-after-saving", "\"0\"", "intent").await.problem(Code::KeyReused);
    person.save("good", "\"0\"", "another").await.problem(Code::Changed);
    // A key is valid within its project only.
    let other = world.person("HR").await;
    assert_eq!(other.save("second-app", "\"0\"", "intent").await.settings().1, "\"1\"");
}

#[tokio::test]
async fn a_failed_save_can_be_retried_with_its_key() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    world.sandbox.let_act("good", "html-503").await;
    person.save("good", "\"0\"", "intent").await.problem(Code::CouldNotCheck);
    world.sandbox.let_act("good", "good").await;
    assert_eq!(person.save("good", "\"0\"", "intent").await.settings().1, "\"1\"");
}

#[tokio::test]
async fn a_save_whose_client_disconnected_is_finished_and_a_retry_gets_its_response() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let wish = wish("slow", SaveCheck::Required, OtherApp::Refuse);
    let leaving = tokio::spawn(send(person.saving(&wish, "\"0\"", "intent")));
    while world.sandbox.asked().await == 0 {
        tokio::task::yield_now().await;
    }
    leaving.abort();
    leaving.await.unwrap_err();
    let (settings, etag) = send(person.saving(&wish, "\"0\"", "intent")).await.settings();
    assert_eq!((settings.token.is_some(), etag.as_str()), (true, "\"1\""));
    assert_eq!(world.sandbox.asked().await, 1, "Meta is asked once");
    assert_eq!(world.noted("save", "saved").await, 1);
}
