//! What `debug_token` reports about valid tokens.

use std::time::{SystemTime, UNIX_EPOCH};

use sandbox::graph::token::APP_SECRET;
use serde_json::{Value, json};

use crate::world::{World, inspection_of, token};

const ACME_SUPPORT: &str = "634974688087057";
const BUSINESS: &str = "business_management";
const MANAGEMENT: &str = "whatsapp_business_management";
const MESSAGING: &str = "whatsapp_business_messaging";

#[tokio::test]
async fn the_good_token_is_reported_as_meta_does() {
    let world = World::start().await;
    let response = world.inspect("good").await;
    assert_eq!(response.status, 200);
    assert_eq!(response.header("content-type"), Some("application/json; charset=UTF-8"));
    assert_eq!(response.header("facebook-api-version"), Some("v26.0"));
    assert!(response.header("x-fb-trace-id").is_some());
    assert_eq!(
        response.json(),
        json!({ "data": {
            "app_id": "634974688087057",
            "application": "Acme Support",
            "type": "SYSTEM_USER",
            "data_access_expires_at": 0,
            "expires_at": 0,
            "is_valid": true,
            "issued_at": 1_712_099_387,
            "scopes": [BUSINESS, MANAGEMENT, MESSAGING],
            "user_id": "104169029247128",
        } })
    );
}

/// The report of a case differs from that of `good` in exactly these fields; null means that it's left out.
async fn differs(world: &World, name: &str, differences: &Value) {
    let mut expected = world.inspect("good").await.json();
    for (field, value) in differences.as_object().unwrap() {
        if value.is_null() {
            expected["data"].as_object_mut().unwrap().remove(field);
        } else {
            expected["data"][field] = value.clone();
        }
    }
    assert_eq!(world.inspect(name).await.json(), expected, "{name}");
}

#[tokio::test]
async fn each_report_differs_from_the_good_one_in_what_its_case_says() {
    let world = World::start().await;
    let world = &world;
    let accounts = json!(["102290129340398", "215589313241560"]);
    differs(
        world,
        "granular-scopes-with-targets",
        &json!({ "granular_scopes": [
        { "scope": BUSINESS },
        { "scope": MANAGEMENT, "target_ids": accounts },
        { "scope": MESSAGING, "target_ids": accounts },
    ] }),
    )
    .await;
    differs(
        world,
        "extra-scopes",
        &json!({ "scopes": [BUSINESS, MANAGEMENT, MESSAGING,
        "ads_management", "pages_manage_posts", "pages_show_list"] }),
    )
    .await;
    differs(world, "second-app", &json!({ "app_id": "771203456789012", "application": "Acme Returns" })).await;
    differs(world, "expiration-missing", &json!({ "expires_at": null })).await;
    differs(world, "app-missing", &json!({ "app_id": null, "application": null })).await;
    differs(world, "undocumented-type", &json!({ "type": "SANDBOX_UNDOCUMENTED_TYPE" })).await;
    differs(world, "page-token", &json!({ "type": "PAGE", "scopes": ["pages_show_list", "pages_messaging"] })).await;
    differs(world, "app-token", &json!({ "type": "APP", "scopes": [], "user_id": null })).await;
    differs(world, "messaging-missing", &json!({ "scopes": [BUSINESS, MANAGEMENT] })).await;
    differs(world, "management-missing", &json!({ "scopes": [BUSINESS, MESSAGING] })).await;
    differs(world, "no-permissions", &json!({ "app_id": null, "application": null, "scopes": [] })).await;
}

#[tokio::test]
async fn times_are_relative_to_the_request() {
    let world = World::start().await;
    let day = 86_400;
    let check = async |name, field, kind, seconds: i64| {
        let data = world.inspect(name).await.json()["data"].clone();
        let now = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_secs();
        let off = data[field].as_i64().unwrap() - i64::try_from(now).unwrap() - seconds;
        assert!((-60..=0).contains(&off), "{name}: {field} is {off} seconds off");
        assert_eq!(data["type"], kind, "{name}");
        assert_eq!(data["is_valid"], true, "{name}");
    };
    check("expires-in-60-days", "expires_at", "SYSTEM_USER", 60 * day).await;
    check("expires-in-5-days", "expires_at", "SYSTEM_USER", 5 * day).await;
    check("data-access-expires-in-30-days", "data_access_expires_at", "SYSTEM_USER", 30 * day).await;
    check("long-lived-user-token", "expires_at", "USER", 60 * day).await;
    check("temporary-user-token", "expires_at", "USER", 23 * 3600).await;
}

#[tokio::test]
async fn an_app_can_inspect_its_own_tokens() {
    let world = World::start().await;
    let app = format!("{}|{APP_SECRET}", ACME_SUPPORT);
    let inspect = async |name| world.get(&inspection_of(token(name)), &app).await;

    assert_eq!(inspect("good").await.json(), world.inspect("good").await.json());
    let report = inspect("self-inspection-denied").await.json();
    assert_eq!(report["data"]["type"], "SYSTEM_USER");

    let expired = inspect("expired").await;
    assert_eq!(expired.status, 200);
    assert_eq!(expired.json()["data"]["is_valid"], false);
    assert_eq!(expired.json()["data"]["error"]["subcode"], 463);
    let unknown = world.get(&inspection_of("EAASANDBOXNotInTheTable"), &app).await;
    assert_eq!(unknown.json()["data"]["is_valid"], false);

    let other = inspect("second-app").await;
    assert_eq!((other.status, &other.json()["error"]["code"]), (400, &json!(100)));
    let wrong_secret = format!("{}|ffffffffffffffffffffffffffffffff", ACME_SUPPORT);
    let wrong = world.get(&inspection_of(token("good")), &wrong_secret).await;
    assert_eq!((wrong.status, &wrong.json()["error"]["code"]), (400, &json!(190)));
}
