//! What Jira tells of a person: to themselves, and to an installed app (developer.atlassian.com, "The Jira Cloud
//! platform REST API", groups Myself and Users).

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    extract::{Path, Query, State},
    http::{HeaderMap, StatusCode, Uri},
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::json;

use super::{
    Jira, hosts,
    hosts::{OnSite, Role},
    places,
    places::{ACCOUNT_ID, DISPLAY_NAME, Site},
    rest::{NOT_AUTHENTICATED, bearer, is_from_installed_app, refusal},
};

/// Where a Connect app asks who somebody is.
const USER: &str = "/rest/api/3/user";

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    let servers = Router::new()
        .route("/ex/jira/{cloud_id}/rest/api/3/myself", get(myself))
        .route_layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::atlassian));
    let site =
        Router::new().route(USER, get(user)).route_layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::site));
    servers.merge(site).with_state(Arc::clone(jira))
}

/// The person whose token this is.
async fn myself(State(jira): State<Arc<Jira>>, Path(cloud_id): Path<String>, headers: HeaderMap) -> Response {
    let Some(site) = places::site_by_cloud(&cloud_id) else {
        return refusal(StatusCode::NOT_FOUND, "No site has this cloud id.");
    };
    if bearer(&headers) != Some(jira.standing.user_token(site)) {
        return refusal(StatusCode::UNAUTHORIZED, NOT_AUTHENTICATED);
    }
    the_person(&jira, site)
}

/// The person with this account; asked by an installed Connect app.
async fn user(
    State(jira): State<Arc<Jira>>,
    OnSite(site): OnSite,
    Query(query): Query<BTreeMap<String, String>>,
    uri: Uri,
    headers: HeaderMap,
) -> Response {
    if !is_from_installed_app(&jira, site, &headers, "GET", &uri).await {
        return refusal(StatusCode::UNAUTHORIZED, NOT_AUTHENTICATED);
    }
    match query.get("accountId").map(String::as_str) {
        Some(ACCOUNT_ID) => the_person(&jira, site),
        Some(_) => refusal(StatusCode::NOT_FOUND, "The user does not exist, or you may not see them."),
        None => refusal(StatusCode::BAD_REQUEST, "The 'accountId' query parameter is required."),
    }
}

/// The one person there is, without what their privacy settings hide.
fn the_person(jira: &Jira, site: &'static Site) -> Response {
    let origin = jira.hosts.origin(Role::Site(site));
    Json(json!({
        "self": format!("{origin}{USER}?accountId={ACCOUNT_ID}"),
        "accountId": ACCOUNT_ID,
        "accountType": "atlassian",
        "displayName": DISPLAY_NAME,
        "active": true,
    }))
    .into_response()
}
