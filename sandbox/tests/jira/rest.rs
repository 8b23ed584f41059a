//! What the Chat backend asks Jira: the person's right, by Forge's token and as an installed Connect app.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    tokens::{now, sign},
    world::{ACME, ATLASSIAN, Answered, OTHER, World, send},
};

pub(crate) const CLOUD: &str = "ac3e0000-7e57-4000-8000-0000000c10d1";
const CHECK: &str = "/rest/api/3/permissions/check";
const RIGHT: &str = "/permissions/ADMINISTER_PROJECTS/havePermission";

/// What Forge hands over so that the backend can ask as the person.
pub(crate) async fn user_token(world: &World, site: &str) -> String {
    let call = json!({ "path": "/x", "method": "GET", "invokeType": "ui-remote-fetch" });
    world.post(site, "/_platform/forge/invoke?project=SUP", &call).await;
    world.chat.received("/x").pop().unwrap().header("x-forge-oauth-user").to_owned()
}

async fn mine(world: &World, cloud: &str, query: &str, token: &str) -> Answered {
    let path = format!("/ex/jira/{cloud}/rest/api/3/mypermissions?{query}");
    send(world.ask("GET", ATLASSIAN, &path).header("authorization", format!("Bearer {token}"))).await
}

#[tokio::test]
async fn a_person_is_told_their_own_right() {
    let world = World::start().await;
    let token = user_token(&world, ACME).await;
    let query = "projectId=10000&permissions=ADMINISTER_PROJECTS";
    assert_eq!(mine(&world, CLOUD, query, &token).await.json().pointer(RIGHT), Some(&json!(true)));
    world.turn(&json!({ "administers": false })).await;
    assert_eq!(mine(&world, CLOUD, query, &token).await.json().pointer(RIGHT), Some(&json!(false)));
    assert_eq!(world.standing().await["permission_checks"], 2);

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

pub(crate) fn hash(canonical: &str) -> String {
    Sha256::digest(canonical).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What an app says of itself when it asks about permissions.
fn good_claims() -> Value {
    json!({ "iss": "stand-in", "iat": now(), "exp": now() + 60, "qsh": hash("POST&/rest/api/3/permissions/check&") })
}

async fn check(world: &World, site: &str, token: &str, body: &Value) -> Answered {
    let request = world.ask("POST", site, CHECK).header("authorization", format!("JWT {token}"));
    send(request.header("content-type", "application/json").body(body.to_string())).await
}

fn question(projects: &Value) -> Value {
    json!({
        "accountId": "5b10ac8d82e05b22cc7d4ef5",
        "projectPermissions": [{ "permissions": ["ADMINISTER_PROJECTS"], "projects": projects }],
    })
}

/// The secret of the app on this site, which is installed by this.
pub(crate) async fn secret(world: &World, site: &str) -> String {
    world.get(site, "/_platform/connect?project=SUP").await;
    let installed = world.chat.received("/base/told/installed").pop().unwrap();
    installed.body["sharedSecret"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn an_installed_app_is_told_what_a_person_may_do() {
    let world = World::start().await;
    let token = sign(&good_claims(), &secret(&world, ACME).await);
    let granted = |answer: Answered| answer.json()["projectPermissions"][0]["projects"].clone();
    let asked = question(&json!([10_001, 10_000, 99]));
    assert_eq!(granted(check(&world, ACME, &token, &asked).await), json!([10_001, 10_000]));
    let mut stranger = asked.clone();
    stranger["accountId"] = json!("somebody-else");
    assert_eq!(granted(check(&world, ACME, &token, &stranger).await), json!([]));
    world.turn(&json!({ "administers": false })).await;
    assert_eq!(granted(check(&world, ACME, &token, &asked).await), json!([]));
    assert_eq!(world.standing().await["permission_checks"], 3);
}

#[tokio::test]
async fn only_an_installed_app_is_told_and_only_for_this_request() {
    let world = World::start().await;
    let asked = question(&json!([10_000]));
    let acme = secret(&world, ACME).await;
    let other = secret(&world, OTHER).await;
    assert_eq!(check(&world, ACME, &sign(&good_claims(), &acme), &asked).await.status, 200);
    assert_eq!(check(&world, ACME, &sign(&good_claims(), &other), &asked).await.status, 401);
    for (field, value) in [
        ("iss", json!("another-app")),
        ("qsh", json!("context-qsh")),
        ("qsh", json!(hash("GET&/rest/api/3/permissions/check&"))),
        ("exp", json!(now() - 60)),
        ("exp", json!(null)),
    ] {
        let mut claims = good_claims();
        claims[field] = value;
        assert_eq!(check(&world, ACME, &sign(&claims, &acme), &asked).await.status, 401, "{claims}");
    }
    assert_eq!(check(&world, ACME, "", &asked).await.status, 401);
    assert_eq!(world.post(ACME, CHECK, &asked).await.status, 401);
}
