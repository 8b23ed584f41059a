//! A site installs the Connect app, changes its secret, and removes the app; and others try to.

use crate::atlassian::{Asked, Mood};
use crate::jira::{Jira, Site};
use crate::tokens::{QSH_INSTALLED, atlassian_key, lifecycle, rs256, rs256_header};
use crate::world::{World, send, turned_clock};
use backend::secret::Keyring;
use contract::endpoint;
use contract::problem::Code;
use reqwest::{Method, StatusCode};
use serde_json::json;
use std::sync::atomic::Ordering;

/// Whether a page of the site is answered.
async fn works(jira: &Jira, site: &Site) -> bool {
    let answer = send(jira.page(Method::GET, endpoint::SETTINGS, "10000", &jira.context_token(site, "10000"))).await;
    if answer.status != StatusCode::OK {
        answer.problem(Code::SessionEnded);
    }
    answer.status == StatusCode::OK
}

async fn install(jira: &Jira, site: &Site, token: &str) -> StatusCode {
    send(jira.installing(site, token)).await.status
}

#[tokio::test]
async fn a_site_works_from_install_to_removal() {
    let jira = Jira::new().await;
    let (site, now) = (jira.site("acme"), jira.now());
    assert!(!works(&jira, &site).await);
    let first = jira.install_token(&site, now);
    assert_eq!(install(&jira, &site, &first).await, StatusCode::NO_CONTENT);
    assert!(works(&jira, &site).await);
    // The answer to the first may have been lost.
    assert_eq!(install(&jira, &site, &first).await, StatusCode::NO_CONTENT);

    let renewed = Site { secret: "another-secret-that-nobody-has-guessed".into(), ..site.clone() };
    assert_eq!(install(&jira, &renewed, &jira.install_token(&site, now + 1)).await, StatusCode::NO_CONTENT);
    assert!(works(&jira, &renewed).await && !works(&jira, &site).await);
    assert_eq!(install(&jira, &site, &first).await, StatusCode::UNAUTHORIZED, "what is older changes nothing");
    assert!(works(&jira, &renewed).await);

    let removal = jira.uninstall_token(&site, now + 2);
    assert_eq!(jira.uninstall(&site, &removal).await.status, StatusCode::NO_CONTENT);
    assert!(!works(&jira, &renewed).await);
    assert_eq!(jira.uninstall(&site, &removal).await.status, StatusCode::NO_CONTENT);
    assert_eq!(install(&jira, &renewed, &jira.install_token(&site, now + 1)).await, StatusCode::UNAUTHORIZED);

    assert_eq!(install(&jira, &site, &jira.install_token(&site, now + 3)).await, StatusCode::NO_CONTENT);
    jira.uninstall(&site, &removal).await.problem(Code::SessionEnded);
    assert!(works(&jira, &site).await);
}

#[tokio::test]
async fn a_used_token_carries_no_other_body() {
    let jira = Jira::new().await;
    let site = jira.site("acme");
    let token = jira.install_token(&site, jira.now());
    assert_eq!(install(&jira, &site, &token).await, StatusCode::NO_CONTENT);
    let thief = Site { secret: "a-secret-that-the-thief-knows-well".into(), ..site.clone() };
    assert_eq!(install(&jira, &thief, &token).await, StatusCode::UNAUTHORIZED);
    let elsewhere = Site { url: jira.site("thief").url, ..site.clone() };
    assert_eq!(install(&jira, &elsewhere, &token).await, StatusCode::UNAUTHORIZED);
    assert!(works(&jira, &site).await && !works(&jira, &thief).await);
}

#[tokio::test]
async fn one_site_cannot_speak_for_another() {
    let jira = Jira::new().await;
    let (acme, other) = (jira.installed("acme").await, jira.installed("other").await);
    let later = jira.now() + 1;
    assert_eq!(install(&jira, &acme, &jira.install_token(&other, later)).await, StatusCode::UNAUTHORIZED);
    jira.uninstall(&acme, &jira.uninstall_token(&other, later)).await.problem(Code::SessionEnded);
    assert!(works(&jira, &acme).await && works(&jira, &other).await);
}

#[tokio::test]
async fn a_site_that_is_none_of_jiras_is_not_believed() {
    let jira = Jira::new().await;
    for url in
        ["https://evil.example", "http://jira.localhost:1", "http://acme.jira.localhost", "https://acme.jira.localhost"]
    {
        let site = Site { url: url.into(), ..jira.site("acme") };
        let answer = send(jira.installing(&site, &jira.install_token(&site, jira.now()))).await;
        answer.problem(Code::NotAllowed);
        assert!(!works(&jira, &site).await);
    }
    let site = Site { secret: "short".into(), ..jira.site("acme") };
    send(jira.installing(&site, &jira.install_token(&site, jira.now()))).await.problem(Code::Malformed);
}

#[tokio::test]
async fn a_removal_by_who_never_had_the_app_is_no_fault() {
    let jira = Jira::new().await;
    let site = jira.site("acme");
    let answer = jira.uninstall(&site, &jira.uninstall_token(&site, jira.now())).await;
    assert_eq!(answer.status, StatusCode::NO_CONTENT);
    assert!(jira.world.backend.store.connect_tenant(&site.client_key).await.unwrap().is_none());
}

#[tokio::test]
async fn keys_of_installs_are_kept_and_cannot_always_be_asked_for() {
    let jira = Jira::new().await;
    let site = jira.site("acme");
    for mood in [Mood::Silent, Mood::CutOff, Mood::Says(200, b"<html>"), Mood::Says(500, b"")] {
        jira.atlassian.let_be(Asked::InstallKey, mood);
        send(jira.installing(&site, &jira.install_token(&site, jira.now()))).await.problem(Code::JiraUnreachable);
    }
    jira.atlassian.let_be(Asked::InstallKey, Mood::Well);
    let before = jira.atlassian.count(Asked::InstallKey);
    for name in ["acme", "other", "third"] {
        jira.installed(name).await;
    }
    let questions = jira.atlassian.questions(Asked::InstallKey);
    assert_eq!(questions.len(), before + 1);
    let target = format!("/install-keys/{}", atlassian_key().install_kid());
    assert_eq!(questions[before].target, target);
}

#[tokio::test]
async fn keys_at_random_are_not_asked_for_at_random() {
    let (clock, seconds) = turned_clock();
    let jira = Jira::at(clock).await;
    jira.installed("acme").await;
    let begin = jira.atlassian.count(Asked::InstallKey);
    let site = jira.site("other");
    let at_random = async |key: &str| {
        let claims = lifecycle(jira.now(), &site.client_key, &jira.world.address, QSH_INSTALLED);
        send(jira.installing(&site, &rs256(&rs256_header(key), &claims))).await
    };
    // The key of the first install was unknown too.
    for number in 0..5 {
        at_random(&format!("random-{number}")).await.problem(Code::SessionEnded);
    }
    for number in 5..20 {
        at_random(&format!("random-{number}")).await.problem(Code::JiraUnreachable);
    }
    assert_eq!(jira.atlassian.count(Asked::InstallKey) - begin, 5);
    jira.installed("other").await;
    seconds.fetch_add(60, Ordering::Relaxed);
    at_random("random-0").await.problem(Code::SessionEnded);
    // A key that has to be fetched again does not wait for those that nobody knows.
    seconds.fetch_add(3_600, Ordering::Relaxed);
    for number in 0..20 {
        at_random(&format!("random-{number}")).await;
    }
    jira.installed("third").await;
}

#[tokio::test]
async fn a_key_that_many_ask_for_is_fetched_once() {
    let jira = Jira::new().await;
    let sites = ["acme", "other", "third"].map(|name| jira.site(name));
    let [first, second, third] =
        sites.each_ref().map(|site| jira.installing(site, &jira.install_token(site, jira.now())));
    let answers = tokio::join!(send(first), send(second), send(third));
    for answer in [answers.0, answers.1, answers.2] {
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
    }
    assert_eq!(jira.atlassian.count(Asked::InstallKey), 1);
}

#[tokio::test]
async fn who_leaves_while_a_key_is_fetched_does_not_use_up_the_next_ones_turn() {
    let jira = Jira::new().await;
    let site = jira.site("acme");
    let token = jira.install_token(&site, jira.now());
    jira.atlassian.let_be(Asked::InstallKey, Mood::Late);
    jira.leave(jira.installing(&site, &token), Asked::InstallKey).await;
    jira.atlassian.let_be(Asked::InstallKey, Mood::Well);
    assert_eq!(install(&jira, &site, &token).await, StatusCode::NO_CONTENT);
    assert_eq!(jira.atlassian.count(Asked::InstallKey), 1);
}

#[tokio::test]
async fn a_shared_secret_is_sealed_anew_when_the_key_has_changed() {
    let (old, new) = (Keyring::new_line().unwrap(), Keyring::new_line().unwrap());
    let both = format!("{new},{old}");
    let folder = tempfile::tempdir().unwrap();
    let database = format!("sqlite:{}", folder.path().join("chat.db").display());
    // Each backend has a stand-in of its own, so the site has no port that would change with it.
    let sites = ("CHAT_JIRA_SITES", "http://*.jira.localhost");
    let settings = |keys| [("CHAT_DATABASE_URL", database.as_str()), sites, ("CHAT_KEY", keys)];
    let clock = backend::clock::Clock::of_the_machine;
    let key_of = async |world: &World, site: &Site| {
        world.backend.store.connect_tenant(&site.client_key).await.unwrap().unwrap().secret.unwrap().key_id
    };

    let jira = Jira::with(clock(), &settings(&old)).await;
    let site = Site { url: "http://acme.jira.localhost".into(), ..jira.site("acme") };
    assert_eq!(install(&jira, &site, &jira.install_token(&site, jira.now())).await, StatusCode::NO_CONTENT);
    let first = key_of(&jira.world, &site).await;
    jira.world.stop().await;

    let jira = Jira::with(clock(), &settings(&both)).await;
    assert_ne!(key_of(&jira.world, &site).await, first);
    assert!(works(&jira, &site).await);
    jira.world.stop().await;

    let jira = Jira::with(clock(), &settings(&new)).await;
    assert!(works(&jira, &site).await);
    assert_eq!(jira.world.backend.store.keys_in_use().await.unwrap(), [key_of(&jira.world, &site).await]);
    jira.world.stop().await;

    let elsewhere = [settings(&new)[0], ("CHAT_JIRA_SITES", "http://*.elsewhere.localhost"), ("CHAT_KEY", &new)];
    assert!(!works(&Jira::with(clock(), &elsewhere).await, &site).await, "its address is believed no more");
}

#[tokio::test]
async fn what_is_no_install_is_malformed() {
    let jira = Jira::new().await;
    for body in [json!({}), json!([]), json!({ "key": "com.example.chat", "clientKey": 7 })] {
        let request = jira.world.request(Method::POST, endpoint::CONNECT_INSTALLED).json(&body);
        send(request).await.problem(Code::Malformed);
    }
}
