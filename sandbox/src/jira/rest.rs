//! What the Chat backend asks Atlassian: the keys that tokens are signed with, and whether a person administers a
//! project (developer.atlassian.com, "The Jira Cloud platform REST API", group Permissions).

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, Query, State, rejection::JsonRejection},
    http::{HeaderMap, StatusCode, Uri, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::{Value, json};
use std::collections::BTreeMap;

use super::{
    Jira, hosts,
    hosts::OnSite,
    jwt, places,
    places::{ACCOUNT_ID, Project, Site},
    qsh,
};

const ADMINISTER: &str = "ADMINISTER_PROJECTS";

/// What Jira says to who may not ask.
pub(super) const NOT_AUTHENTICATED: &str = "Client must be authenticated to access this resource.";

/// Where a Connect app asks what a person may do.
const CHECK: &str = "/rest/api/3/permissions/check";

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    let servers = Router::new()
        .route("/.well-known/jwks.json", get(jwks))
        .route("/install-keys/{kid}", get(install_key))
        .route("/ex/jira/{cloud_id}/rest/api/3/mypermissions", get(my_permissions))
        .route_layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::atlassian));
    let site = Router::new()
        .route(CHECK, post(check))
        .route_layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::site));
    servers.merge(site).with_state(Arc::clone(jira))
}

/// The keys of Invocation Tokens, as a JSON Web Key Set.
async fn jwks(State(jira): State<Arc<Jira>>) -> Response {
    match jira.keys.invocation().await {
        Ok(key) => Json(json!({ "keys": [key.jwk()] })).into_response(),
        Err(fault) => (StatusCode::INTERNAL_SERVER_ERROR, fault.sentence()).into_response(),
    }
}

/// The key of Connect's lifecycle calls, as PEM, under its name.
async fn install_key(State(jira): State<Arc<Jira>>, Path(kid): Path<String>) -> Response {
    match jira.keys.install().await {
        Ok(key) if key.kid == kid => {
            ([(header::CONTENT_TYPE, "application/x-pem-file")], key.pem().to_owned()).into_response()
        }
        Ok(_) => hosts::nothing_here(),
        Err(fault) => (StatusCode::INTERNAL_SERVER_ERROR, fault.sentence()).into_response(),
    }
}

/// What the person whose token this is may do in a project.
async fn my_permissions(
    State(jira): State<Arc<Jira>>,
    Path(cloud_id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    jira.standing.count(|counts| &mut counts.permission_checks);
    let Some(site) = places::site_by_cloud(&cloud_id) else {
        return refusal(StatusCode::NOT_FOUND, "No site has this cloud id.");
    };
    if bearer(&headers) != Some(jira.standing.user_token(site)) {
        return refusal(StatusCode::UNAUTHORIZED, NOT_AUTHENTICATED);
    }
    let Some(wanted) = query.get("permissions").filter(|wanted| !wanted.is_empty()) else {
        return refusal(StatusCode::BAD_REQUEST, "The 'permissions' query parameter is required.");
    };
    if wanted != ADMINISTER {
        return refusal(StatusCode::BAD_REQUEST, "The sandbox knows no other permission than ADMINISTER_PROJECTS.");
    }
    // As at Jira, the id goes before the key.
    let by_id = query.get("projectId").map(|id| id.parse().ok().and_then(places::project_by_id));
    let by_key = || query.get("projectKey").and_then(|key| places::project_by_key(key));
    if by_id.unwrap_or_else(by_key).is_none() {
        return refusal(StatusCode::NOT_FOUND, "No project could be found.");
    }
    let permission = json!({
        "id": "23",
        "key": ADMINISTER,
        "name": "Administer Projects",
        "type": "PROJECT",
        "description": "Ability to administer a project in Jira.",
        "havePermission": jira.standing.administers(),
    });
    Json(json!({ "permissions": { ADMINISTER: permission } })).into_response()
}

/// In which of these projects a person has these permissions; asked by an installed Connect app.
async fn check(
    State(jira): State<Arc<Jira>>,
    OnSite(site): OnSite,
    uri: Uri,
    headers: HeaderMap,
    body: Result<Json<Value>, JsonRejection>,
) -> Response {
    jira.standing.count(|counts| &mut counts.permission_checks);
    if !is_from_installed_app(&jira, site, &headers, "POST", &uri).await {
        return refusal(StatusCode::UNAUTHORIZED, NOT_AUTHENTICATED);
    }
    let Ok(Json(body)) = body else {
        return refusal(StatusCode::BAD_REQUEST, "The body is not JSON.");
    };
    let allowed = jira.standing.administers() && body["accountId"] == ACCOUNT_ID;
    let asked = body["projectPermissions"].as_array().cloned().unwrap_or_default();
    let granted: Vec<Value> = asked
        .iter()
        .filter(|asked| asked["permissions"].as_array().is_some_and(|names| names.contains(&json!(ADMINISTER))))
        .map(|asked| {
            let projects = asked["projects"].as_array().cloned().unwrap_or_default();
            let known = projects.iter().filter_map(|id| id.as_u64().and_then(places::project_by_id));
            let ids: Vec<u64> = known.filter(|_| allowed).map(|project: &Project| project.id).collect();
            json!({ "permission": ADMINISTER, "projects": ids, "issues": [] })
        })
        .collect();
    Json(json!({ "projectPermissions": granted, "globalPermissions": [] })).into_response()
}

/// Whether the request is signed by an app that is installed here, and for this very request.
pub(super) async fn is_from_installed_app(
    jira: &Jira,
    site: &Site,
    headers: &HeaderMap,
    method: &str,
    uri: &Uri,
) -> bool {
    let Some(token) = authorization(headers).and_then(|value| value.strip_prefix("JWT ")) else {
        return false;
    };
    let expected = qsh::hash(method, uri.path(), uri.query().unwrap_or_default());
    jira.standing.installations().await.iter().filter(|((_, name), _)| *name == site.name).any(|(_, installed)| {
        jwt::verified(token, &installed.shared_secret)
            .is_some_and(|claims| claims["iss"] == installed.app_key.as_str() && claims["qsh"] == expected.as_str())
    })
}

pub(super) fn bearer(headers: &HeaderMap) -> Option<&str> {
    authorization(headers)?.strip_prefix("Bearer ")
}

fn authorization(headers: &HeaderMap) -> Option<&str> {
    headers.get(header::AUTHORIZATION)?.to_str().ok()
}

/// An error as Jira's REST API words it.
pub(super) fn refusal(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "errorMessages": [message], "errors": {} }))).into_response()
}
