//! What is no answer: pages of proxies, unreadable bodies, broken and silent connections.

use std::{
    io::ErrorKind,
    time::{Duration, Instant},
};

use sandbox::graph::error::MARKER;
use serde_json::Value;
use tokio::io::AsyncReadExt as _;

use crate::world::{World, send, token};

#[tokio::test]
async fn pages_and_plain_text_come_instead_of_json() {
    let world = World::start().await;
    let check = async |name, status: u16, kind: &str| {
        let answered = world.inspect(name).await;
        assert_eq!(answered.status, status, "{name}");
        assert_eq!(answered.header("content-type"), Some(kind), "{name}");
        assert!(String::from_utf8(answered.body).unwrap().contains(MARKER), "{name}");
    };
    check("plain-500", 500, "text/plain").await;
    check("html-502", 502, "text/html; charset=utf-8").await;
    check("html-503", 503, "text/html; charset=utf-8").await;
    check("html-200", 200, "text/html; charset=utf-8").await;
}

#[tokio::test]
async fn bodies_come_that_hold_no_report() {
    let world = World::start().await;
    let body = async |name| {
        let answered = world.inspect(name).await;
        assert_eq!(answered.status, 200, "{name}");
        answered.body
    };
    let json = |body: &[u8]| serde_json::from_slice::<Value>(body).unwrap();
    assert_eq!(json(&body("without-data").await)["data"], Value::Null);
    assert_eq!(json(&body("null-fields").await)["data"]["is_valid"], Value::Null);
    assert_eq!(json(&body("wrong-types").await)["data"]["is_valid"], "yes");
    assert!(String::from_utf8(body("not-utf-8").await).is_err());
    assert_eq!(body("empty-body").await, b"");
    let oversized = body("oversized").await;
    assert!(oversized.len() > 1 << 20);
    assert_eq!(json(&oversized)["data"]["is_valid"], true);
}

#[tokio::test]
async fn a_redirect_points_to_another_host_and_tells_who_follows() {
    let world = World::start().await;
    let answered = world.inspect("redirect").await;
    assert_eq!(answered.status, 302);
    let location = answered.header("location").unwrap().to_owned();
    assert!(location.starts_with("http://localhost:"), "{location}");
    assert!(!location.contains("EAASANDBOX"), "{location}");
    let paths = async || {
        let requests = world.requests().await;
        let rows = requests["requests"].as_array().unwrap().clone();
        rows.into_iter().map(|row| row["path"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(paths().await, ["/debug_token"]);

    let followed = send(world.client.get(location)).await;
    assert_eq!(followed.json()["data"]["is_valid"], true);
    assert_eq!(paths().await, ["/_sandbox/elsewhere", "/debug_token"]);
}

#[tokio::test]
async fn a_reset_comes_before_the_first_byte() {
    let world = World::start().await;
    let mut socket = world.inspect_plainly("reset").await;
    let mut received = Vec::new();
    let error = socket.read_to_end(&mut received).await.unwrap_err();
    assert_eq!((error.kind(), received.len()), (ErrorKind::ConnectionReset, 0));
    // Only that connection broke.
    assert_eq!(world.inspect("good").await.status, 200);
}

#[tokio::test]
async fn a_truncated_answer_ends_before_its_content_length() {
    let world = World::start().await;
    let mut socket = world.inspect_plainly("truncated").await;
    let mut received = Vec::new();
    socket.read_to_end(&mut received).await.unwrap();
    let received = String::from_utf8(received).unwrap();
    let (head, body) = received.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"), "{head}");
    let promised = head.lines().find_map(|line| line.strip_prefix("content-length: ")).unwrap();
    assert!(!body.is_empty() && body.len() < promised.parse().unwrap(), "{head}\n\n{body}");
}

#[tokio::test]
async fn a_hanging_answer_says_nothing_until_the_end() {
    let world = World::start().await;
    let mut socket = world.inspect_plainly("hanging").await;
    // The request has arrived once it is counted; then every other request is answered before it.
    while world.requests().await["total"] == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.inspect("good").await.status, 200);
    let nothing = socket.try_read(&mut [0; 1]).unwrap_err();
    assert_eq!(nothing.kind(), ErrorKind::WouldBlock);

    // It does not keep the sandbox from stopping, and even then there is no answer.
    world.stop().await;
    let ended = socket.read(&mut [0; 1]).await.unwrap_err();
    assert_eq!(ended.kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn a_slow_answer_comes_after_three_seconds_and_before_five() {
    let world = World::start().await;
    let asked = Instant::now();
    let app = world.get("/v26.0/app", token("slow"));
    let (report, app) = tokio::join!(world.inspect("slow"), app);
    let took = asked.elapsed();
    assert_eq!(report.json()["data"]["is_valid"], true);
    assert_eq!(app.json()["name"], "Acme Support");
    assert!((Duration::from_secs(3)..Duration::from_secs(5)).contains(&took), "{took:?}");
}
