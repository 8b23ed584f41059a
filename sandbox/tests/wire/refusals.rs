//! Errors of the Graph API: their statuses, numbers, words and headers.

use std::time::{Duration, SystemTime};

use sandbox::graph::{
    behaviour::{Answer, Behaviour},
    cases,
    error::MARKER,
};
use serde_json::json;

use crate::world::{World, inspection_of, send, token};

/// Every case that only ever refuses: name, HTTP status, `code`, `error_subcode`.
const REFUSALS: &[(&str, u16, i64, Option<i64>)] = &[
    ("invalid", 400, 190, None),
    ("invalid-401", 401, 190, None),
    ("not-installed", 400, 190, Some(458)),
    ("checkpointed", 401, 190, Some(459)),
    ("password-changed", 400, 190, Some(460)),
    ("expired", 401, 190, Some(463)),
    ("unconfirmed", 400, 190, Some(464)),
    ("revoked", 401, 190, Some(467)),
    ("wrong-page-role", 400, 190, Some(492)),
    ("invalid-unknown-subcode", 400, 190, Some(9999)),
    ("malformed", 400, 190, None),
    ("cannot-parse", 400, 190, None),
    ("echoes-token", 400, 190, None),
    ("session-ended", 400, 102, None),
    ("token-not-seen", 400, 104, None),
    ("no-active-token", 400, 2500, None),
    ("cannot-authenticate", 401, 0, None),
    ("permission-denied", 403, 10, None),
    ("no-capability", 500, 3, None),
    ("asset-access", 403, 200, None),
    ("asset-access-299", 403, 299, None),
    ("asset-no-permission", 403, 200, Some(1_349_174)),
    ("asset-app-not-linked", 403, 200, Some(1_349_175)),
    ("asset-needs-permission", 403, 200, Some(1_349_176)),
    ("object-not-visible", 400, 100, Some(33)),
    ("app-secret-proof-needed", 400, 100, None),
    ("access-denied", 403, 131_005, None),
    ("account-locked", 403, 131_031, None),
    ("policy-block", 403, 368, None),
    ("unknown-code", 400, 987_654, None),
    ("app-limit", 400, 4, Some(2_446_079)),
    ("app-limit-wait-2-minutes", 429, 4, None),
    ("user-limit", 400, 17, None),
    ("user-limit-wait-until", 429, 17, None),
    ("application-limit", 400, 341, None),
    ("custom-limit", 400, 613, None),
    ("account-limit", 400, 80_007, None),
    ("account-limit-wait-19-minutes", 400, 80_007, None),
    ("throughput-limit", 429, 130_429, None),
    ("pair-limit", 400, 131_056, None),
    ("meta-unknown-error", 500, 1, None),
    ("meta-unavailable", 503, 2, None),
    ("meta-transient", 400, 1200, None),
    ("whatsapp-unavailable", 500, 131_016, None),
    ("whatsapp-maintenance", 500, 131_057, None),
];

#[tokio::test]
async fn each_refusal_has_metas_status_numbers_and_shape_on_every_edge() {
    let world = World::start().await;
    for (name, status, code, subcode) in REFUSALS {
        let inspection = inspection_of(token(name));
        for path in [inspection.as_str(), "/v26.0/app", "/v26.0/me/permissions"] {
            let answered = world.get(path, token(name)).await;
            let error = &answered.json()["error"];
            assert_eq!(answered.status, *status, "{name}");
            assert_eq!(error["code"], *code, "{name}");
            assert_eq!(error["error_subcode"].as_i64(), *subcode, "{name}");
            assert!(error["message"].as_str().unwrap().contains(MARKER), "{name}");
            assert!(error["type"].is_string() && error["fbtrace_id"].is_string(), "{name}");
            assert!(answered.header("x-fb-trace-id").is_some(), "{name}");
        }
    }
}

#[test]
fn no_refusal_is_left_out_of_the_list_above() {
    let refuses = |behaviour: &Behaviour| matches!(behaviour, Behaviour::Always(Answer::Refused(_)));
    let listed: Vec<&str> = REFUSALS.iter().map(|row| row.0).collect();
    let all: Vec<&str> = cases::all().filter(|case| refuses(&case.behaviour)).map(|case| case.name).collect();
    assert_eq!(listed, all);
}

#[tokio::test]
async fn particular_words_and_fields_are_those_that_clients_go_by() {
    let world = World::start().await;
    let error = async |name| world.inspect(name).await.json()["error"].clone();
    let words = async |name, words: &str| {
        let message = error(name).await["message"].as_str().unwrap().to_owned();
        assert!(message.contains(words), "{name}: {message}");
    };
    words("malformed", "Malformed access token").await;
    words("cannot-parse", "Cannot parse access token").await;
    words("app-secret-proof-needed", "appsecret_proof").await;
    words("object-not-visible", "Unsupported get request. Object with ID").await;
    words("echoes-token", token("echoes-token")).await;
    assert_eq!(error("cannot-authenticate").await["type"], "AuthException");
    assert_eq!(error("meta-transient").await["is_transient"], true);
    let data = &error("access-denied").await["error_data"];
    assert_eq!(data["messaging_product"], "whatsapp");
    assert!(data["details"].as_str().unwrap().contains(MARKER));
    let challenge = world.inspect("revoked").await;
    let challenge = challenge.header("www-authenticate").unwrap();
    assert!(challenge.starts_with("OAuth ") && challenge.contains(MARKER), "{challenge}");
}

#[tokio::test]
async fn limits_say_when_to_come_back_in_three_ways_or_not_at_all() {
    let world = World::start().await;
    for name in ["app-limit", "user-limit", "account-limit"] {
        let answered = world.inspect(name).await;
        assert_eq!(answered.header("retry-after"), None, "{name}");
        assert_eq!(answered.header("x-business-use-case-usage"), None, "{name}");
    }
    let seconds = world.inspect("app-limit-wait-2-minutes").await;
    assert_eq!(seconds.header("retry-after"), Some("120"));

    let dated = world.inspect("user-limit-wait-until").await;
    let date = httpdate::parse_http_date(dated.header("retry-after").unwrap()).unwrap();
    let wait = date.duration_since(SystemTime::now()).unwrap();
    assert!((Duration::from_secs(540)..=Duration::from_secs(600)).contains(&wait), "{wait:?}");

    let usage = world.inspect("account-limit-wait-19-minutes").await;
    let usage = usage.header("x-business-use-case-usage").unwrap();
    let usage: serde_json::Value = serde_json::from_str(usage).unwrap();
    let (_business, rows) = usage.as_object().unwrap().iter().next().unwrap();
    assert_eq!(rows[0]["estimated_time_to_regain_access"], 19);
}

#[tokio::test]
async fn a_question_that_is_none_is_refused_as_meta_does() {
    let world = World::start().await;
    let good = token("good");
    let check = async |path: &str, bearer: &str, code: i64, words: &str| {
        let answered = world.get(path, bearer).await;
        let error = &answered.json()["error"];
        assert_eq!((answered.status, &error["code"]), (400, &json!(code)), "{path}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains(words) && message.contains(MARKER), "{message}");
    };
    let cut = &good[..100];
    check(&inspection_of(cut), cut, 190, "Malformed access token").await;
    check(&inspection_of("hello"), "hello", 190, "Cannot parse access token").await;
    check("/v26.0/debug_token", good, 100, "input_token").await;
    check("/v26.0/nothing", good, 2500, "path").await;
    check("/26.0/app", good, 2500, "path").await;

    let nobody = send(world.client.get(world.url(&inspection_of(good)))).await;
    assert_eq!((nobody.status, &nobody.json()["error"]["code"]), (400, &json!(104)));
    let in_the_query = world.url(&format!("/v26.0/app?access_token={good}"));
    let in_the_query = send(world.client.get(in_the_query)).await;
    assert_eq!(in_the_query.json()["error"]["code"], 104);
    let posted = send(world.client.post(world.url("/v26.0/app"))).await;
    assert_eq!((posted.status, &posted.json()["error"]["code"]), (400, &json!(2500)));
    let app_token = format!("634974688087057|{}", "f".repeat(32));
    check(&inspection_of(good), &app_token, 190, "signature").await;
    check("/v26.0/app", &app_token, 104, "token").await;

    // None of them went uncounted.
    assert_eq!(world.requests().await["total"], 10);
}
