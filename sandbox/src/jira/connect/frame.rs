//! The frame of a Connect app: its address, its name, and the tokens that the site signs for it with the secret that
//! both share (developer.atlassian.com, "Understanding JWT for Connect apps").

use serde_json::json;

use super::{
    super::{
        Jira,
        hosts::Role,
        jwt,
        places::{ACCOUNT_ID, Project, Site},
        qsh,
        standing::Installation,
    },
    install,
};

/// How long the token in the frame's address is good for; seconds.
const ADDRESS_LIFETIME: u64 = 180;

/// How long a context token is good for; seconds.
const CONTEXT_LIFETIME: u64 = 900;

/// What stands in a context token where other tokens have the hash of a request.
const CONTEXT_QSH: &str = "context-qsh";

/// The `sandbox` attribute of the frame. Atlassian does not say what Jira sets; this is what such pages commonly need.
pub(super) const SANDBOX: &str = "allow-downloads allow-forms allow-modals allow-popups \
    allow-popups-to-escape-sandbox allow-same-origin allow-scripts allow-top-navigation-by-user-activation";

/// The address of the module's page for a project, with everything that Connect adds to it.
pub(super) fn address(jira: &Jira, site: &'static Site, project: &Project, installed: &Installation) -> String {
    let (key, url) = &installed.module;
    let url = url.replace("{project.id}", &project.id.to_string()).replace("{project.key}", project.key);
    let (path, own) = url.split_once('?').unwrap_or((&url, ""));
    let added = [
        ("xdm_e", jira.hosts.origin(Role::Site(site))),
        ("xdm_c", format!("channel-{}__{key}", installed.app_key)),
        ("cp", String::new()),
        ("lic", "none".to_owned()),
        ("cv", "1001.0.0-SNAPSHOT".to_owned()),
    ];
    let added = added.map(|(name, value)| format!("{name}={}", qsh::encode(&value))).join("&");
    let query = if own.is_empty() { added } else { format!("{own}&{added}") };
    let now = jwt::now();
    let claims = json!({
        "iss": site.client_key,
        "sub": ACCOUNT_ID,
        "iat": now,
        "exp": now + ADDRESS_LIFETIME,
        "qsh": qsh::hash("GET", path, &query),
        "context": {},
    });
    let token = jwt::signed_by_secret(&claims, &installed.shared_secret);
    format!("{}{path}?{query}&jwt={token}", installed.base_url)
}

/// The frame's `window.name`, from which `all.js` learns where it is.
pub(super) fn name(jira: &Jira, site: &'static Site, installed: &Installation) -> String {
    let (key, _) = &installed.module;
    json!({
        "extension_id": format!("{}__{key}", installed.app_key),
        "origin": origin(installed),
        "api": {},
        "options": {
            "isFullPage": false,
            "isDialog": false,
            "hostOrigin": jira.hosts.origin(Role::Site(site)),
            "moduleType": "jiraProjectAdminTabPanels",
        },
    })
    .to_string()
}

/// The origin of the app.
pub(super) fn origin(installed: &Installation) -> String {
    // The base URL was looked at when the app was installed.
    install::origin_of(&installed.base_url).unwrap_or_default()
}

/// A context token: who asks, and about which project.
pub(super) fn token(site: &Site, project: &Project, installed: &Installation) -> String {
    let now = jwt::now();
    let claims = json!({
        "iss": site.client_key,
        "sub": ACCOUNT_ID,
        "iat": now,
        "exp": now + CONTEXT_LIFETIME,
        "qsh": CONTEXT_QSH,
        "context": { "jira": { "project": { "id": project.id.to_string(), "key": project.key } } },
    });
    jwt::signed_by_secret(&claims, &installed.shared_secret)
}
