//! Calls to the app's backend on the shell's behalf: `invokeRemote`, with an Invocation Token that names the person
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
        chat::{self, ChatResponse},
        error::Error,
        fixtures::{self, ACCOUNT_ID, ENVIRONMENT_ID, FORGE_APP_ID, MODULE_KEY, Project, Site},
        hosts::{OnSite, Role},
        keys::{now, random_hex},
        state::Jira,
    },
    module::{app_uuid, extension, local_id},
};

/// How long an Invocation Token is valid, in seconds.
const LIFETIME: u64 = 25;

/// The longest body of a request through the bridge, in bytes.
const MAX_LENGTH: usize = 500 * 1024;

/// The shell's error if the backend responds with 401, which Forge reserves for this.
const REJECTED: &str = "Remote could not verify the Forge Invocation Token";

/// Passes one call of the bridge's `invoke` to the backend. The response is `{"resolved": …}` or `{"rejected": "…"}`,
/// which is how the shell's promise settles.
pub(super) async fn invoke(
    State(jira): State<Arc<Jira>>,
    OnSite(site): OnSite,
    Query(query): Query<BTreeMap<String, String>>,
    Json(call): Json<Value>,
) -> Response {
    let Some(project) = query.get("project").and_then(|key| fixtures::project_by_key(key)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    jira.count_invocation();
    let outcome = match call_backend(&jira, site, project, &call).await {
        Ok(response) => settle(&response),
        Err(sentence) => json!({ "rejected": sentence }),
    };
    Json(outcome).into_response()
}

async fn call_backend(
    jira: &Jira,
    site: &'static Site,
    project: &Project,
    call: &Value,
) -> Result<ChatResponse, String> {
    // Any other call would go to a function of the app, and this app has none.
    if call["invokeType"] != "ui-remote-fetch" {
        return Err("The app has no function to invoke.".into());
    }
    let (Some(path), Some(method)) = (call["path"].as_str(), call["method"].as_str()) else {
        return Err("The call has no path or no method.".into());
    };
    let method = Method::from_bytes(method.as_bytes()).map_err(|_| "The call has an unknown method.".to_owned())?;
    let body = call.get("body").filter(|body| !body.is_null());
    if body.is_some_and(|body| body.to_string().len() > MAX_LENGTH) {
        return Err("The body is larger than Forge takes.".into());
    }
    // A path that names another host would send the token there.
    if !path.starts_with('/') || path.starts_with("//") {
        return Err("The path leaves the remote.".into());
    }
    let base = jira.chat().ok_or(Error::NoChat).map_err(|error| error.to_string())?;
    let token = jira.key.sign(&claims(jira, site, project)).await.map_err(|error| error.to_string())?;
    let authorization = format!("Bearer {token}");
    let [trace, span] = [random_hex(16), random_hex(8)];
    let headers = [
        ("authorization", authorization.as_str()),
        ("x-b3-traceid", &trace),
        ("x-b3-spanid", &span),
        ("x-forge-oauth-user", jira.user_token(site)),
    ];
    chat::send(method, &format!("{base}{path}"), &headers, body).await.map_err(|error| error.to_string())
}

/// How the shell's promise settles. Forge requires a body with every response that isn't a success, and JSON if the
/// response names a media type.
fn settle(response: &ChatResponse) -> Value {
    if response.status == StatusCode::UNAUTHORIZED.as_u16() {
        return json!({ "rejected": REJECTED });
    }
    let success = (200..300).contains(&response.status);
    let is_json = response.content_type.as_deref().is_none_or(|media_type| media_type.starts_with("application/json"));
    if !success && (response.body.is_empty() || !is_json) {
        return json!({ "rejected": "The remote's response isn't in the format that Forge requires." });
    }
    let content_type = response.content_type.iter();
    let headers: Value = content_type.map(|media_type| ("content-type".to_owned(), json!([media_type]))).collect();
    let body = response.json().unwrap_or_else(|| json!(String::from_utf8_lossy(&response.body)));
    let result = json!({ "status": response.status, "headers": headers, "body": body });
    let field = if success { "payload" } else { "error" };
    json!({ "resolved": { "success": success, field: result } })
}

/// All claims of Forge's tokens, whether our backend reads them or not.
fn claims(jira: &Jira, site: &'static Site, project: &Project) -> Value {
    let now = now();
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
