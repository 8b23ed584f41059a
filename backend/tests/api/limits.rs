//! Limits: how often Meta is asked, and how long anything may take.

use crate::world::{World, send};
use contract::endpoint;
use contract::problem::Code;
use contract::report::{TokenReport, Verdict};
use reqwest::Method;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

#[tokio::test]
async fn checks_saves_and_rechecks_count_together() {
    let world = World::with(&[("CHAT_CHECKS_PER_MINUTE", "3")]).await;
    let person = world.person("SUP").await;
    person.check("good").await.good::<TokenReport>();
    person.save("good", "\"0\"", "first").await.settings();
    person.check_again().await.settings();
    let asked = world.sandbox.asked().await;
    let refused = [person.check("good").await, person.save("good", "\"1\"", "k").await, person.check_again().await];
    for response in refused {
        let wait = response.problem(Code::TooManyRequests).retry_after.unwrap();
        assert_eq!(response.header("retry-after"), wait.to_string());
        assert!((1..=20).contains(&wait), "{wait}");
    }
    assert_eq!(world.sandbox.asked().await, asked);
    // Requests that don't ask Meta aren't limited.
    person.show().await.settings();
    person.save("good", "\"0\"", "first").await.settings();
    person.disconnect("\"1\"").await.settings();
}

#[tokio::test]
async fn a_tenant_has_its_own_limit() {
    let world = World::with(&[("CHAT_TENANT_CHECKS_PER_MINUTE", "2")]).await;
    for project in ["SUP", "HR"] {
        world.person(project).await.check("good").await.good::<TokenReport>();
    }
    world.person("OPS").await.check("good").await.problem(Code::TooManyRequests);
}

#[tokio::test]
async fn a_text_that_cannot_be_a_token_does_not_count() {
    let world = World::with(&[("CHAT_CHECKS_PER_MINUTE", "1")]).await;
    let person = world.person("SUP").await;
    for _ in 0..5 {
        let request = person.request(Method::POST, endpoint::TOKEN_CHECKS).json(&serde_json::json!({ "token": "x" }));
        send(request).await.problem(Code::TokenShape);
    }
    person.check("good").await.good::<TokenReport>();
}

#[tokio::test]
async fn a_check_ends_within_its_time_limit_even_if_meta_hangs() {
    let settings = [("CHAT_GRAPH_TRY_TIMEOUT_MS", "300"), ("CHAT_GRAPH_BUDGET_MS", "2000")];
    let world = World::with(&settings).await;
    let person = world.person("SUP").await;
    let begun = Instant::now();
    let report: TokenReport = person.check("hanging").await.good();
    assert_eq!(report.verdict(), Verdict::Unknown);
    assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    assert_eq!(world.sandbox.asked().await, 3, "one try is not all of the budget");
}

#[tokio::test]
async fn a_request_that_takes_too_long_times_out() {
    let settings = [("CHAT_REQUEST_TIMEOUT_MS", "300"), ("CHAT_GRAPH_BUDGET_MS", "299")];
    let world = World::with(&settings).await;
    let host = world.address.trim_start_matches("http://");
    let mut line = TcpStream::connect(host).await.unwrap();
    // The body is announced but never sent.
    let head = format!(
        "POST {} HTTP/1.1\r\nhost: {host}\r\ncontent-type: application/json\r\ncontent-length: 20\r\n\r\n",
        endpoint::SESSION
    );
    line.write_all(head.as_bytes()).await.unwrap();
    let mut response = vec![0; 64];
    let read = line.read(&mut response).await.unwrap();
    assert!(response[..read].starts_with(b"HTTP/1.1 504 "), "{}", String::from_utf8_lossy(&response));
}
