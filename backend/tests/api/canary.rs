//! The token is in no response, no log line at TRACE, and not in the database. Each place has a planted leak, which the same
//! search finds.

use crate::process::{program, start};
use crate::search::{Search, read_all};
use crate::world::{Sandbox, http, token};
use contract::access_token::AccessToken;
use contract::endpoint;
use contract::request::{CheckToken, OtherApp, SaveCheck, SaveToken};
use contract::settings::ProjectKey;
use reqwest::{Method, RequestBuilder};
use std::fs;
use std::process::Stdio;

#[tokio::test(flavor = "multi_thread")]
async fn the_token_is_in_no_response_no_log_and_no_file() {
    let (sandbox, folder, http) = (Sandbox::start().await, tempfile::tempdir().unwrap(), http());
    let log = folder.path().join("log");
    let mut command = program(folder.path(), &sandbox.address);
    let logged = fs::File::create(&log).unwrap();
    let command = command.env("CHAT_LOG", "trace").env("CHAT_GRAPH_BUDGET_MS", "1000").stderr(Stdio::from(logged));
    let mut running = start(command).await;
    let project = ProjectKey::parse("SUP").unwrap();
    let bearer = running.session(&http, &project).await;
    let request = |method: Method, pattern: &str| {
        http.request(method, format!("{}{}", running.address, endpoint::of_project(pattern, &project)))
            .bearer_auth(&bearer)
    };
    let save = |name: &str, etag: &str| {
        let wish = SaveToken::new(token(name), SaveCheck::IfPossible, OtherApp::Replace);
        let request = request(Method::PUT, endpoint::TOKEN).json(&wish).header("if-match", etag);
        request.header(endpoint::IDEMPOTENCY_KEY, format!("{name}-{etag}").replace('"', ""))
    };
    let check = |name: &str| request(Method::POST, endpoint::TOKEN_CHECKS).json(&CheckToken::new(token(name)));
    let odd = |secret: &str| {
        let body = format!("{{\"token\":\"{secret}\",\"check\":\"{secret}\"}} {secret}");
        request(Method::PUT, endpoint::TOKEN).header("content-type", "application/json").body(body)
    };
    let names = ["good", "echoes-token", "reset", "truncated", "hanging", "redirect", "revoked", "html-503"];
    let mut responses: Vec<u8> = Vec::new();
    for asking in names.iter().map(|name| check(name)) {
        responses.extend(told(asking).await);
    }
    for asking in [
        save("good", "\"0\""),
        save("good", "\"0\""),
        save("echoes-token", "\"1\""),
        save("reset", "\"1\""),
        save("good", "\"7\""),
        odd(token("good").expose()),
        request(Method::POST, endpoint::CHECKS),
        request(Method::GET, endpoint::SETTINGS),
        http.get(format!("{}/panel/?token={}", running.address, token("good").expose())),
        http.get(format!("{}/api/nothing?token={}", running.address, token("good").expose())),
    ] {
        responses.extend(told(asking).await);
    }
    // The files are read while the backend runs, so that the write-ahead log still holds the last writes.
    let mut places = read_all(folder.path());
    running.child.kill().await.unwrap();
    places.push(("responses".to_owned(), responses));
    let tokens = names.map(token);
    let search = Search::for_all(tokens.iter().map(AccessToken::expose));
    for place in ["responses", "log", "chat.db", "chat.db-wal", "chat.db-shm"] {
        let (_, held) = places.iter().find(|(name, _)| name == place).unwrap_or_else(|| panic!("there is no {place}"));
        assert!(held.len() > 1_000, "{place} holds next to nothing");
        assert!(!search.finds(held), "{place} holds a token");
    }
    let log = places.iter().find(|(name, _)| name == "log").map(|(_, log)| String::from_utf8_lossy(log)).unwrap();
    assert!(log.contains("TRACE") && log.contains("sqlx::query"), "the log is not at its most talkative");
    assert!(!log.contains("SANDBOX RAW META TEXT") && !log.contains(&bearer), "the log holds what it must not");
}

async fn told(request: RequestBuilder) -> Vec<u8> {
    let response = request.send().await.unwrap();
    let head = format!("{:?} {:?}", response.status(), response.headers());
    [head.into_bytes(), response.bytes().await.unwrap().to_vec()].concat()
}

#[tokio::test]
async fn the_search_finds_a_leak_planted_in_each_place() {
    let secret = token("good").expose().to_owned();
    let search = Search::for_all([&*secret]);
    let folder = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", folder.path().join("chat.db").display());
    let store = backend::store::Store::open(&url).await.unwrap();
    let scope = backend::scope::Scope { tenant: "local".into(), project: ProjectKey::parse("SUP").unwrap() };
    let entry = backend::store::AuditEntry {
        at: contract::timestamp::Timestamp::from_unix(0).unwrap(),
        account: "local",
        action: "save",
        outcome: &secret,
        request_id: "r",
        token_hash: None,
    };
    store.audit(&scope, &entry).await.unwrap();
    let files = read_all(folder.path());
    let held = |name: &str| files.iter().find(|(file, _)| file == name).map(|(_, held)| held.clone()).unwrap();
    assert!(search.finds(&held("chat.db-wal")));
    store.close().await;
    assert!(search.finds(&fs::read(folder.path().join("chat.db")).unwrap()));

    let line =
        format!("2026-11-23T09:30:00Z TRACE request: https://graph.facebook.com/debug_token?input_token={secret}");
    assert!(search.finds(line.as_bytes()));
    assert!(search.finds(format!("{{\"token\":\"{}\"}}", &secret[..20]).as_bytes()));
    let reversed: String = secret.chars().rev().collect();
    assert!(search.finds(reversed.as_bytes()));
    assert!(!search.finds(b"31D8, all of it that may be shown"));
}
