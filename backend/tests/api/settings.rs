//! The journey of a project: nothing stored, saved, checked again, replaced, disconnected.

use crate::world::{World, send, token, turned_clock};
use contract::access_token::WrongShape;
use contract::problem::{Code, Field};
use contract::report::{TokenReport, Verdict};
use contract::request::{OtherApp, SaveCheck, SaveToken};
use contract::settings::Graph;
use contract::{endpoint, finding::Finding};
use reqwest::Method;
use serde_json::json;
use std::sync::atomic::Ordering;

#[tokio::test]
async fn a_project_starts_with_nothing_stored() {
    let world = World::new().await;
    let (settings, etag) = world.person("SUP").await.show().await.settings();
    assert_eq!(etag, "\"0\"");
    assert_eq!((settings.project.key.as_str(), settings.graph), ("SUP", Graph::Sandbox));
    assert!(settings.token.is_none() && settings.project.name.is_none());
}

#[tokio::test]
async fn saved_settings_are_shown_without_the_token() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let saved = person.save("good", "\"0\"", "first").await;
    let (settings, etag) = saved.settings();
    assert_eq!(etag, "\"1\"");
    let stored = settings.token.clone().unwrap();
    assert_eq!((&*stored.last_four, &*stored.saved_by.id, stored.used_elsewhere), ("31D8", "local", false));
    assert_eq!(stored.app.as_ref().map(|app| &*app.id), Some("634974688087057"));
    assert_eq!(stored.accepted_at, Some(stored.report.checked_at));
    assert_eq!(stored.report.verdict(), Verdict::Good);
    assert_eq!(person.show().await.settings(), (settings, etag));
    assert!(!saved.body.contains(&token("good").expose()[..12]));
}

#[tokio::test]
async fn a_check_is_a_report_whatever_meta_says_and_stores_nothing() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    for (name, verdict) in [("good", Verdict::Good), ("revoked", Verdict::Bad), ("html-503", Verdict::Unknown)] {
        let report: TokenReport = person.check(name).await.good();
        assert_eq!(report.verdict(), verdict, "{name}");
    }
    let limited: TokenReport = person.check("app-limit-wait-2-minutes").await.good();
    assert_eq!(limited.retry_after, Some(120));
    assert!(person.show().await.settings().0.token.is_none());
}

#[tokio::test]
async fn retry_after_counts_down() {
    let (clock, seconds) = turned_clock();
    let world = World::at(clock, &[]).await;
    let person = world.person("SUP").await;
    let wish = SaveToken::new(token("app-limit-wait-2-minutes"), SaveCheck::IfPossible, OtherApp::Refuse);
    send(person.saving(&wish, "\"0\"", "anyway")).await.settings();
    for (passed, left) in [(0, Some(120)), (50, Some(70)), (119, Some(1)), (120, None), (200, None)] {
        seconds.store(1_795_000_000 + passed, Ordering::Relaxed);
        let report = person.show().await.settings().0.token.unwrap().report;
        assert_eq!(report.retry_after, left, "after {passed} seconds");
        assert!(report.has(Finding::RateLimited));
    }
}

#[tokio::test]
async fn a_text_that_cannot_be_a_token_is_rejected_without_asking_meta() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let good = token("good");
    let good = good.expose();
    let texts = [
        ("", WrongShape::Empty),
        ("1234567890|abcdefabcdefabcdefabcdefabcdefab", WrongShape::AppToken),
        ("EAASANDBOX••••••••••••••••••••••••••••••••", WrongShape::Masked),
        ("\n", WrongShape::WhiteSpaceInside),
        (&format!("{good}\u{0}"), WrongShape::HiddenCharacter),
        (&format!("{good}\u{202e}"), WrongShape::HiddenCharacter),
        (&format!("{good}💬"), WrongShape::UnexpectedCharacter),
        (&format!("{good} {good}"), WrongShape::TwoTokens),
        (&"E".repeat(1_025), WrongShape::TooLong),
    ];
    for (text, shape) in texts {
        let check = person.request(Method::POST, endpoint::TOKEN_CHECKS).json(&json!({ "token": text }));
        let save = person.request(Method::PUT, endpoint::TOKEN).json(&json!({ "token": text }));
        let save = save.header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, "k");
        for request in [check, save] {
            let problem = send(request).await.problem(Code::TokenShape);
            assert_eq!((problem.shape, problem.field), (Some(shape), Some(Field::Token)), "{text:?}");
        }
    }
    assert_eq!(world.sandbox.asked().await, 0);
}

#[tokio::test]
async fn disconnecting_deletes_the_token_and_increments_the_version() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let (_, saved) = person.save("good", "\"0\"", "first").await.settings();
    person.disconnect("\"0\"").await.problem(Code::Changed);
    let (settings, etag) = person.disconnect(&saved).await.settings();
    assert_eq!((settings.token, &*etag), (None, "\"2\""));
    assert_eq!(person.show().await.settings().1, etag);
    assert_eq!(person.disconnect(&etag).await.settings().1, etag, "nothing is there to be forgotten");
    let bare = person.request(Method::DELETE, endpoint::TOKEN);
    send(bare).await.problem(Code::PreconditionRequired);
    person.save("good", "\"0\"", "second").await.problem(Code::Changed);
    assert_eq!(person.save("good", &etag, "third").await.settings().1, "\"3\"");
}

#[tokio::test]
async fn a_request_repeated_after_a_disconnect_does_nothing() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let (_, saved) = person.save("good", "\"0\"", "first").await.settings();
    let (_, gone) = person.disconnect(&saved).await.settings();
    let asked = world.sandbox.asked().await;
    person.save("good", "\"0\"", "first").await.problem(Code::Changed);
    person.disconnect(&saved).await.problem(Code::Changed);
    assert_eq!(world.sandbox.asked().await, asked);
    let (settings, etag) = person.show().await.settings();
    assert_eq!((settings.token, &etag), (None, &gone));
    // A client that has read the new version can save with the old key.
    assert_eq!(person.save("good", &gone, "first").await.settings().1, "\"3\"");
}

#[tokio::test]
async fn a_token_used_elsewhere_in_the_tenant_is_reported() {
    let world = World::new().await;
    let first = world.person("SUP").await;
    assert!(!first.save("good", "\"0\"", "a").await.settings().0.token.unwrap().used_elsewhere);
    let second = world.person("HR").await;
    assert!(second.save("good", "\"0\"", "a").await.settings().0.token.unwrap().used_elsewhere);
    assert!(first.show().await.settings().0.token.unwrap().used_elsewhere);
    second.disconnect("\"1\"").await.settings();
    assert!(!first.show().await.settings().0.token.unwrap().used_elsewhere);
}

#[tokio::test]
async fn every_finding_of_a_report_is_one_that_the_page_knows() {
    let world = World::new().await;
    let report: TokenReport = world.person("SUP").await.check("undocumented-type").await.good();
    assert!(report.checks.iter().all(|check| check.finding != Finding::Unknown), "{:?}", report.checks);
}
