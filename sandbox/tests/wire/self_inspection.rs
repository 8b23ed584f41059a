//! Tokens that may not inspect themselves, and the two edges that are left to ask.

use sandbox::graph::error::MARKER;
use serde_json::{Value, json};

use crate::world::{World, inspection_of, token};

const APP: &str = "/v26.0/app?fields=id,name";
const PERMISSIONS: &str = "/v26.0/me/permissions";

const BUSINESS: &str = "business_management";
const MANAGEMENT: &str = "whatsapp_business_management";
const MESSAGING: &str = "whatsapp_business_messaging";

/// Asks for the permissions of a case's token, and gives each with its status.
async fn permissions(world: &World, name: &str) -> Vec<(String, String)> {
    let answered = world.get(PERMISSIONS, token(name)).await;
    assert_eq!(answered.status, 200, "{name}");
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let body = answered.json();
    let rows = body["data"].as_array().unwrap().iter();
    rows.map(|row| (text(&row["permission"]), text(&row["status"]))).collect()
}

fn granted(scopes: &[&str]) -> Vec<(String, String)> {
    scopes.iter().map(|scope| ((*scope).to_owned(), "granted".to_owned())).collect()
}

#[tokio::test]
async fn self_inspection_is_refused_in_the_words_that_clients_know() {
    let world = World::start().await;
    for name in ["self-inspection-denied"] {
        let answered = world.inspect(name).await;
        let error = &answered.json()["error"];
        assert_eq!((answered.status, &error["code"]), (400, &json!(100)), "{name}");
        let message = error["message"].as_str().unwrap();
        assert!(message.contains("must provide an app access token"), "{message}");
        assert!(message.contains(MARKER), "{message}");
    }
    let another = world.get(&inspection_of(token("good")), token("second-app")).await;
    assert_eq!((another.status, &another.json()["error"]["code"]), (400, &json!(100)));
}

#[tokio::test]
async fn the_app_and_the_permissions_are_still_told() {
    let world = World::start().await;
    for name in ["good", "self-inspection-denied"] {
        let app = world.get(APP, token(name)).await.json();
        assert_eq!(app, json!({ "id": "634974688087057", "name": "Acme Support" }), "{name}");
        assert_eq!(permissions(&world, name).await, granted(&[BUSINESS, MANAGEMENT, MESSAGING]));
    }
    assert_eq!(permissions(&world, "messaging-missing").await, granted(&[BUSINESS, MANAGEMENT]));
}

#[tokio::test]
async fn a_token_without_an_app_has_no_app_to_tell() {
    let world = World::start().await;
    let answered = world.get(APP, token("no-permissions")).await;
    assert_eq!(answered.status, 400);
    assert_eq!(answered.json()["error"]["error_subcode"], 33);
    assert_eq!(permissions(&world, "no-permissions").await, []);
}
