//! What Jira entrusts to the backend stays where it belongs: Invocation Tokens, tokens of a person, shared secrets,
//! tokens of a page and of an address are in no log line at TRACE, and not in the database. Who a person is, is in no
//! log line either.

use crate::atlassian::{Asked, Atlassian, Mood};
use crate::process::{program, start};
use crate::search::{Search, read_all};
use crate::tokens::{
    AMIRA, CONNECT_APP, FORGE_APP, QSH_INSTALLED, USER_TOKEN, atlassian_key, context, hs256, invocation, lifecycle,
    rs256, rs256_header,
};
use crate::world::{Sandbox, http, send, token};
use backend::clock::Clock;
use contract::endpoint;
use contract::request::{OtherApp, SaveCheck, SaveToken, Session};
use serde_json::json;
use std::fs;
use std::process::Stdio;

const CLIENT_KEY: &str = "client-key-of-acme";
const SECRET: &str = "Zq7shared-secret-0f3c2a91be4d5c67-of-acme";

#[tokio::test(flavor = "multi_thread")]
async fn what_jira_entrusts_is_in_no_log_and_no_file() {
    let (atlassian, sandbox, http) = (Atlassian::start().await, Sandbox::start().await, http());
    let folder = tempfile::tempdir().unwrap();
    let here = format!("http://127.0.0.1:{}", atlassian.port);
    let site = format!("http://acme.jira.localhost:{}", atlassian.port);
    let mut command = program(folder.path(), &sandbox.address);
    let log = fs::File::create(folder.path().join("log")).unwrap();
    command.env("CHAT_LOG", "trace").stderr(Stdio::from(log));
    command.env("CHAT_FORGE_APP_ID", FORGE_APP).env("CHAT_CONNECT_APP_KEY", CONNECT_APP);
    command.env("CHAT_FORGE_KEYS_URL", format!("{here}/.well-known/jwks.json")).env("CHAT_ATLASSIAN_API_URL", &here);
    command.env("CHAT_CONNECT_KEYS_URL", format!("{here}/install-keys")).env("CHAT_JIRA_SITES", &site);
    let mut running = start(&mut command).await;
    let url = |path: &str| format!("{}{path}", running.address);
    let now = Clock::of_the_machine().now().unix();
    let key = atlassian_key();

    let installing = lifecycle(now, CLIENT_KEY, &running.address, QSH_INSTALLED);
    let installing = rs256(&rs256_header(key.install_kid()), &installing);
    let invocation = rs256(&rs256_header(&key.kid), &invocation(now, "c0ffee", &site, "10000"));
    let page = hs256(&context(now, CLIENT_KEY, "10000"), SECRET);
    let expired = hs256(&context(now - 5_000, CLIENT_KEY, "10000"), SECRET);
    let of_others = hs256(&context(now, CLIENT_KEY, "10000"), "another secret of somebody's");

    let told = json!({ "key": CONNECT_APP, "clientKey": CLIENT_KEY, "sharedSecret": SECRET, "baseUrl": site });
    let install = |body: String| {
        let request = http.post(url(endpoint::CONNECT_INSTALLED)).header("content-type", "application/json");
        request.header("authorization", format!("JWT {installing}")).body(body)
    };
    let mut answers = vec![send(install(told.to_string())).await, send(install(format!("{told} {SECRET}"))).await];
    let forge = || {
        let request = http.post(url(endpoint::FORGE_SESSION)).bearer_auth(&invocation);
        request.header("x-forge-oauth-user", USER_TOKEN)
    };
    let settings = url("/api/projects/10000/whatsapp");
    let ask = |token: &str| http.get(&settings).header("authorization", format!("JWT {token}"));
    let check = || http.post(format!("{settings}/checks")).header("authorization", format!("JWT {page}"));
    let wish = SaveToken::new(token("good"), SaveCheck::Required, OtherApp::Refuse);
    let save = || {
        let request = http.put(format!("{settings}/token")).header("authorization", format!("JWT {page}"));
        request.header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, "k").json(&wish)
    };
    answers.extend([send(ask(&page)).await, send(ask(&expired)).await, send(ask(&of_others)).await]);
    answers.push(send(http.get(url(&format!("/panel/?xdm_e=x&jwt={page}")))).await);
    answers.push(send(http.get(url(&format!("/api/nothing?jwt={page}&token={USER_TOKEN}")))).await);
    let opened = send(forge()).await;
    let session: Session = opened.good();
    answers.push(send(check()).await);
    // What goes wrong is told at more length than what goes well.
    for mood in [Mood::CutOff, Mood::Says(500, b"{}"), Mood::Says(200, b"<html>")] {
        atlassian.let_be(Asked::Name, mood);
        answers.extend([send(forge()).await, send(save()).await]);
    }
    for mood in [Mood::CutOff, Mood::Says(500, b"{}"), Mood::Says(200, b"<html>"), Mood::Silent] {
        atlassian.let_be(Asked::Rights, mood);
        answers.extend([send(forge()).await, send(check()).await]);
    }
    let statuses: Vec<u16> = answers.iter().map(|answer| answer.status.as_u16()).collect();
    assert_eq!(statuses[..8], [204, 400, 200, 401, 401, 404, 404, 409], "{answers:?}");
    assert_eq!(statuses[8..14], [200; 6], "{answers:?}");
    assert!(statuses[14..].iter().all(|status| *status == 502), "{statuses:?}");

    // The files are read while the backend runs, so that the write-ahead log still holds what was written last.
    let mut places = read_all(folder.path());
    running.child.kill().await.unwrap();
    let answers: String = answers.iter().map(|answer| format!("{answer:?}")).collect();
    places.push(("answers".to_owned(), answers.into_bytes()));
    // Headers and claims of a token name its site, and the end of a session names its key; what follows is the secret.
    let signature = |token: &str| token.rsplit('.').next().unwrap().to_owned();
    let mut secrets = [&installing, &invocation, &page, &expired, &of_others].map(|token| signature(token)).to_vec();
    let sealed = session.bearer.expose().split('.').nth(2).unwrap();
    secrets.extend([SECRET, USER_TOKEN, sealed].map(str::to_owned));
    let search = Search::for_all(secrets.iter().map(String::as_str));
    for place in ["answers", "log", "chat.db", "chat.db-wal", "chat.db-shm"] {
        let (_, held) = places.iter().find(|(name, _)| name == place).unwrap_or_else(|| panic!("there is no {place}"));
        assert!(held.len() > 1_000, "{place} holds next to nothing");
        assert!(!search.finds(held), "{place} holds a secret");
    }
    let log = places.iter().find(|(name, _)| name == "log").map(|(_, log)| String::from_utf8_lossy(log)).unwrap();
    assert!(
        log.contains("TRACE") && log.contains("Atlassian could not be asked"),
        "the log is not at its most talkative"
    );
    assert!(log.contains("the name of a person"), "no name has failed");
    for who in [AMIRA, "Amira Costa"] {
        assert!(!log.contains(who), "the log tells who somebody is");
    }
    for header in [&invocation, &page].map(|token| token.split('.').next().unwrap()) {
        assert!(!log.contains(header), "a token begins in the log");
    }
    // The same search finds each of them where it is planted.
    for secret in secrets {
        assert!(search.finds(format!("TRACE authorization: {secret}").as_bytes()));
    }
}
