//! Connect: installing, the frame's address with its token, and context tokens.

use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

use crate::{
    tokens::{claims, header, is_signed_by_pem, is_signed_by_secret, lifetime},
    world::{ACME, ATLASSIAN, CONNECT_CDN, OTHER, World},
};

/// The hash of a request, given in the one form that Connect hashes.
fn hash(canonical: &str) -> String {
    Sha256::digest(canonical).iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn open(world: &World, site: &str, project: &str) -> Value {
    let answer = world.get(site, &format!("/_platform/connect?project={project}")).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn the_first_opening_installs_the_app_by_a_signed_call() {
    let world = World::start().await;
    open(&world, ACME, "SUP").await;
    open(&world, ACME, "RET").await;
    let installed = world.chat.received("/base/told/installed");
    assert_eq!(installed.len(), 1, "a second opening installs nothing");
    assert_eq!(world.standing().await["installs"], 1);

    let (method, body) = (&installed[0].method, &installed[0].body);
    assert_eq!((method.as_str(), &body["key"], &body["eventType"]), ("POST", &json!("stand-in"), &json!("installed")));
    assert_eq!((&body["baseUrl"], &body["productType"]), (&json!(world.origin(ACME)), &json!("jira")));
    assert!(body["sharedSecret"].as_str().unwrap().len() >= 32);

    let token = installed[0].credentials("JWT ");
    let kid = header(&token)["kid"].as_str().unwrap().to_owned();
    let key = world.get(ATLASSIAN, &format!("/install-keys/{kid}")).await;
    assert!(is_signed_by_pem(&token, &key.text));
    assert_eq!(world.get(ATLASSIAN, "/install-keys/another").await.status, 404);
    let claims = claims(&token);
    assert_eq!((&claims["iss"], &claims["aud"]), (&body["clientKey"], &json!([format!("{}/base", world.chat.origin)])));
    assert_eq!(claims["qsh"], hash("POST&/told/installed&"));
    assert!(lifetime(&token) <= 180);
}

#[tokio::test]
async fn each_site_installs_the_app_for_itself() {
    let world = World::start().await;
    open(&world, ACME, "SUP").await;
    open(&world, OTHER, "SUP").await;
    let installed = world.chat.received("/base/told/installed");
    for field in ["clientKey", "sharedSecret", "baseUrl"] {
        assert_ne!(installed[0].body[field], installed[1].body[field], "{field}");
    }
}

#[tokio::test]
async fn pages_opened_at_once_install_the_app_once() {
    let world = World::start().await;
    tokio::join!(open(&world, ACME, "SUP"), open(&world, ACME, "SUP"), open(&world, ACME, "RET"));
    assert_eq!(world.chat.received("/base/told/installed").len(), 1);
}

#[tokio::test]
async fn the_frames_address_is_signed_for_this_very_request() {
    let world = World::start().await;
    let page = open(&world, ACME, "RET").await;
    let secret = world.chat.received("/base/told/installed")[0].body["sharedSecret"].as_str().unwrap().to_owned();
    let src = page["src"].as_str().unwrap();
    let (address, token) = src.split_once("&jwt=").unwrap();
    let site = world.origin(ACME).replace(':', "%3A").replace('/', "%2F");
    let expected = format!(
        "{}/base/panel/?projectId=10001&projectKey=RET&xdm_e={site}&xdm_c=channel-stand-in__the-panel&cp=&lic=none&cv=1001.0.0-SNAPSHOT",
        world.chat.origin
    );
    assert_eq!(address, expected);
    assert!(is_signed_by_secret(token, &secret));
    let canonical = format!(
        "GET&/panel&cp=&cv=1001.0.0-SNAPSHOT&lic=none&projectId=10001&projectKey=RET&xdm_c=channel-stand-in__the-panel&xdm_e={site}"
    );
    assert_eq!(claims(token)["qsh"], hash(&canonical));
    assert_eq!(claims(token)["iss"], world.chat.received("/base/told/installed")[0].body["clientKey"]);

    let name: Value = serde_json::from_str(page["name"].as_str().unwrap()).unwrap();
    assert_eq!(name["extension_id"], "stand-in__the-panel");
    assert_eq!(name["origin"], world.chat.origin.as_str());
    assert_eq!(name["options"]["hostOrigin"], world.origin(ACME));
}

#[tokio::test]
async fn a_context_token_says_who_asks_about_which_project() {
    let world = World::start().await;
    let token = world.get(ACME, "/_platform/connect/token?project=RET").await.json();
    let token = token["token"].as_str().unwrap();
    let installed = &world.chat.received("/base/told/installed")[0].body;
    assert!(is_signed_by_secret(token, installed["sharedSecret"].as_str().unwrap()));
    let claims = claims(token);
    assert_eq!((&claims["qsh"], &claims["iss"]), (&json!("context-qsh"), &installed["clientKey"]));
    assert_eq!(claims["sub"], "5b10ac8d82e05b22cc7d4ef5");
    assert_eq!(claims["context"], json!({ "jira": { "project": { "id": "10001", "key": "RET" } } }));
    assert_eq!(lifetime(token), 900);
}

#[tokio::test]
async fn an_app_that_cannot_be_installed_is_said_in_words() {
    type Change = fn(&mut Value);
    let changes: [Change; 6] = [
        |it| it["authentication"]["type"] = json!("none"),
        |it| it["apiMigrations"]["signed-install"] = json!(false),
        |it| it["apiMigrations"]["context-qsh"] = json!(false),
        |it| it["modules"] = json!({}),
        |it| it["lifecycle"] = json!({}),
        |it| it["baseUrl"] = json!("https://elsewhere.example"),
    ];
    for change in changes {
        let world = World::start().await;
        world.chat.describe(change);
        let answer = world.get(ACME, "/_platform/connect?project=SUP").await;
        assert_eq!(answer.status, 502);
        assert!(answer.json()["error"].as_str().unwrap().contains("descriptor"), "{}", answer.text);
    }
    let world = World::start().await;
    world.chat.answers(401, "application/json", "{}");
    let answer = world.get(ACME, "/_platform/connect?project=SUP").await;
    assert!(answer.json()["error"].as_str().unwrap().contains("refused"), "{}", answer.text);
    assert_eq!(world.standing().await["installs"], 0);
    world.chat.answers(204, "application/json", "");
    open(&world, ACME, "SUP").await;
}

#[tokio::test]
async fn all_js_knows_its_own_cdn() {
    let world = World::start().await;
    let script = world.get(CONNECT_CDN, "/all.js").await;
    assert!(script.text.contains(&format!("const CDN = \"{}\";", world.origin(CONNECT_CDN))));
    assert!(!script.text.contains(".invalid"));
}
