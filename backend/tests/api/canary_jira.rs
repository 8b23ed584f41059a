//! Jira's secrets stay where they belong: Invocation Tokens, user tokens and sessions are in no log line at TRACE, and not
//! in the database. The log doesn't say who a person is either.

use crate::atlassian::{Asked, Atlassian, Mood};
use crate::process::{program, start};
use crate::search::{Search, read_all};
use crate::tokens::{AMIRA, FORGE_APP, USER_TOKEN, atlassian_key, invocation, rs256, rs256_header};
use crate::world::{Sandbox, http, send, token};
use backend::clock::Clock;
use contract::endpoint;
use contract::request::{OtherApp, SaveCheck, SaveToken, Session};
use std::fs;
use std::process::Stdio;

#[tokio::test(flavor = "multi_thread")]
async fn jiras_secrets_are_in_no_log_and_no_file() {
    let (atlassian, sandbox, http) = (Atlassian::start().await, Sandbox::start().await, http());
    let folder = tempfile::tempdir().unwrap();
    let here = format!("http://127.0.0.1:{}", atlassian.port);
    let site = format!("http://acme.jira.localhost:{}", atlassian.port);
    let mut command = program(folder.path(), &sandbox.address);
    let log = fs::File::create(folder.path().join("log")).unwrap();
    command.env("CHAT_LOG", "trace").stderr(Stdio::from(log));
    command.env("CHAT_FORGE_APP_ID", FORGE_APP).env("CHAT_JIRA_SITES", &site);
    command.env("CHAT_FORGE_KEYS_URL", format!("{here}/.well-known/jwks.json")).env("CHAT_ATLASSIAN_API_URL", &here);
    let mut running = start(&mut command).await;
    let url = |path: &str| format!("{}{path}", running.address);
    let (now, key) = (Clock::system().now().unix(), atlassian_key());
    let signed = |at: i64| rs256(&rs256_header(&key.kid), &invocation(at, "c0ffee", &site, "10000"));
    let (good, expired) = (signed(now), signed(now - 5_000));

    let forge = |token: &str| {
        let request = http.post(url(endpoint::FORGE_SESSION)).bearer_auth(token);
        request.header("x-forge-oauth-user", USER_TOKEN)
    };
    let settings = url("/api/projects/10000/whatsapp");
    let opened = send(forge(&good)).await;
    let session: Session = opened.good();
    let bearer = session.bearer.expose();
    let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
    let save = |bearer: &str| {
        let request = http.put(format!("{settings}/token")).bearer_auth(bearer).json(&wish);
        request.header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, "k")
    };
    let mut responses = vec![send(save(bearer)).await, send(http.get(&settings).bearer_auth(bearer)).await];
    responses.extend([send(forge(&expired)).await, send(save(&good)).await]);
    responses.push(send(http.get(url(&format!("/api/nothing?jwt={good}&token={USER_TOKEN}")))).await);
    // Failures log more than successes.
    for mood in [Mood::CutOff, Mood::Says(500, b"{}"), Mood::Says(200, b"<html>")] {
        atlassian.let_be(Asked::Name, mood);
        let session: Session = send(forge(&good)).await.good();
        responses.push(send(save(session.bearer.expose())).await);
    }
    for mood in [Mood::CutOff, Mood::Says(500, b"{}"), Mood::Says(200, b"<html>"), Mood::Silent] {
        atlassian.let_be(Asked::Rights, mood);
        responses.push(send(forge(&good)).await);
    }
    let statuses: Vec<u16> = responses.iter().map(|response| response.status.as_u16()).collect();
    assert_eq!(statuses, [200, 200, 401, 401, 404, 200, 200, 200, 502, 502, 502, 502], "{responses:?}");

    // The files are read while the backend runs, so that the write-ahead log still holds the last writes.
    let mut places = read_all(folder.path());
    running.child.kill().await.unwrap();
    let responses: String = responses.iter().map(|response| format!("{response:?}")).collect();
    places.push(("responses".to_owned(), responses.into_bytes()));
    // A token's header and claims name its site, and a session's footer names its key. The rest is secret.
    let signature = |token: &str| token.rsplit('.').next().unwrap().to_owned();
    let sealed = bearer.split('.').nth(2).unwrap().to_owned();
    let secrets = [signature(&good), signature(&expired), USER_TOKEN.to_owned(), sealed];
    let search = Search::for_all(secrets.iter().map(String::as_str));
    for place in ["responses", "log", "chat.db", "chat.db-wal", "chat.db-shm"] {
        let (_, held) = places.iter().find(|(name, _)| name == place).unwrap_or_else(|| panic!("there is no {place}"));
        assert!(held.len() > 1_000, "{place} holds next to nothing");
        assert!(!search.finds(held), "{place} holds a secret");
    }
    let log = places.iter().find(|(name, _)| name == "log").map(|(_, log)| String::from_utf8_lossy(log)).unwrap();
    assert!(log.contains("TRACE") && log.contains("Atlassian could not be asked"), "the log is not verbose enough");
    assert!(log.contains("the name of a person"), "no name has failed");
    for who in [AMIRA, "Amira Costa"] {
        assert!(!log.contains(who), "the log says who a person is");
    }
    assert!(!log.contains(good.split('.').next().unwrap()), "a token's header is in the log");
    // The same search finds each of them where it is planted.
    for secret in secrets {
        assert!(search.finds(format!("TRACE authorization: {secret}").as_bytes()));
    }
}
