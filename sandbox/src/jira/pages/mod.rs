//! What a browser is given: Jira's page around the app, the scripts of the platform, the themes, and bare frames for
//! tests. The files lie beside this one and are part of the program.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    extract::{Path, Query},
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};

use super::{Jira, hosts};

/// Jira's page may hold what it comes with, and any frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
    frame-src http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

const PAGE: &str = include_str!("jira.html");

/// Which script makes the page the one of Forge or of Connect.
const PLACEHOLDER: &str = "HOST.js";

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    let site = Router::new()
        .route("/", get(async || page("forge.js")))
        .route("/forge", get(async || page("forge.js")))
        .route("/connect", get(async || page("connect.js")))
        .route("/_assets/{name}", get(asset))
        .route_layer(middleware::from_fn_with_state(Arc::clone(jira), hosts::site));
    // A bare frame is there under every name: that is what it is for.
    site.route("/frame", get(frame))
}

fn page(script: &str) -> Response {
    let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (headers, text("text/html; charset=utf-8", PAGE.replace(PLACEHOLDER, script))).into_response()
}

async fn asset(Path(name): Path<String>) -> Response {
    match name.as_str() {
        "jira.css" => text("text/css; charset=utf-8", include_str!("jira.css")),
        "jira.js" => script(include_str!("jira.js")),
        "theme.js" => script(include_str!("theme.js")),
        "forge.js" => script(include_str!("forge.js")),
        "connect.js" => script(include_str!("connect.js")),
        _ => hosts::nothing_here(),
    }
}

/// A page with nothing but a frame of `src`, or with a frame of such a page under another name.
async fn frame(Query(query): Query<BTreeMap<String, String>>) -> Response {
    let Some(src) = query.get("src") else {
        return (StatusCode::BAD_REQUEST, "Say which address to frame: /frame?src=http://…\n").into_response();
    };
    let address = match query.get("nested") {
        Some(nested) => {
            let glue = if nested.contains('?') { '&' } else { '?' };
            format!("{nested}{glue}src={}", super::qsh::encode(src))
        }
        None => src.clone(),
    };
    if !address.starts_with("http://") && !address.starts_with("https://") {
        return (StatusCode::BAD_REQUEST, "Only web pages can be framed here.\n").into_response();
    }
    let address = address.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;");
    text("text/html; charset=utf-8", include_str!("frame.html").replace("ADDRESS", &address))
}

pub(super) fn script(text: &'static str) -> Response {
    self::text("text/javascript; charset=utf-8", text)
}

/// An answer of this type, to be asked for anew each time.
pub(super) fn text(kind: &'static str, text: impl Into<String>) -> Response {
    let headers = [(header::CONTENT_TYPE, kind), (header::X_CONTENT_TYPE_OPTIONS, "nosniff")];
    (headers, [(header::CACHE_CONTROL, "no-cache")], text.into()).into_response()
}

/// The theme that Forge brings, today's.
pub(super) async fn theme(Path(mode): Path<String>) -> Response {
    match mode.as_str() {
        "light.css" => text("text/css; charset=utf-8", include_str!("theme_light.css")),
        "dark.css" => text("text/css; charset=utf-8", include_str!("theme_dark.css")),
        _ => hosts::nothing_here(),
    }
}

/// The theme that Connect brings, which is of an older generation.
pub(super) async fn old_theme(Path(mode): Path<String>) -> Response {
    match mode.as_str() {
        "atlassian-light.css" => text("text/css; charset=utf-8", include_str!("old_theme_light.css")),
        "atlassian-dark.css" => text("text/css; charset=utf-8", include_str!("old_theme_dark.css")),
        _ => hosts::nothing_here(),
    }
}
