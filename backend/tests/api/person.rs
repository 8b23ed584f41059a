//! A person's name, which Jira returns next to their permissions. It is used if it arrives in time.

use crate::atlassian::{Asked, Mood};
use crate::forge::code;
use crate::jira::{CLOUD, Jira};
use crate::tokens::{AMIRA, USER_TOKEN};
use crate::world::{Person, Response, send};
use contract::problem::Code;
use contract::request::Session;
use contract::settings::ProjectKey;
use std::time::{Duration, Instant};

/// Responses without a name of this person.
fn moods() -> Vec<Mood> {
    let other_than_names: [&[u8]; 7] = [
        b"",
        b"<html>",
        br#"{"accountId":"5b10ac8d82e05b22cc7d4ef5"}"#,
        br#"{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":null}"#,
        br#"{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":" "}"#,
        br#"{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":"Amira\r\nCosta"}"#,
        br#"{"accountId":"somebody-else","displayName":"Olga"}"#,
    ];
    let mut moods = vec![Mood::CutOff, Mood::Silent];
    moods.extend(other_than_names.map(|body| Mood::Says(200, body)));
    let good = br#"{"accountId":"5b10ac8d82e05b22cc7d4ef5","displayName":"Amira Costa"}"#;
    moods.extend([302, 401, 403, 404, 429, 503].map(|status| Mood::Says(status, good)));
    moods
}

/// Who saved the token, according to the response.
#[track_caller]
fn name(response: &Response) -> Option<String> {
    let saved_by = response.settings().0.token.unwrap().saved_by;
    assert_eq!(saved_by.id, AMIRA);
    saved_by.name
}

async fn save_in_forge(jira: &Jira, session: Session, key: &str) -> Response {
    let project = ProjectKey::parse("10000").unwrap();
    let person = Person { world: &jira.world, project, bearer: session.bearer.expose().to_owned() };
    let (_, etag) = person.show().await.settings();
    person.save("good", &etag, key).await
}

#[tokio::test]
async fn jira_is_asked_for_the_name_with_the_persons_token_and_the_session_keeps_it() {
    let jira = Jira::new().await;
    let session = jira.forge_session("10000").await;
    assert_eq!(name(&save_in_forge(&jira, session, "k").await).as_deref(), Some("Amira Costa"));
    let [asked] = &jira.atlassian.questions(Asked::Name)[..] else { panic!("Jira is asked once") };
    assert_eq!(asked.target, format!("/ex/jira/{CLOUD}/rest/api/3/myself"));
    assert_eq!(asked.authorization, format!("Bearer {USER_TOKEN}"));
}

#[tokio::test]
async fn without_a_name_the_session_still_opens_in_time() {
    for mood in moods() {
        let jira = Jira::new().await;
        jira.atlassian.let_be(Asked::Name, mood.clone());
        let begun = Instant::now();
        let session = jira.forge_session("10000").await;
        assert!(begun.elapsed() < Duration::from_secs(4), "the page's host gives up after five: {mood:?}");
        assert_eq!(name(&save_in_forge(&jira, session, "k").await), None, "{mood:?}");
    }
}

#[tokio::test]
async fn a_name_grants_nothing_and_a_rejection_does_not_wait_for_it() {
    let jira = Jira::new().await;
    jira.atlassian.let_administer(false);
    for mood in [Mood::Well, Mood::Silent] {
        jira.atlassian.let_be(Asked::Name, mood);
        let begun = Instant::now();
        assert_eq!(code(&send(jira.forge(&jira.signed_invocation("10000"))).await), Code::NotAllowed);
        assert!(begun.elapsed() < Duration::from_secs(2));
    }
    assert_eq!(jira.world.sandbox.asked().await, 0);
}
