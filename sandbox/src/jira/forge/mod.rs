//! Forge: the platform that frames the app's shell inside Jira, vouches for the person, and calls the app's backend.
//!
//! `cdn` serves the shell with the policy of `policy`; `invocation` signs tokens and calls the backend. The shell's
//! calls through the bridge come here by way of Jira's own page, as at Atlassian.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use serde_json::{Value, json};

use super::{
    fixtures::{self, ACCOUNT_ID, ENVIRONMENT_ID, MODULE_KEY, Project, Site},
    hosts::{self, OnSite, Role},
    state::Jira,
};

mod cdn;
mod invocation;
mod module;
mod policy;

use module::{extension, local_id};

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    let site = Router::new()
        .route("/_platform/forge", get(page))
        .route("/_platform/forge/invoke", post(invocation::invoke))
        .route_layer(middleware::from_fn_with_state(jira.hosts, hosts::site));
    site.with_state(Arc::clone(jira)).merge(cdn::router(jira))
}

/// What Jira's page needs to show the app: the frame's address, its origin and its limits, and what the bridge says
/// about site, project and person.
async fn page(
    State(jira): State<Arc<Jira>>,
    OnSite(site): OnSite,
    Query(query): Query<BTreeMap<String, String>>,
) -> Response {
    let Some(project) = query.get("project").and_then(|key| fixtures::project_by_key(key)) else {
        return (StatusCode::NOT_FOUND, Json(json!({ "error": "This site has no such project." }))).into_response();
    };
    Json(json!({
        "src": cdn::address(&jira, site),
        "origin": jira.hosts.origin(Role::Shell),
        "sandbox": policy::FRAME_SANDBOX,
        "allow": policy::FRAME_FEATURES,
        "project": { "id": project.id.to_string(), "key": project.key, "name": project.name },
        "context": context(&jira, site, project),
    }))
    .into_response()
}

/// The result of the bridge's `getContext`, without language and time zone, which the page adds.
fn context(jira: &Jira, site: &'static Site, project: &Project) -> Value {
    json!({
        "accountId": ACCOUNT_ID,
        "cloudId": site.cloud_id,
        "environmentId": ENVIRONMENT_ID,
        "environmentType": "DEVELOPMENT",
        "localId": local_id(site),
        "moduleKey": MODULE_KEY,
        "siteUrl": jira.hosts.origin(Role::Site(site)),
        "extension": extension(project),
    })
}
