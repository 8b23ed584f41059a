//! Forge's CDN: the files of `forge/static/shell`, under a deep address that changes with every deployment. The
//! platform's own script comes before anything of the app's.

use std::{path::Path as FilePath, sync::Arc};

use axum::{
    Router,
    extract::{Path, State},
    http::{HeaderValue, StatusCode, header},
    middleware,
    response::{IntoResponse as _, Response},
    routing::{get, post},
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

use super::{
    super::{
        fixtures::{ENVIRONMENT_ID, SITES, Site},
        hosts::{self, Role},
        pages,
        state::Jira,
    },
    module::app_uuid,
    policy,
};

/// The line of the shell's page that a team edits before it deploys.
const PLACEHOLDER: &str = "<meta name=\"chat-origin\" content=\"";

pub(super) fn router(jira: &Arc<Jira>) -> Router {
    let files = Router::new()
        .route("/{app}/{environment}/{deployment}/{resource}/{context}/{file}", get(file))
        .route_layer(middleware::from_fn_with_state(jira.hosts, hosts::shell));
    let platform = Router::new()
        .route("/global-bridge.js", get(async || pages::script(include_str!("../pages/global_bridge.js"))))
        .route("/theme/{mode}", get(pages::theme))
        // Violations are visible in the browser; its reports are discarded.
        .route(policy::REPORTS, post(async || StatusCode::NO_CONTENT))
        .route_layer(middleware::from_fn_with_state(jira.hosts, hosts::atlassian));
    files.merge(platform).with_state(Arc::clone(jira))
}

/// The address of the shell's page for a site. The bridge reads the site from its last folder, as at Forge.
pub(super) fn address(jira: &Jira, site: &'static Site) -> String {
    let context = json!({ "site": jira.hosts.origin(Role::Site(site)) }).to_string();
    format!(
        "{}/{}/{ENVIRONMENT_ID}/{}/shell/_ctx_{}/index.html",
        jira.hosts.origin(Role::Shell),
        app_uuid(),
        jira.deployment,
        URL_SAFE_NO_PAD.encode(context)
    )
}

async fn file(
    State(jira): State<Arc<Jira>>,
    Path([app, environment, deployment, resource, context, file]): Path<[String; 6]>,
) -> Response {
    let here = app == app_uuid()
        && environment == ENVIRONMENT_ID
        && deployment == jira.deployment
        && resource == "shell"
        && !file.starts_with('.')
        && !file.contains(['/', '\\']);
    let (true, Some(site)) = (here, site_of(&jira, &context)) else {
        // Forge's CDN responds with 403 to every address that no deployment has.
        return StatusCode::FORBIDDEN.into_response();
    };
    let Ok(text) = tokio::fs::read_to_string(jira.shell.join(&file)).await else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let (media_type, text) = match FilePath::new(&file).extension().and_then(|extension| extension.to_str()) {
        Some("html") => ("text/html; charset=utf-8", deployed(&jira, &text)),
        Some("js") => ("text/javascript; charset=utf-8", text),
        Some("css") => ("text/css; charset=utf-8", text),
        _ => return StatusCode::FORBIDDEN.into_response(),
    };
    let policy =
        HeaderValue::try_from(policy::of(&jira, site)).unwrap_or(HeaderValue::from_static("default-src 'none'"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media_type)),
        (header::CONTENT_SECURITY_POLICY, policy),
        // Forge caches these for weeks; here, a developer may be editing them.
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, text).into_response()
}

/// The site that a folder of the shell's address names.
fn site_of(jira: &Jira, context: &str) -> Option<&'static Site> {
    let json = URL_SAFE_NO_PAD.decode(context.strip_prefix("_ctx_")?).ok()?;
    let context: Value = serde_json::from_slice(&json).ok()?;
    SITES.iter().find(|site| context["site"] == jira.hosts.origin(Role::Site(site)).as_str())
}

/// The page with the backend's origin, which the team fills in, and the script, which Forge adds.
fn deployed(jira: &Jira, page: &str) -> String {
    let bridge =
        format!("<head>\n    <script src=\"{}/global-bridge.js\"></script>", jira.hosts.origin(Role::Atlassian));
    let page = page.replacen("<head>", &bridge, 1);
    match (page.split_once(PLACEHOLDER), jira.chat()) {
        (Some((before, rest)), Some(chat)) => {
            let after = rest.split_once('"').map_or(rest, |(_, after)| after);
            format!("{before}{PLACEHOLDER}{chat}\"{after}")
        }
        _ => page,
    }
}
