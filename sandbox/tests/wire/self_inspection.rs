//! Tokens that can't inspect themselves, and what the other edges still say about them.

use sandbox::graph::error::MARKER;
use serde_json::{Value, json};

use crate::world::{World, inspection_of, token};

const APP: &str = "/v26.0/app?fields=id,name";
const PERMISSIONS: &str = "/v26.0/me/permissions";

const BUSINESS: &str = "business_management";
const MANAGEMENT: &str = "whatsapp_business_management";
const MESSAGING: &str = "whatsapp_business_messaging";

/// The permissions of a case's token, each with its status.
async fn permissions(world: &World, name: &str) -> Vec<(String, String)> {
    let response = world.get(PERMISSIONS, token(name)).await;
    assert_eq!(response.status, 200, "{name}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let body = response.json();
    let rows = body["data"].as_array().unwrap().iter();
    rows.map(|row| (text(&row["permission"]), text(&row["status"]))).collect()
}

fn granted(scopes: &[&str]) -> Vec<(String, String)> {
    scopes.iter().map(|scope| ((*scope).to_owned(), "granted".to_owned())).collect()
}

#[tokio::test]
async fn self_inspection_is_denied_in_the_words_that_clients_rely_on() {
    let world = World::start().await;
    for name in ["self-inspection-denied"] {
        let response = world.inspect(name).await;
        let error = &response.json()["error"];
        assert_eq!((response.status, &error["code"]), (400, &json!(100)), "{name}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains("must provide an app access token"), "{message}");
        assert!(message.contains(MARKER), "{message}");
    }
    let another = world.get(&inspection_of(token("good")), token("second-app")).await;
    assert_eq!((another.status, &another.json()["error"]["code"]), (400, &json!(100)));
}

#[tokio::test]
async fn the_app_and_the_permissions_are_still_available() {
    let world = World::start().await;
    for name in ["good", "self-inspection-denied"] {
        let app = world.get(APP, token(name)).await.json();
        assert_eq!(app, json!({ "id": "634974688087057", "name": "Acme Support" }), "{name}");
        assert_eq!(permissions(&world, name).await, granted(&[BUSINESS, MANAGEMENT, MESSAGING]));
    }
    assert_eq!(permissions(&world, "messaging-missing").await, granted(&[BUSINESS, MANAGEMENT]));
}

#[tokio::test]
async fn a_token_without_an_app_has_no_app_object() {
    let world = World::start().await;
    let response = world.get(APP, token("no-permissions")).await;
    assert_eq!(response.status, 400);
    assert_eq!(response.json()["error"]["error_subcode"], 33);
    assert_eq!(permissions(&world, "no-permissions").await, []);
}
