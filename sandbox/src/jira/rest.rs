//! What the Chat backend requests from Atlassian: the keys that tokens are signed with, whether a person administers a
//! project, and who they are (developer.atlassian.com, "The Jira Cloud platform REST API", groups Permissions and
//! Myself).

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::json;

use super::{
    fixtures::{self, ACCOUNT_ID, DISPLAY_NAME, Site},
    hosts::{self, Role},
    state::Jira,
};

const ADMINISTER: &str = "ADMINISTER_PROJECTS";

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    Router::new()
        .route("/.well-known/jwks.json", get(jwks))
        .route("/ex/jira/{cloud_id}/rest/api/3/mypermissions", get(my_permissions))
        .route("/ex/jira/{cloud_id}/rest/api/3/myself", get(myself))
        .route_layer(middleware::from_fn_with_state(jira.hosts, hosts::atlassian))
        .with_state(Arc::clone(jira))
}

/// The keys of Invocation Tokens, as a JSON Web Key Set.
async fn jwks(State(jira): State<Arc<Jira>>) -> Response {
    match jira.key.jwk().await {
        Ok(key) => Json(json!({ "keys": [key] })).into_response(),
        Err(error) => (StatusCode::INTERNAL_SERVER_ERROR, error.to_string()).into_response(),
    }
}

/// What the person whose token this is can do in a project.
async fn my_permissions(
    State(jira): State<Arc<Jira>>,
    Path(cloud_id): Path<String>,
    Query(query): Query<BTreeMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    jira.count_permission_check();
    if let Err((status, message)) = authenticate(&jira, &cloud_id, &headers) {
        return error(status, message);
    }
    let Some(permission) = query.get("permissions").filter(|permission| !permission.is_empty()) else {
        return error(StatusCode::BAD_REQUEST, "The 'permissions' query parameter is required.");
    };
    if permission != ADMINISTER {
        return error(StatusCode::BAD_REQUEST, "The sandbox knows no other permission than ADMINISTER_PROJECTS.");
    }
    // As in Jira, the ID takes precedence over the key.
    let by_id = query.get("projectId").map(|id| id.parse().ok().and_then(fixtures::project_by_id));
    let by_key = || query.get("projectKey").and_then(|key| fixtures::project_by_key(key));
    if by_id.unwrap_or_else(by_key).is_none() {
        return error(StatusCode::NOT_FOUND, "No project could be found.");
    }
    let permission = json!({
        "id": "23",
        "key": ADMINISTER,
        "name": "Administer Projects",
        "type": "PROJECT",
        "description": "Ability to administer a project in Jira.",
        "havePermission": jira.administers(),
    });
    Json(json!({ "permissions": { ADMINISTER: permission } })).into_response()
}

/// The person whose token this is, without what their privacy settings hide.
async fn myself(State(jira): State<Arc<Jira>>, Path(cloud_id): Path<String>, headers: HeaderMap) -> Response {
    let site = match authenticate(&jira, &cloud_id, &headers) {
        Ok(site) => site,
        Err((status, message)) => return error(status, message),
    };
    let origin = jira.hosts.origin(Role::Site(site));
    Json(json!({
        "self": format!("{origin}/rest/api/3/user?accountId={ACCOUNT_ID}"),
        "accountId": ACCOUNT_ID,
        "accountType": "atlassian",
        "displayName": DISPLAY_NAME,
        "active": true,
    }))
    .into_response()
}

/// The site of this cloud ID, if the request has the person's token for it; otherwise the status and message to respond
/// with.
fn authenticate(jira: &Jira, cloud_id: &str, headers: &HeaderMap) -> Result<&'static Site, (StatusCode, &'static str)> {
    let site = fixtures::site_by_cloud(cloud_id).ok_or((StatusCode::NOT_FOUND, "No site has this cloud id."))?;
    let authorization = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
    if authorization.and_then(|value| value.strip_prefix("Bearer ")) == Some(jira.user_token(site)) {
        Ok(site)
    } else {
        Err((StatusCode::UNAUTHORIZED, "Client must be authenticated to access this resource."))
    }
}

/// An error in the format of Jira's REST API.
fn error(status: StatusCode, message: &str) -> Response {
    (status, Json(json!({ "errorMessages": [message], "errors": {} }))).into_response()
}
