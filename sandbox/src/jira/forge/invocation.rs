//! Calls to the app's backend on the shell's behalf: `invokeRemote`, with an Invocation Token that says who asks
//! (developer.atlassian.com/platform/forge, "Forge Remote", "The Forge Invocation Token").

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json,
    extract::{Query, State},
    http::{Method, StatusCode},
    response::{IntoResponse as _, Response},
};
use serde_json::{Value, json};

use super::{
    super::{
        Fault, Jira,
        chat::{self, Answer},
        hosts::{OnSite, Role},
        jwt,
        keys::random_hex,
        places::{self, ACCOUNT_ID, ENVIRONMENT_ID, FORGE_APP_ID, MODULE_KEY, Project, Site},
    },
    app_uuid, extension, local_id,
};

/// How long an Invocation Token is good for; seconds.
const LIFETIME: u64 = 25;

/// The longest body of a request through the bridge, in bytes.
const LONGEST: usize = 500 * 1024;

/// What the shell is told where the backend answered 401, which Forge keeps for this one thing.
const REJECTED: &str = "Remote could not verify the Forge Invocation Token";

/// Carries one call of the bridge's `invoke` to the backend. The answer is `{"resolved": …}` or `{"rejected": "…"}`,
/// as the promise that the shell waits for is to end.
pub(super) async fn invoke(
    State(jira): State<Arc<Jira>>,
    OnSite(site): OnSite,
    Query(query): Query<BTreeMap<String, String>>,
    Json(call): Json<Value>,
) -> Response {
    let Some(project) = query.get("project").and_then(|key| places::project_by_key(key)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    jira.standing.count(|counts| &mut counts.invocations);
    let ended = match call_backend(&jira, site, project, &call).await {
        Ok(answer) => settled(&answer),
        Err(sentence) => json!({ "rejected": sentence }),
    };
    Json(ended).into_response()
}

async fn call_backend(
    jira: &Jira,
    site: &'static Site,
    project: &Project,
    call: &Value,
) -> Result<Answer, &'static str> {
    // What is no call to a remote would go to a function of the app, and this app has none.
    if call["invokeType"] != "ui-remote-fetch" {
        return Err("The app has no function to invoke.");
    }
    let (Some(path), Some(method)) = (call["path"].as_str(), call["method"].as_str()) else {
        return Err("The call has no path or no method.");
    };
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| "The call has an unknown method.")?;
    let body = call.get("body").filter(|body| !body.is_null());
    if body.is_some_and(|body| body.to_string().len() > LONGEST) {
        return Err("The body is larger than Forge takes.");
    }
    // A path that names another host would take the token there.
    if !path.starts_with('/') || path.starts_with("//") {
        return Err("The path leaves the remote.");
    }
    let base = jira.standing.chat().ok_or(Fault::NoChat).map_err(Fault::sentence)?;
    let key = jira.keys.invocation().await.map_err(Fault::sentence)?;
    let authorization = format!("Bearer {}", jwt::signed_by_key(&claims(jira, site, project), key));
    let [trace, span] = [random_hex(16), random_hex(8)];
    let headers = [
        ("authorization", authorization.as_str()),
        ("x-b3-traceid", &trace),
        ("x-b3-spanid", &span),
        ("x-forge-oauth-user", jira.standing.user_token(site)),
    ];
    chat::send(method, &format!("{base}{path}"), &headers, body).await.map_err(Fault::sentence)
}

/// How the shell's promise ends. Forge wants a body with every answer that is not a success, and JSON where the answer
/// names a type.
fn settled(answer: &Answer) -> Value {
    if answer.status == StatusCode::UNAUTHORIZED.as_u16() {
        return json!({ "rejected": REJECTED });
    }
    let success = (200..300).contains(&answer.status);
    let is_json = answer.content_type.as_deref().is_none_or(|kind| kind.starts_with("application/json"));
    if !success && (answer.body.is_empty() || !is_json) {
        return json!({ "rejected": "The remote's answer is not as Forge wants it." });
    }
    let headers: Value = answer.content_type.iter().map(|kind| ("content-type".to_owned(), json!([kind]))).collect();
    let body = answer.json().unwrap_or_else(|| json!(String::from_utf8_lossy(&answer.body)));
    let told = json!({ "status": answer.status, "headers": headers, "body": body });
    let field = if success { "payload" } else { "error" };
    json!({ "resolved": { "success": success, field: told } })
}

/// All claims that Forge makes. What the backend needs of them is for it to say.
fn claims(jira: &Jira, site: &'static Site, project: &Project) -> Value {
    let now = jwt::now();
    let api = format!("{}/ex/jira/{}", jira.hosts.origin(Role::Atlassian), site.cloud_id);
    json!({
        "iss": "forge/invocation-token",
        "aud": FORGE_APP_ID,
        "iat": now,
        "nbf": now,
        "exp": now + LIFETIME,
        "jti": random_hex(16),
        "principal": ACCOUNT_ID,
        "app": {
            "id": FORGE_APP_ID,
            "appVersion": "1.0.0",
            "installationId": site.installation_id,
            "apiBaseUrl": api,
            "environment": { "type": "DEVELOPMENT", "id": format!("ari:cloud:ecosystem::environment/{}/{ENVIRONMENT_ID}", app_uuid()) },
            "module": { "type": "core:endpoint", "key": "chat-api" },
            "installation": {
                "id": site.installation_id,
                "contexts": [{ "name": format!("ari:cloud:jira::site/{}", site.cloud_id), "apiBaseUrl": api, "cloudId": site.cloud_id }],
            },
        },
        "context": {
            "cloudId": site.cloud_id,
            "siteUrl": jira.hosts.origin(Role::Site(site)),
            "localId": local_id(site),
            "moduleKey": MODULE_KEY,
            "accountId": ACCOUNT_ID,
            "extension": extension(project),
        },
    })
}
