//! Forge: the shell with its policy, and calls to the app's backend with an Invocation Token.

use serde_json::{Value, json};

use crate::{
    chat::Chat,
    tokens::{claims, header, is_signed_by_jwks, lifetime},
    world::{ACME, ATLASSIAN, OTHER, SHELL, World},
};

const APP: &str = "ari:cloud:ecosystem::app/5a4db0c5-7e57-4000-8000-000000000001";

/// What the shell's `callBridge("invoke", …)` sends.
fn call() -> Value {
    json!({
        "path": "/forge/session",
        "method": "POST",
        "headers": { "content-type": "application/json" },
        "body": {},
        "invokeType": "ui-remote-fetch",
    })
}

async fn invoke(world: &World, site: &str, project: &str, call: &Value) -> Value {
    let answer = world.post(site, &format!("/_platform/forge/invoke?project={project}"), call).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    answer.json()
}

#[tokio::test]
async fn an_invocation_token_has_every_claim_and_verifies_by_the_served_keys() {
    let world = World::start().await;
    invoke(&world, ACME, "RET", &call()).await;
    let received = world.chat.received("/forge/session").pop().unwrap();
    assert_eq!((received.method.as_str(), &received.body), ("POST", &json!({})));
    assert_eq!(received.header("content-type"), "application/json");
    assert!(received.header("x-forge-oauth-user").starts_with("sandbox-user-"));
    assert_eq!((received.header("x-b3-traceid").len(), received.header("x-b3-spanid").len()), (32, 16));

    let token = received.credentials("Bearer ");
    assert!(is_signed_by_jwks(&token, &world.get(ATLASSIAN, "/.well-known/jwks.json").await.json()));
    assert!(header(&token)["kid"].as_str().unwrap().starts_with("forge/invocation-token/"));
    assert_eq!(lifetime(&token), 25);
    let claims = claims(&token);
    let api = format!("{}/ex/jira/ac3e0000-7e57-4000-8000-0000000c10d1", world.origin(ATLASSIAN));
    for (pointer, expected) in [
        ("/iss", json!("forge/invocation-token")),
        ("/aud", json!(APP)),
        ("/nbf", claims["iat"].clone()),
        ("/principal", json!("5b10ac8d82e05b22cc7d4ef5")),
        ("/app/id", json!(APP)),
        ("/app/apiBaseUrl", json!(api)),
        ("/app/environment/type", json!("DEVELOPMENT")),
        ("/app/module/key", json!("chat-api")),
        ("/app/installation/id", claims["app"]["installationId"].clone()),
        ("/app/installation/contexts/0/apiBaseUrl", json!(api)),
        ("/context/cloudId", json!("ac3e0000-7e57-4000-8000-0000000c10d1")),
        ("/context/siteUrl", json!(world.origin(ACME))),
        ("/context/moduleKey", json!("whatsapp-business")),
        ("/context/extension/type", json!("jira:projectSettingsPage")),
        ("/context/extension/project", json!({ "id": "10001", "key": "RET", "type": "service_desk" })),
    ] {
        assert_eq!(claims.pointer(pointer), Some(&expected), "{pointer}");
    }
    for pointer in ["/jti", "/app/installationId", "/app/appVersion", "/context/localId"] {
        assert!(claims.pointer(pointer).and_then(Value::as_str).is_some_and(|text| !text.is_empty()), "{pointer}");
    }
    assert_eq!(world.state().await["invocations"], 1);
}

#[tokio::test]
async fn each_site_is_another_tenant() {
    let world = World::start().await;
    invoke(&world, ACME, "SUP", &call()).await;
    invoke(&world, OTHER, "SUP", &call()).await;
    let received = world.chat.received("/forge/session");
    let [acme, other] = [0, 1].map(|index| claims(&received[index].credentials("Bearer ")));
    for pointer in ["/context/cloudId", "/context/siteUrl", "/app/installationId", "/jti"] {
        assert_ne!(acme.pointer(pointer), other.pointer(pointer), "{pointer}");
    }
    assert_ne!(received[0].header("x-forge-oauth-user"), received[1].header("x-forge-oauth-user"));
}

#[tokio::test]
async fn the_shells_promise_settles_as_at_forge() {
    let world = World::start().await;
    for (status, kind, body, expected) in [
        (200, "application/json", r#"{"a":1}"#, json!({ "success": true, "status": 200, "body": { "a": 1 } })),
        (403, "application/json", r#"{"b":2}"#, json!({ "success": false, "status": 403, "body": { "b": 2 } })),
        (502, "application/json; charset=utf-8", "{}", json!({ "success": false, "status": 502, "body": {} })),
        (200, "text/plain", "words", json!({ "success": true, "status": 200, "body": "words" })),
        (401, "application/json", "{}", json!("Remote could not verify the Forge Invocation Token")),
        (403, "text/html", "<p>", json!("The remote's response isn't in the format that Forge requires.")),
        (403, "application/json", "", json!("The remote's response isn't in the format that Forge requires.")),
        (302, "application/json", "", json!("The remote's response isn't in the format that Forge requires.")),
    ] {
        world.chat.respond_with(status, kind, body);
        let outcome = invoke(&world, ACME, "SUP", &call()).await;
        let settled = match outcome["resolved"]["success"].as_bool() {
            Some(success) => {
                let answer = &outcome["resolved"][if success { "payload" } else { "error" }];
                json!({ "success": success, "status": answer["status"], "body": answer["body"] })
            }
            None => outcome["rejected"].clone(),
        };
        assert_eq!(settled, expected, "{status} {kind} {body}");
    }
}

#[tokio::test]
async fn a_call_that_is_not_for_the_remote_is_not_sent() {
    let world = World::start().await;
    for change in [
        json!({ "invokeType": "function" }),
        json!({ "path": null }),
        json!({ "path": "//evil.example/" }),
        json!({ "path": "forge/session" }),
        json!({ "method": "NO WAY" }),
        json!({ "body": "x".repeat(600_000) }),
    ] {
        let mut wrong = call();
        wrong.as_object_mut().unwrap().extend(change.as_object().unwrap().clone());
        assert!(invoke(&world, ACME, "SUP", &wrong).await["rejected"].is_string(), "{change}");
    }
    assert!(world.chat.received("/forge/session").is_empty());

    let alone = World::start_with(Chat::start().await, None).await;
    assert!(invoke(&alone, ACME, "SUP", &call()).await["rejected"].as_str().unwrap().contains("SANDBOX_CHAT_URL"));
}

#[tokio::test]
async fn the_shell_is_served_as_forge_serves_it() {
    let world = World::start().await;
    let page = world.get(ACME, "/_platform/forge?project=SUP").await.json();
    let path = page["src"].as_str().unwrap().strip_prefix(&world.origin(SHELL)).unwrap();
    let shell = world.get(SHELL, path).await;
    assert_eq!((shell.status, shell.header("content-type")), (200, "text/html; charset=utf-8"));
    let bridge = format!("<head>\n    <script src=\"{}/global-bridge.js\"></script>", world.origin(ATLASSIAN));
    assert!(shell.text.contains(&bridge), "the platform's script comes before everything");
    let chat = format!("<meta name=\"chat-origin\" content=\"{}\">", world.chat.origin);
    assert!(shell.text.contains(&chat), "{}", shell.text);

    let policy = shell.header("content-security-policy");
    for part in [
        format!("; script-src 'self' {} https://", world.origin(ATLASSIAN)),
        format!("; frame-src 'self' {} https://api.media.atlassian.com {} ", world.origin(ACME), world.chat.origin),
        "; sandbox allow-popups allow-popups-to-escape-sandbox allow-downloads".to_owned(),
    ] {
        assert!(policy.contains(&part), "{part} in {policy}");
    }
    let ancestors = policy.split("; ").find(|directive| directive.starts_with("frame-ancestors")).unwrap();
    assert!(ancestors.contains(&world.origin(ACME)) && !ancestors.contains(&world.origin(OTHER)), "{ancestors}");
    assert!(!page["sandbox"].as_str().unwrap().contains("popups"), "only the bridge opens new tabs");

    let folder = path.strip_suffix("index.html").unwrap();
    for (file, kind) in [("shell.js", "text/javascript; charset=utf-8"), ("shell.css", "text/css; charset=utf-8")] {
        let answer = world.get(SHELL, &format!("{folder}{file}")).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, kind), "{file}");
    }
    // Forge's CDN responds with 403 to what no deployment has.
    let elsewhere = folder.replace("/shell/", "/another/");
    for wrong in [format!("{folder}nothing.js"), format!("{folder}..%2Findex.html"), format!("{elsewhere}index.html")] {
        assert_eq!(world.get(SHELL, &wrong).await.status, 403, "{wrong}");
    }
}
