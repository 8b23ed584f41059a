//! How Forge names the app's module, in the bridge's context and in Invocation Tokens.

use serde_json::{Value, json};

use super::super::fixtures::{ENVIRONMENT_ID, FORGE_APP_ID, MODULE_KEY, Project, Site};

/// The type of the module that shows the shell.
const EXTENSION: &str = "jira:projectSettingsPage";

/// Where on the site the app is shown; also a claim of the Invocation Token.
pub(super) fn extension(project: &Project) -> Value {
    json!({
        "type": EXTENSION,
        "project": { "id": project.id.to_string(), "key": project.key, "type": "service_desk" },
    })
}

/// The ID of this instance of the module.
pub(super) fn local_id(site: &Site) -> String {
    format!("ari:cloud:ecosystem::extension/{}/{ENVIRONMENT_ID}/static/{MODULE_KEY}-{}", app_uuid(), site.name)
}

/// The last part of the app's ID.
pub(super) fn app_uuid() -> &'static str {
    FORGE_APP_ID.rsplit('/').next().unwrap_or(FORGE_APP_ID)
}
