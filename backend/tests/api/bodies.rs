//! Whatever a body contains, the response is a defined problem and not an internal error, and nothing is stored.

use crate::world::{Person, Response, World, send, token};
use contract::endpoint;
use contract::problem::{Code, Problem};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use reqwest::Method;
use serde_json::json;
use std::collections::HashSet;
use tokio::runtime::Handle;
use tokio::task::block_in_place;

/// Sends `body` to every route that takes one.
async fn to_all(person: &Person<'_>, media_type: &str, body: Vec<u8>) -> Vec<Response> {
    let routes =
        [(Method::POST, endpoint::TOKEN_CHECKS), (Method::PUT, endpoint::TOKEN), (Method::POST, endpoint::SESSION)];
    let mut responses = Vec::new();
    for (method, pattern) in routes {
        let request = person.request(method, pattern).header("content-type", media_type).body(body.clone());
        let request = request.header("if-match", "\"0\"").header(endpoint::IDEMPOTENCY_KEY, "k");
        responses.push(send(request).await);
    }
    responses
}

#[tokio::test]
async fn a_body_that_breaks_the_contract_is_rejected_without_an_echo() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let secret = token("good").expose().to_owned();
    let bodies: Vec<Vec<u8>> = vec![
        vec![],
        b"\n\n".to_vec(),
        b"\xff\xfe{}".to_vec(),
        b"null".to_vec(),
        b"[]".to_vec(),
        b"{".to_vec(),
        vec![b'['; 10_000],
        json!({ "token": secret, "extra": secret }).to_string().into_bytes(),
        json!({ "token": [secret] }).to_string().into_bytes(),
        json!({ "token": { "x": secret } }).to_string().into_bytes(),
        json!({ "TOKEN": secret }).to_string().into_bytes(),
        json!({ "token": secret, "check": secret }).to_string().into_bytes(),
        format!("{{\"token\":\"{secret}\",\"token\":\"{secret}\"}}").into_bytes(),
        format!("{{\"token\":\"{secret}\"}} {secret}").into_bytes(),
        [b"{\"token\":\"", secret.as_bytes(), b"\xc3\x28\"}"].concat(),
        [b"{\"token\":\"", secret.as_bytes(), b"\n\"}"].concat(),
        br#"{"token":"\ud800"}"#.to_vec(),
    ];
    for body in bodies {
        for response in to_all(&person, "application/json", body.clone()).await {
            response.problem(Code::Malformed);
            assert!(!response.body.contains("EAASANDBOX"), "{}", response.body);
        }
    }
    assert_eq!(world.sandbox.asked().await, 0);
    assert!(person.show().await.settings().0.token.is_none());
}

#[tokio::test]
async fn a_body_of_more_than_16_kib_is_refused_however_large_it_is() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let of_length = |length: usize| format!("{{\"token\":\"{}\"}}", "E".repeat(length - 12)).into_bytes();
    let just_fits = to_all(&person, "application/json", of_length(16 * 1024)).await;
    just_fits[0].problem(Code::TokenShape);
    for length in [16 * 1024 + 1, 1_000_000, 3_000_000] {
        for response in to_all(&person, "application/json", of_length(length)).await {
            response.problem(Code::TooLarge);
        }
    }
}

#[tokio::test]
async fn a_body_of_another_media_type_is_rejected() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let body = json!({ "token": token("good").expose() }).to_string().into_bytes();
    for media_type in ["", "text/plain", "application/x-www-form-urlencoded", "application/jsonp", "json"] {
        for response in to_all(&person, media_type, body.clone()).await {
            response.problem(Code::WrongMediaType);
        }
    }
    let good = &to_all(&person, "Application/JSON; charset=utf-8", body).await[0];
    good.good::<contract::report::TokenReport>();
}

#[tokio::test(flavor = "multi_thread")]
async fn any_body_and_any_token_get_a_defined_response() {
    let world = World::new().await;
    let person = world.person("SUP").await;
    let named: HashSet<Code> = [Code::Malformed, Code::TokenShape, Code::KeyReused, Code::Changed].into();
    let bytes = prop::collection::vec(any::<u8>(), 0..400);
    let text = "\\PC{0,60}|[A-Za-z0-9\\n\\t\u{0}\u{202e}\u{feff}💬]{0,200}|EAASANDBOX[A-Za-z0-9]{40,300}";
    let runtime = Handle::current();
    let mut runner = TestRunner::new(Config { cases: 96, failure_persistence: None, ..Config::default() });
    runner
        .run(&(bytes, text), |(bytes, text)| {
            let of_token = json!({ "token": text }).to_string().into_bytes();
            for body in [bytes, of_token] {
                let responses = block_in_place(|| runtime.block_on(to_all(&person, "application/json", body)));
                for response in responses {
                    prop_assert!(response.status.as_u16() < 500, "{response:?}");
                    if !response.status.is_success() {
                        let problem: Problem = serde_json::from_str(&response.body).unwrap();
                        prop_assert!(
                            named.contains(&problem.code) || problem.code == Code::TokenRefused,
                            "{problem:?}"
                        );
                    }
                }
            }
            Ok(())
        })
        .unwrap();
    assert!(person.show().await.settings().0.token.is_none());
}
