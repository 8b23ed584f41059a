//! The sandbox's own door.

use serde_json::json;

use crate::{
    chat::Chat,
    world::{ACME, World},
};

#[tokio::test]
async fn what_is_turned_is_shown_on_both_listeners() {
    let world = World::start_with(Chat::start().await, None).await;
    let expected = json!({
        "chat": null,
        "administers": true,
        "invocations": 0,
        "permission_checks": 0,
        "installs": 0,
        "forge_app_id": "ari:cloud:ecosystem::app/5a4db0c5-7e57-4000-8000-000000000001",
    });
    assert_eq!(world.standing().await, expected);
    assert_eq!(world.turn(&json!({ "chat": "http://127.0.0.1:1/" })).await, 204);
    assert_eq!(world.turn(&json!({ "administers": false })).await, 204);
    for standing in [
        world.standing().await,
        world.get_from_graph("/_sandbox/jira").await.json(),
        world.get(ACME, "/_sandbox/jira").await.json(),
    ] {
        assert_eq!((&standing["chat"], &standing["administers"]), (&json!("http://127.0.0.1:1"), &json!(false)));
    }
}

#[tokio::test]
async fn a_wrong_order_is_refused_and_changes_nothing() {
    let world = World::start().await;
    let before = world.standing().await;
    for order in [
        json!([]),
        json!({ "chat": 7 }),
        json!({ "chat": "https://chat.example.com" }),
        json!({ "administers": "no" }),
        json!({ "administers": false, "chat": "http://chat.example.com" }),
        json!({ "administers": false, "installs": 5 }),
    ] {
        assert_eq!(world.turn(&order).await, 400, "{order}");
    }
    assert_eq!(world.standing().await, before);
}
