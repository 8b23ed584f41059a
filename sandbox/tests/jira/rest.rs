//! What the Chat backend requests from Jira with Forge's token: the person's right, and who they are.

use serde_json::json;

use crate::world::{ACME, ATLASSIAN, HttpResponse, OTHER, World, send};

const CLOUD: &str = "ac3e0000-7e57-4000-8000-0000000c10d1";
const RIGHT: &str = "/permissions/ADMINISTER_PROJECTS/havePermission";

/// The token from Forge with which the backend calls Jira as the person.
async fn user_token(world: &World, site: &str) -> String {
    let call = json!({ "path": "/x", "method": "GET", "invokeType": "ui-remote-fetch" });
    world.post(site, "/_platform/forge/invoke?project=SUP", &call).await;
    world.chat.received("/x").pop().unwrap().header("x-forge-oauth-user").to_owned()
}

async fn mine(world: &World, cloud: &str, query: &str, token: &str) -> HttpResponse {
    let path = format!("/ex/jira/{cloud}/rest/api/3/mypermissions?{query}");
    send(world.request("GET", ATLASSIAN, &path).header("authorization", format!("Bearer {token}"))).await
}

#[tokio::test]
async fn a_person_can_see_their_own_right() {
    let world = World::start().await;
    let token = user_token(&world, ACME).await;
    let query = "projectId=10000&permissions=ADMINISTER_PROJECTS";
    assert_eq!(mine(&world, CLOUD, query, &token).await.json().pointer(RIGHT), Some(&json!(true)));
    world.change(&json!({ "administers": false })).await;
    assert_eq!(mine(&world, CLOUD, query, &token).await.json().pointer(RIGHT), Some(&json!(false)));
    assert_eq!(world.state().await["permission_checks"], 2);

    for (cloud, query, token, expected) in [
        (CLOUD, query, "another", 401),
        (CLOUD, query, user_token(&world, OTHER).await.as_str(), 401),
        ("07e40000-7e57-4000-8000-0000000c10d2", query, token.as_str(), 401),
        ("no-such-cloud", query, token.as_str(), 404),
        (CLOUD, "projectId=10009&permissions=ADMINISTER_PROJECTS", token.as_str(), 404),
        (CLOUD, "projectId=SUP&permissions=ADMINISTER_PROJECTS", token.as_str(), 404),
        (CLOUD, "projectKey=SUP&permissions=ADMINISTER_PROJECTS", token.as_str(), 200),
        (CLOUD, "permissions=ADMINISTER_PROJECTS", token.as_str(), 404),
        (CLOUD, "projectId=10000", token.as_str(), 400),
    ] {
        assert_eq!(mine(&world, cloud, query, token).await.status, expected, "{cloud} {query}");
    }
}

async fn myself(world: &World, cloud: &str, token: &str) -> HttpResponse {
    let path = format!("/ex/jira/{cloud}/rest/api/3/myself");
    send(world.request("GET", ATLASSIAN, &path).header("authorization", format!("Bearer {token}"))).await
}

#[tokio::test]
async fn a_person_can_see_who_they_are() {
    let world = World::start().await;
    let token = user_token(&world, ACME).await;
    let person = myself(&world, CLOUD, &token).await.json();
    assert_eq!(
        (&person["accountId"], &person["displayName"]),
        (&json!("5b10ac8d82e05b22cc7d4ef5"), &json!("Amira Costa"))
    );
    let of_other = user_token(&world, OTHER).await;
    for (cloud, token, expected) in [(CLOUD, "another", 401), (CLOUD, &*of_other, 401), ("no-such-cloud", &*token, 404)]
    {
        assert_eq!(myself(&world, cloud, token).await.status, expected, "{cloud}");
    }
}
