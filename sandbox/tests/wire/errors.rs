//! Errors of the Graph API: their statuses, codes, words and headers.

use sandbox::graph::error::MARKER;
use serde_json::{Value, json};

use crate::world::{World, inspection_of, send, token};

/// The first response of every case, as the table says.
fn table() -> Vec<(String, Value)> {
    let rows: Value = serde_json::from_str(include_str!("../../cases.json")).unwrap();
    let rows = rows.as_array().unwrap().iter();
    rows.map(|row| (row["name"].as_str().unwrap().to_owned(), row["responses"][0].clone())).collect()
}

#[tokio::test]
async fn each_error_has_metas_status_codes_and_format_on_every_edge() {
    let world = World::start().await;
    let errors = table().into_iter().filter_map(|(name, response)| Some((name, response.get("error")?.clone())));
    let errors: Vec<(String, Value)> = errors.filter(|(name, _)| name != "flaky").collect();
    assert!(errors.len() > 15, "{}", errors.len());
    for (name, expected) in errors {
        let token = token(&name);
        for path in [&*inspection_of(token), "/v26.0/app", "/v26.0/me/permissions"] {
            let response = world.get(path, token).await;
            let error = &response.json()["error"];
            assert_eq!(response.status, expected["status"], "{name}");
            for field in ["code", "error_subcode", "type"] {
                assert_eq!(error[field], expected[field], "{name}: {field}");
            }
            assert!(error["message"].as_str().unwrap().contains(MARKER), "{name}");
            assert!(error["fbtrace_id"].is_string(), "{name}");
            assert!(response.header("x-fb-trace-id").is_some(), "{name}");
        }
    }
}

#[tokio::test]
async fn an_invalid_token_can_be_reported_with_status_200() {
    let world = World::start().await;
    let reported = table().into_iter().filter_map(|(name, response)| Some((name, response.get("invalid")?.clone())));
    let reported: Vec<(String, Value)> = reported.collect();
    assert!(!reported.is_empty());
    for (name, expected) in reported {
        let response = world.inspect(&name).await;
        let data = &response.json()["data"];
        assert_eq!((response.status, &data["is_valid"]), (200, &json!(false)), "{name}");
        assert_eq!(data["error"]["code"], expected["code"], "{name}");
        assert_eq!(data["error"]["subcode"], expected["error_subcode"], "{name}");
        assert!(data["error"]["message"].as_str().unwrap().contains(MARKER), "{name}");
        // There is no report on the other edges.
        let app = world.get("/v26.0/app", token(&name)).await;
        assert_eq!((u64::from(app.status), &app.json()["error"]["code"]), (400, &expected["code"]), "{name}");
    }
}

#[tokio::test]
async fn words_and_fields_that_clients_rely_on_are_there() {
    let world = World::start().await;
    let error = async |name| world.inspect(name).await.json()["error"].clone();
    let words = async |name, words: &str| {
        let message = error(name).await["message"].as_str().unwrap().to_owned();
        assert!(message.contains(words), "{name}: {message}");
    };
    words("echoes-token", "Malformed access token").await;
    words("app-secret-proof-needed", "appsecret_proof").await;
    words("object-not-visible", "Unsupported get request. Object with ID").await;
    words("echoes-token", token("echoes-token")).await;
    assert_eq!(error("meta-unavailable").await["is_transient"], true);
    assert_eq!(error("account-locked").await["error_data"]["messaging_product"], "whatsapp");
    let challenge = world.inspect("revoked").await;
    let challenge = challenge.header("www-authenticate").unwrap();
    assert!(challenge.starts_with("OAuth ") && challenge.contains(MARKER), "{challenge}");
}

#[tokio::test]
async fn a_limit_says_how_long_to_wait_in_either_of_two_headers() {
    let world = World::start().await;
    let seconds = world.inspect("app-limit-wait-2-minutes").await;
    assert_eq!(seconds.header("retry-after"), Some("120"));

    let usage = world.inspect("account-limit-wait-19-minutes").await;
    let usage: Value = serde_json::from_str(usage.header("x-business-use-case-usage").unwrap()).unwrap();
    let (_business, rows) = usage.as_object().unwrap().iter().next().unwrap();
    assert_eq!(rows[0]["estimated_time_to_regain_access"], 19);
}

#[tokio::test]
async fn a_malformed_request_gets_metas_error() {
    let world = World::start().await;
    let good = token("good");
    let check = async |path: &str, bearer: &str, code: i64, words: &str| {
        let response = world.get(path, bearer).await;
        let error = &response.json()["error"];
        assert_eq!((response.status, &error["code"]), (400, &json!(code)), "{path}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(words) && message.contains(MARKER), "{message}");
    };
    let cut = &good[..100];
    check(&inspection_of(cut), cut, 190, "Malformed access token").await;
    check(&inspection_of("hello"), "hello", 190, "Cannot parse access token").await;
    check("/v26.0/debug_token", good, 100, "input_token").await;
    check("/v26.0/nothing", good, 2500, "path").await;
    check("/26.0/app", good, 2500, "path").await;

    let anonymous = send(world.client.get(world.url(&inspection_of(good)))).await;
    assert_eq!((anonymous.status, &anonymous.json()["error"]["code"]), (400, &json!(104)));
    let in_the_query = world.url(&format!("/v26.0/app?access_token={good}"));
    let in_the_query = send(world.client.get(in_the_query)).await;
    assert_eq!(in_the_query.json()["error"]["code"], 104);
    let posted = send(world.client.post(world.url("/v26.0/app"))).await;
    assert_eq!((posted.status, &posted.json()["error"]["code"]), (400, &json!(2500)));
    let app_token = format!("634974688087057|{}", "f".repeat(32));
    check(&inspection_of(good), &app_token, 190, "signature").await;
    check("/v26.0/app", &app_token, 104, "token").await;

    // All of them were counted.
    assert_eq!(world.requests().await["total"], 10);
}
