//! Everything that is no response of the Graph API: pages of proxies, broken and silent connections.

use std::{
    io::ErrorKind,
    time::{Duration, Instant},
};

use sandbox::graph::error::MARKER;
use tokio::io::AsyncReadExt as _;

use crate::world::{World, send, token};

#[tokio::test]
async fn web_pages_come_instead_of_json() {
    let world = World::start().await;
    for (name, status) in [("html-503", 503), ("html-200", 200)] {
        let response = world.inspect(name).await;
        assert_eq!(response.status, status, "{name}");
        assert_eq!(response.header("content-type"), Some("text/html; charset=utf-8"), "{name}");
        assert!(String::from_utf8(response.body).unwrap().contains(MARKER), "{name}");
    }
}

#[tokio::test]
async fn a_good_report_can_be_too_long() {
    let world = World::start().await;
    let oversized = world.inspect("oversized").await;
    assert!(oversized.body.len() > 1 << 20);
    assert_eq!(oversized.json()["data"]["is_valid"], true);
}

#[tokio::test]
async fn a_redirect_points_to_another_host_and_is_counted_if_followed() {
    let world = World::start().await;
    let response = world.inspect("redirect").await;
    assert_eq!(response.status, 302);
    let location = response.header("location").unwrap().to_owned();
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
async fn a_truncated_response_ends_before_its_content_length() {
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
async fn a_hanging_response_never_comes() {
    let world = World::start().await;
    let mut socket = world.inspect_plainly("hanging").await;
    // Once it is counted, the request has arrived; then every other request gets a response before it.
    while world.requests().await["total"] == 0 {
        tokio::task::yield_now().await;
    }
    assert_eq!(world.inspect("good").await.status, 200);
    let nothing = socket.try_read(&mut [0; 1]).unwrap_err();
    assert_eq!(nothing.kind(), ErrorKind::WouldBlock);

    // It doesn't keep the sandbox from stopping, and even then there is no response.
    world.stop().await;
    let ended = socket.read(&mut [0; 1]).await.unwrap_err();
    assert_eq!(ended.kind(), ErrorKind::ConnectionReset);
}

#[tokio::test]
async fn a_slow_response_comes_after_three_seconds_and_before_five() {
    let world = World::start().await;
    let asked = Instant::now();
    let app = world.get("/v26.0/app", token("slow"));
    let (report, app) = tokio::join!(world.inspect("slow"), app);
    let took = asked.elapsed();
    assert_eq!(report.json()["data"]["is_valid"], true);
    assert_eq!(app.json()["name"], "Acme Support");
    assert!((Duration::from_secs(3)..Duration::from_secs(5)).contains(&took), "{took:?}");
}
