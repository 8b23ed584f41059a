//! The control API of the fake Jira.

use serde_json::json;

use crate::{
    chat::Chat,
    world::{ACME, World},
};

#[tokio::test]
async fn a_change_is_visible_on_both_listeners() {
    let world = World::start_with(Chat::start().await, None).await;
    let expected = json!({
        "chat": null,
        "administers": true,
        "invocations": 0,
        "permission_checks": 0,
        "forge_app_id": "ari:cloud:ecosystem::app/5a4db0c5-7e57-4000-8000-000000000001",
    });
    assert_eq!(world.state().await, expected);
    assert_eq!(world.change(&json!({ "chat": "http://127.0.0.1:1/" })).await, 204);
    assert_eq!(world.change(&json!({ "administers": false })).await, 204);
    for state in [
        world.state().await,
        world.get_from_graph("/_sandbox/jira").await.json(),
        world.get(ACME, "/_sandbox/jira").await.json(),
    ] {
        assert_eq!((&state["chat"], &state["administers"]), (&json!("http://127.0.0.1:1"), &json!(false)));
    }
}

#[tokio::test]
async fn a_wrong_request_is_rejected_and_changes_nothing() {
    let world = World::start().await;
    let before = world.state().await;
    for wrong in [
        json!([]),
        json!({ "chat": 7 }),
        json!({ "chat": "https://chat.example.com" }),
        json!({ "administers": "no" }),
        json!({ "administers": false, "chat": "http://chat.example.com" }),
        json!({ "administers": false, "installs": 5 }),
    ] {
        assert_eq!(world.change(&wrong).await, 400, "{wrong}");
    }
    assert_eq!(world.state().await, before);
}
