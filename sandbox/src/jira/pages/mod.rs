//! What a browser gets: Jira's page around the app, the platform's scripts, the themes, and bare frames for tests. The
//! files are beside this one and part of the program.

use std::{collections::BTreeMap, sync::Arc};

use axum::{
    Router,
    extract::{Path, Query},
    http::{StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::get,
};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::{hosts, state::Jira};

/// Jira's page can load its own files, and any frame.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:; connect-src 'self'; \
    frame-src http:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    let site = Router::new()
        .route("/", get(page))
        .route("/forge", get(page))
        .route("/_assets/{name}", get(asset))
        .route_layer(middleware::from_fn_with_state(jira.hosts, hosts::site));
    // A bare frame exists under every name.
    site.route("/frame", get(frame))
}

async fn page() -> Response {
    let headers = [(header::CONTENT_SECURITY_POLICY, POLICY), (header::CACHE_CONTROL, "no-store")];
    (headers, text("text/html; charset=utf-8", include_str!("jira.html"))).into_response()
}

async fn asset(Path(name): Path<String>) -> Response {
    match name.as_str() {
        "jira.css" => text("text/css; charset=utf-8", include_str!("jira.css")),
        "jira.js" => script(include_str!("jira.js")),
        "theme.js" => script(include_str!("theme.js")),
        "forge.js" => script(include_str!("forge.js")),
        _ => hosts::not_found(),
    }
}

/// A page that contains only a frame of `src`, or a frame of such a page under another name.
async fn frame(Query(query): Query<BTreeMap<String, String>>) -> Response {
    let Some(src) = query.get("src") else {
        return (StatusCode::BAD_REQUEST, "Say which address to frame: /frame?src=http://…\n").into_response();
    };
    let address = match query.get("nested") {
        Some(nested) => {
            let separator = if nested.contains('?') { '&' } else { '?' };
            format!("{nested}{separator}src={}", utf8_percent_encode(src, NON_ALPHANUMERIC))
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

/// A response of this media type, which browsers revalidate each time.
pub(super) fn text(media_type: &'static str, text: impl Into<String>) -> Response {
    let headers = [
        (header::CONTENT_TYPE, media_type),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, text.into()).into_response()
}

/// The theme that Forge loads.
pub(super) async fn theme(Path(mode): Path<String>) -> Response {
    match mode.as_str() {
        "light.css" => text("text/css; charset=utf-8", include_str!("theme_light.css")),
        "dark.css" => text("text/css; charset=utf-8", include_str!("theme_dark.css")),
        _ => hosts::not_found(),
    }
}
