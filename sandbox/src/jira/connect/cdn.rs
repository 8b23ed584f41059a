//! Connect's CDN: `all.js`, which puts `AP` into the app's page, and the theme that it brings.

use std::sync::Arc;

use axum::{Router, extract::State, middleware, response::Response, routing::get};

use super::super::{Jira, hosts, hosts::Role, pages};

/// Where `all.js` says the origin of its own CDN: it is loaded by a redirect, so it cannot find out.
const PLACEHOLDER: &str = "https://connect-cdn.invalid";

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    Router::new()
        .route("/all.js", get(all_js))
        .route("/themes/{mode}", get(pages::old_theme))
        .route_layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::connect_cdn))
        .with_state(Arc::clone(jira))
}

async fn all_js(State(jira): State<Arc<Jira>>) -> Response {
    let script = include_str!("../pages/all.js");
    pages::text("text/javascript; charset=utf-8", script.replace(PLACEHOLDER, &jira.hosts.origin(Role::ConnectCdn)))
}
