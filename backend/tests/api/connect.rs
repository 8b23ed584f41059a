//! Connect: a page's tokens, and the person's right, which is asked for before anything is done.

use crate::atlassian::{Asked, Mood};
use crate::jira::{Jira, Site};
use crate::tokens::{AMIRA, CONNECT_APP, QSH_RIGHTS};
use crate::world::{Answer, send, token};
use contract::endpoint;
use contract::problem::Code;
use contract::request::{CheckToken, OtherApp, SaveCheck, SaveToken};
use contract::settings::Account;
use jsonwebtoken::{Algorithm, DecodingKey, Validation, decode};
use reqwest::Method;
use serde_json::{Value, json};
use std::time::{Duration, Instant};

/// What may change something or has Meta asked, each as a page would send it, with whether Meta is asked.
async fn all_that_do_something(jira: &Jira, site: &Site, project: &str) -> Vec<Answer> {
    let ask = |method, pattern| jira.page(method, pattern, project, &jira.context_token(site, project));
    let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
    let save = ask(Method::PUT, endpoint::TOKEN).json(&wish).header("if-match", "\"0\"");
    vec![
        send(ask(Method::POST, endpoint::TOKEN_CHECKS).json(&CheckToken::new(token("good")))).await,
        send(save.header(endpoint::IDEMPOTENCY_KEY, "k")).await,
        send(ask(Method::POST, endpoint::CHECKS)).await,
        send(ask(Method::DELETE, endpoint::TOKEN).header("if-match", "\"1\"")).await,
    ]
}

async fn show(jira: &Jira, site: &Site, project: &str) -> Answer {
    send(jira.page(Method::GET, endpoint::SETTINGS, project, &jira.context_token(site, project))).await
}

#[tokio::test]
async fn looking_takes_the_token_alone_and_doing_takes_jiras_word_each_time() {
    let jira = Jira::new().await;
    let site = jira.installed("acme").await;
    let (settings, _) = show(&jira, &site, "10000").await.settings();
    let shown = (settings.project.key.as_str().to_owned(), settings.project.site);
    assert_eq!(shown, ("SUP".to_owned(), Some(format!("acme.jira.localhost:{}", jira.atlassian.port))));
    assert_eq!(jira.atlassian.count(Asked::Rights), 0);

    let answers = all_that_do_something(&jira, &site, "10000").await;
    assert!(answers.iter().all(|answer| answer.status == 200), "{answers:?}");
    let saved_by = answers[1].settings().0.token.unwrap().saved_by;
    assert_eq!(saved_by, Account { id: AMIRA.into(), name: Some("Amira Costa".into()) });
    let questions = jira.atlassian.questions(Asked::Rights);
    assert_eq!(questions.len(), 4);
    for question in questions {
        assert_eq!(question.target, "/rest/api/3/permissions/check");
        assert_eq!(question.host, site.url.trim_start_matches("http://"));
        let asked: Value = serde_json::from_slice(&question.body).unwrap();
        let permissions = json!([{ "permissions": ["ADMINISTER_PROJECTS"], "projects": [10_000] }]);
        assert_eq!(asked, json!({ "accountId": AMIRA, "projectPermissions": permissions }));
        let mut demands = Validation::new(Algorithm::HS256);
        demands.set_issuer(&[CONNECT_APP]);
        let key = DecodingKey::from_secret(site.secret.as_bytes());
        let signed = question.authorization.strip_prefix("JWT ").unwrap();
        assert_eq!(decode::<Value>(signed, &key, &demands).unwrap().claims["qsh"], QSH_RIGHTS);
    }
}

#[tokio::test]
async fn whose_right_is_taken_away_does_nothing_more_and_meta_is_not_asked() {
    let jira = Jira::new().await;
    let site = jira.installed("acme").await;
    jira.atlassian.let_administer(false);
    for answer in all_that_do_something(&jira, &site, "10000").await {
        answer.problem(Code::NotAllowed);
    }
    // Jira may name other projects and other permissions than the one that was asked for.
    for grant in [
        &b"{\"projectPermissions\":[]}"[..],
        b"{\"projectPermissions\":[{\"permission\":\"ADMINISTER_PROJECTS\",\"projects\":[10001,1000]}]}",
        b"{\"projectPermissions\":[{\"permission\":\"BROWSE_PROJECTS\",\"projects\":[10000]}]}",
        b"{\"projectPermissions\":[{\"permission\":\"ADMINISTER_PROJECTS\"}]}",
    ] {
        jira.atlassian.let_be(Asked::Rights, Mood::Says(200, grant));
        for answer in all_that_do_something(&jira, &site, "10000").await {
            answer.problem(Code::NotAllowed);
        }
    }
    assert_eq!(jira.world.sandbox.asked().await, 0);
    assert!(show(&jira, &site, "10000").await.settings().0.token.is_none());
}

#[tokio::test]
async fn a_jira_that_cannot_be_asked_is_named_in_time_and_meta_is_not_asked() {
    let jira = Jira::new().await;
    let site = jira.installed("acme").await;
    for mood in [
        Mood::Silent,
        Mood::CutOff,
        Mood::Says(200, b"<html>"),
        Mood::Says(200, b"{}"),
        Mood::Says(
            200,
            b"{\"projectPermissions\":[{\"permission\":\"ADMINISTER_PROJECTS\",\"projects\":[\"10000\"]}]}",
        ),
        Mood::Says(302, b""),
        Mood::Says(401, b"{}"),
        Mood::Says(403, b"{}"),
        Mood::Says(503, b"{}"),
    ] {
        jira.atlassian.let_be(Asked::Rights, mood.clone());
        let begun = Instant::now();
        let token = jira.context_token(&site, "10000");
        let answer = send(jira.page(Method::POST, endpoint::CHECKS, "10000", &token)).await;
        answer.problem(Code::JiraUnreachable);
        assert!(begun.elapsed() < Duration::from_secs(4), "{mood:?}");
    }
    assert_eq!(jira.world.sandbox.asked().await, 0);
    show(&jira, &site, "10000").await.settings();
}

#[tokio::test]
async fn another_project_is_not_there_and_jira_is_not_asked_about_it() {
    let jira = Jira::new().await;
    let site = jira.installed("acme").await;
    let token = jira.context_token(&site, "10000");
    for (method, pattern) in [(Method::GET, endpoint::SETTINGS), (Method::POST, endpoint::CHECKS)] {
        for other in ["10001", "SUP", "010000", "%31%30%30%30%31"] {
            send(jira.page(method.clone(), pattern, other, &token)).await.problem(Code::NotFound);
        }
    }
    assert_eq!(jira.atlassian.count(Asked::Rights), 0);
}

#[tokio::test]
async fn the_same_project_of_two_sites_is_two() {
    let jira = Jira::new().await;
    let (acme, other) = (jira.installed("acme").await, jira.installed("other").await);
    let answers = all_that_do_something(&jira, &acme, "10000").await;
    assert_eq!(answers[1].status, 200);
    assert_eq!(show(&jira, &acme, "10000").await.settings().1, "\"2\"");
    assert_eq!(show(&jira, &other, "10000").await.settings().1, "\"0\"");
}

#[tokio::test]
async fn the_descriptor_says_what_the_backend_does() {
    let jira = Jira::new().await;
    let descriptor: Value = send(jira.world.request(Method::GET, endpoint::CONNECT_DESCRIPTOR)).await.good();
    assert_eq!(descriptor["key"], CONNECT_APP);
    assert_eq!(descriptor["baseUrl"], jira.world.address);
    assert_eq!(descriptor["authentication"], json!({ "type": "jwt" }));
    assert_eq!(descriptor["apiMigrations"], json!({ "context-qsh": true, "signed-install": true, "gdpr": true }));
    let lifecycle = json!({ "installed": "/connect/installed", "uninstalled": "/connect/uninstalled" });
    assert_eq!(descriptor["lifecycle"], lifecycle);
    let module = &descriptor["modules"]["jiraProjectAdminTabPanels"][0];
    assert_eq!(module["url"], "/panel/?projectId={project.id}&projectKey={project.key}");
    assert_eq!(module["conditions"], json!([{ "condition": "user_is_project_admin" }]));
}

#[tokio::test]
async fn the_way_to_connects_script_is_never_kept() {
    let jira = Jira::new().await;
    let answer = send(jira.world.request(Method::GET, endpoint::CONNECT_SCRIPT)).await;
    let there = format!("http://connect.cdn.localhost:{}/all.js", jira.atlassian.port);
    assert_eq!((answer.status.as_u16(), answer.header("location")), (302, &*there));
    assert_eq!(answer.header("cache-control"), "no-store");
}
