//! Connect: the older way into Jira, where the app's own page is the frame. It ends on 2027-01-31, and this folder
//! with it.
//!
//! `install` introduces site and app to each other, `frame` makes the address of the frame with its signed token, and
//! `cdn` serves `all.js`, by which the page talks to Jira.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Json, Router,
    extract::{Query, State},
    http::StatusCode,
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::json;

use super::{
    Fault, Jira, hosts,
    hosts::OnSite,
    places::{self, Project, Site},
    standing::Installation,
};

mod cdn;
mod frame;
mod install;

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    let site = Router::new()
        .route("/_platform/connect", get(page))
        .route("/_platform/connect/token", get(token))
        .route_layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::site));
    site.with_state(Arc::clone(jira)).merge(cdn::router(jira))
}

/// What Jira's page needs to show the app: the frame's address, its name and its limits. Installs the app where it is
/// not installed yet.
async fn page(State(jira): State<Arc<Jira>>, OnSite(site): OnSite, Query(query): Query<Asked>) -> Response {
    let (project, installed) = match here(&jira, site, &query).await {
        Ok(found) => found,
        Err(refusal) => return refusal,
    };
    Json(json!({
        "src": frame::address(&jira, site, project, &installed),
        "name": frame::name(&jira, site, &installed),
        "origin": frame::origin(&installed),
        "sandbox": frame::SANDBOX,
        "project": { "id": project.id.to_string(), "key": project.key, "name": project.name },
        "account": places::ACCOUNT_ID,
    }))
    .into_response()
}

/// A context token, a new one each time.
async fn token(State(jira): State<Arc<Jira>>, OnSite(site): OnSite, Query(query): Query<Asked>) -> Response {
    match here(&jira, site, &query).await {
        Ok((project, installed)) => Json(json!({ "token": frame::token(site, project, &installed) })).into_response(),
        Err(refusal) => refusal,
    }
}

type Asked = BTreeMap<String, String>;

async fn here(jira: &Jira, site: &'static Site, query: &Asked) -> Result<(&'static Project, Installation), Response> {
    let refuse = |status, sentence: &str| (status, Json(json!({ "error": sentence }))).into_response();
    let project = query.get("project").and_then(|key| places::project_by_key(key));
    let project = project.ok_or_else(|| refuse(StatusCode::NOT_FOUND, "This site has no such project."))?;
    let installed = install::ensured(jira, site).await;
    let installed = installed.map_err(|fault: Fault| refuse(StatusCode::BAD_GATEWAY, fault.sentence()))?;
    Ok((project, installed))
}
