//! Forge: an Invocation Token is exchanged for a short session of one person in one project.

use crate::atlassian::{Asked, Mood};
use crate::jira::{CLOUD, Jira};
use crate::tokens::{AMIRA, USER_TOKEN, atlassian_key, invocation, rs256, rs256_header, strangers_key};
use crate::world::{Person, Response, World, send, turned_clock};
use contract::endpoint;
use contract::problem::{Code, Problem};
use contract::settings::{Account, ProjectKey};
use reqwest::Method;
use serde_json::json;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{Duration, Instant};

/// The code of a rejection. Forge forwards only this media type.
#[track_caller]
pub(crate) fn code(response: &Response) -> Code {
    assert_eq!(response.header("content-type"), "application/json", "{response:?}");
    assert_eq!(response.header("cache-control"), "no-store");
    let problem: Problem = serde_json::from_str(&response.body).unwrap();
    assert_eq!(response.status.as_u16(), problem.code.status());
    problem.code
}

#[tokio::test]
async fn a_session_is_for_the_person_and_project_that_forge_names() {
    let jira = Jira::new().await;
    let session = jira.forge_session("10000").await;
    assert!(session.expires_in <= 300);
    let project = ProjectKey::parse("10000").unwrap();
    let person = Person { world: &jira.world, project, bearer: session.bearer.expose().to_owned() };
    let (settings, _) = person.save("good", "\"0\"", "k").await.settings();
    let site = format!("acme.jira.localhost:{}", jira.atlassian.port);
    assert_eq!((settings.project.key.as_str(), settings.project.site), ("SUP", Some(site)));
    assert_eq!(settings.token.unwrap().saved_by, Account { id: AMIRA.into(), name: Some("Amira Costa".into()) });
    for other in ["10001", "SUP", "1000", "010000"] {
        let project = ProjectKey::parse(other).unwrap();
        Person { world: &jira.world, project, bearer: person.bearer.clone() }.show().await.problem(Code::NotFound);
    }
    let [asked] = &jira.atlassian.questions(Asked::Rights)[..] else { panic!("Jira is asked once") };
    let target = format!("/ex/jira/{CLOUD}/rest/api/3/mypermissions?projectId=10000&permissions=ADMINISTER_PROJECTS");
    assert_eq!((&asked.target, &asked.authorization), (&target, &format!("Bearer {USER_TOKEN}")));
}

#[tokio::test]
async fn a_project_that_is_renamed_keeps_what_it_has() {
    let jira = Jira::new().await;
    let person = |bearer: String| Person { world: &jira.world, project: ProjectKey::parse("10000").unwrap(), bearer };
    let first = person(jira.forge_session("10000").await.bearer.expose().to_owned());
    first.save("good", "\"0\"", "k").await.settings();
    let mut renamed = jira.invocation("10000");
    renamed["context"]["extension"]["project"]["key"] = json!("HELP");
    let session: contract::request::Session =
        send(jira.forge(&rs256(&rs256_header(&atlassian_key().kid), &renamed))).await.good();
    let (settings, etag) = person(session.bearer.expose().to_owned()).show().await.settings();
    assert_eq!((settings.project.key.as_str(), &*etag), ("HELP", "\"1\""));
    assert!(settings.token.is_some());
}

#[tokio::test]
async fn a_person_who_is_not_an_admin_gets_no_session() {
    let jira = Jira::new().await;
    let token = jira.signed_invocation("10000");
    jira.atlassian.let_administer(false);
    assert_eq!(code(&send(jira.forge(&token)).await), Code::NotAllowed);
    for status in [403, 404] {
        jira.atlassian.let_be(Asked::Rights, Mood::Says(status, b"{}"));
        assert_eq!(code(&send(jira.forge(&token)).await), Code::NotAllowed);
    }
}

#[tokio::test]
async fn if_jira_cannot_be_asked_the_response_does_not_say_that_a_permission_is_missing() {
    let jira = Jira::new().await;
    let token = jira.signed_invocation("10000");
    let without = || jira.world.request(Method::POST, endpoint::FORGE_SESSION).bearer_auth(&token);
    let long = "a".repeat(8 * 1024 + 1);
    let two = without().header("x-forge-oauth-user", USER_TOKEN).header("x-forge-oauth-user", USER_TOKEN);
    for request in
        [without(), without().header("x-forge-oauth-user", ""), without().header("x-forge-oauth-user", long), two]
    {
        assert_eq!(code(&send(request).await), Code::JiraUnreachable);
    }
    assert_eq!(jira.atlassian.count(Asked::Rights), 0, "without the person's token there is nothing to ask with");
    jira.atlassian.let_be(Asked::Rights, Mood::Says(401, b"{}"));
    assert_eq!(code(&send(jira.forge(&token)).await), Code::JiraUnreachable);
}

#[tokio::test]
async fn if_jira_cannot_be_asked_the_response_says_so_in_time() {
    for asked in [Asked::Keys, Asked::Rights] {
        for mood in [
            Mood::Silent,
            Mood::CutOff,
            Mood::Says(200, b"<html>"),
            Mood::Says(200, b"{}"),
            Mood::Says(200, b"{\"permissions\":{\"ADMINISTER_PROJECTS\":{\"havePermission\":\"yes\"}},\"keys\":[{}]}"),
            Mood::Says(302, b""),
            Mood::Says(429, b"{}"),
            Mood::Says(503, b"{}"),
        ] {
            let jira = Jira::new().await;
            jira.atlassian.let_be(asked, mood.clone());
            let begun = Instant::now();
            let response = send(jira.forge(&jira.signed_invocation("10000"))).await;
            assert_eq!(code(&response), Code::JiraUnreachable, "{asked:?} {mood:?}");
            assert!(begun.elapsed() < Duration::from_secs(4), "the page's host gives up after five");
            assert_eq!(jira.world.sandbox.asked().await, 0);
        }
    }
}

/// A world whose clock the test sets.
async fn with_a_clock() -> (Jira, Arc<AtomicI64>) {
    let (clock, seconds) = turned_clock();
    (Jira::at(clock).await, seconds)
}

#[tokio::test]
async fn keys_are_cached_for_an_hour() {
    let (jira, seconds) = with_a_clock().await;
    for _ in 0..5 {
        jira.forge_session("10000").await;
    }
    assert_eq!(jira.atlassian.count(Asked::Keys), 1);
    seconds.fetch_add(3_599, Ordering::Relaxed);
    jira.forge_session("10000").await;
    assert_eq!(jira.atlassian.count(Asked::Keys), 1);
    seconds.fetch_add(1, Ordering::Relaxed);
    jira.forge_session("10000").await;
    assert_eq!(jira.atlassian.count(Asked::Keys), 2);
}

#[tokio::test]
async fn an_unknown_key_is_fetched_at_most_every_30_seconds() {
    let (jira, seconds) = with_a_clock().await;
    jira.forge_session("10000").await;
    let stranger = strangers_key();
    let newly_signed = |jira: &Jira| {
        let header = rs256_header(&stranger.kid).to_string();
        let claims = jira.invocation("10000").to_string();
        crate::tokens::raw(&header, &claims, &stranger.private, jsonwebtoken::Algorithm::RS256)
    };
    for _ in 0..3 {
        assert_eq!(code(&send(jira.forge(&newly_signed(&jira))).await), Code::SessionEnded);
    }
    assert_eq!(jira.atlassian.count(Asked::Keys), 1, "the keys are fresh");
    seconds.fetch_add(30, Ordering::Relaxed);
    for _ in 0..3 {
        assert_eq!(code(&send(jira.forge(&newly_signed(&jira))).await), Code::SessionEnded);
    }
    assert_eq!(jira.atlassian.count(Asked::Keys), 2);
    jira.forge_session("10000").await;
    // Atlassian has rotated its key. The next fetch finds the new one.
    jira.atlassian.have_keys(vec![stranger.clone()]);
    seconds.fetch_add(30, Ordering::Relaxed);
    send(jira.forge(&newly_signed(&jira))).await.good::<contract::request::Session>();
    assert_eq!(jira.atlassian.count(Asked::Keys), 3);
    assert_eq!(code(&send(jira.forge(&jira.signed_invocation("10000"))).await), Code::SessionEnded);
}

#[tokio::test]
async fn a_client_that_disconnects_does_not_cancel_the_key_fetch_for_others() {
    let (jira, _) = with_a_clock().await;
    jira.atlassian.let_be(Asked::Keys, Mood::Late);
    let token = jira.signed_invocation("10000");
    jira.leave(jira.forge(&token), Asked::Keys).await;
    jira.atlassian.let_be(Asked::Keys, Mood::Well);
    send(jira.forge(&token)).await.good::<contract::request::Session>();
    assert_eq!(jira.atlassian.count(Asked::Keys), 1, "the keys are fetched once");
}

#[tokio::test]
async fn an_invocation_token_ends_by_the_clock() {
    let (jira, seconds) = with_a_clock().await;
    let token = jira.signed_invocation("10000");
    seconds.fetch_add(29, Ordering::Relaxed);
    send(jira.forge(&token)).await.good::<contract::request::Session>();
    seconds.fetch_add(1, Ordering::Relaxed);
    assert_eq!(code(&send(jira.forge(&token)).await), Code::SessionEnded);
    let early = invocation(jira.now() + 6, CLOUD, &jira.site("acme"), "10000");
    let early = rs256(&rs256_header(&atlassian_key().kid), &early);
    assert_eq!(code(&send(jira.forge(&early)).await), Code::SessionEnded);
}

#[tokio::test]
async fn without_the_app_the_path_does_not_exist() {
    let world = World::new().await;
    let response = send(world.request(Method::POST, endpoint::FORGE_SESSION)).await;
    assert_eq!(code(&response), Code::NotFound);
}

#[tokio::test]
async fn another_web_site_cannot_make_a_browser_send_the_request() {
    let jira = Jira::new().await;
    let token = jira.signed_invocation("10000");
    for (name, value) in
        [("sec-fetch-site", "cross-site"), ("origin", "https://evil.example"), ("host", "evil.example")]
    {
        assert_eq!(code(&send(jira.forge(&token).header(name, value)).await), Code::ForeignOrigin, "{name}");
    }
}
