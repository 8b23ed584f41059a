//! The control API: the list of tokens, the counts, the impersonations; and cases whose response changes.

use sandbox::graph::cases;
use serde_json::{Value, json};

use crate::world::{HttpResponse, World, inspection_of, send, token};

async fn impersonate(world: &World, name: &str, body: Value) -> HttpResponse {
    let url = world.url(&format!("/_sandbox/responses/{name}"));
    let request = world.client.put(url).header("content-type", "application/json");
    send(request.body(body.to_string())).await
}

async fn delete(world: &World, path: &str) -> u16 {
    send(world.client.delete(world.url(path))).await.status
}

/// The response to the token of a case, in short: `good`, or the code and subcode of the error.
async fn summary(world: &World, name: &str) -> String {
    let body = world.inspect(name).await.json();
    if body["data"]["is_valid"] == true {
        "good".to_owned()
    } else {
        format!("{}/{}", body["error"]["code"], body["error"]["error_subcode"])
    }
}

#[tokio::test]
async fn the_list_of_tokens_is_the_table() {
    let world = World::start().await;
    let list = send(world.client.get(world.url("/_sandbox/tokens"))).await.json();
    let expected: Value =
        cases::all().map(|case| json!({ "name": case.name, "token": case.token, "about": case.about })).collect();
    assert_eq!(list, expected);
}

#[tokio::test]
async fn requests_are_counted_by_case_and_path_and_never_with_a_token() {
    let world = World::start().await;
    world.inspect("good").await;
    world.inspect("good").await;
    world.inspect("revoked").await;
    world.get("/v26.0/me/permissions", token("good")).await;
    world.get(&inspection_of("EAASANDBOXNotInTheTable"), "EAASANDBOXNotInTheTable").await;
    let requests = world.requests().await;
    assert_eq!(
        requests,
        json!({ "total": 5, "requests": [
            { "name": null, "path": "/debug_token", "count": 1 },
            { "name": "good", "path": "/debug_token", "count": 2 },
            { "name": "good", "path": "/me/permissions", "count": 1 },
            { "name": "revoked", "path": "/debug_token", "count": 1 },
        ] })
    );
    assert!(!requests.to_string().contains("EAA"));
    assert_eq!(delete(&world, "/_sandbox/requests").await, 204);
    assert_eq!(world.requests().await, json!({ "total": 0, "requests": [] }));
}

#[tokio::test]
async fn a_token_can_be_made_to_behave_as_another_and_as_itself_again() {
    let world = World::start().await;
    assert_eq!(summary(&world, "good").await, "good");
    assert_eq!(impersonate(&world, "good", json!({ "as": "revoked" })).await.status, 204);
    assert_eq!(summary(&world, "good").await, "190/467");
    let app = world.get("/v26.0/app", token("good")).await;
    assert_eq!(app.json()["error"]["code"], 190);
    assert_eq!(summary(&world, "second-app").await, "good");
    assert_eq!(impersonate(&world, "good", json!({ "as": "expired" })).await.status, 204);
    assert_eq!(summary(&world, "good").await, "190/463");
    assert_eq!(delete(&world, "/_sandbox/responses/good").await, 204);
    assert_eq!(summary(&world, "good").await, "good");
}

#[tokio::test]
async fn a_wrong_request_is_rejected_and_changes_nothing() {
    let world = World::start().await;
    assert_eq!(impersonate(&world, "unknown", json!({ "as": "good" })).await.status, 404);
    assert_eq!(impersonate(&world, "good", json!({ "as": "unknown" })).await.status, 404);
    assert_eq!(impersonate(&world, "good", json!({ "is": "revoked" })).await.status, 400);
    let typeless = world.client.put(world.url("/_sandbox/responses/good")).body("{}");
    assert_eq!(send(typeless).await.status, 400);
    assert_eq!(delete(&world, "/_sandbox/responses/unknown").await, 404);
    assert_eq!(delete(&world, "/_sandbox/nothing").await, 404);
    assert_eq!(summary(&world, "good").await, "good");
}

#[tokio::test]
async fn a_response_that_changes_depends_on_the_check_and_starts_over_on_request() {
    let world = World::start().await;
    let check = async |name, expected: &[&str]| {
        for (check, expected) in expected.iter().enumerate() {
            assert_eq!(summary(&world, name).await, *expected, "{name}, check {}", check + 1);
        }
    };
    check("revoked-after-saving", &["good", "good", "190/467", "190/467"]).await;
    check("expired-after-saving", &["good", "good", "190/463"]).await;
    check("outage-after-saving", &["good", "good", "2/null"]).await;
    check("flaky", &["2/null", "good", "good"]).await;

    let revoked = world.get("/v26.0/app", token("revoked-after-saving")).await;
    assert_eq!(revoked.json()["error"]["code"], 190);
    assert_eq!(delete(&world, "/_sandbox/requests").await, 204);
    let fresh = world.get("/v26.0/app", token("revoked-after-saving")).await;
    assert_eq!(fresh.json()["name"], "Acme Support");
    check("revoked-after-saving", &["good", "good", "190/467"]).await;

    assert_eq!(impersonate(&world, "good", json!({ "as": "revoked-after-saving" })).await.status, 204);
    check("good", &["good", "good", "190/467"]).await;
}
