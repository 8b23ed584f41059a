//! What the app tells Connect of itself: `atlassian-connect.json`.
//! Source: Atlassian Connect's app descriptor, and its module "Project admin tab panel".

use contract::endpoint::{CONNECT_INSTALLED, CONNECT_UNINSTALLED, PANEL};
use serde_json::{Value, json};

/// The descriptor of the app `key` at `base_url`.
pub(super) fn describe(key: &str, base_url: &str) -> Value {
    json!({
        "key": key,
        "name": "Chat for JSM Cloud",
        "baseUrl": base_url,
        "authentication": { "type": "jwt" },
        "apiVersion": 1,
        // Without these, tokens of a page and installs would be signed in ways that prove less.
        "apiMigrations": { "context-qsh": true, "signed-install": true, "gdpr": true },
        "lifecycle": { "installed": CONNECT_INSTALLED, "uninstalled": CONNECT_UNINSTALLED },
        // Reading is what asking for a person's rights takes.
        "scopes": ["READ"],
        "modules": {
            "jiraProjectAdminTabPanels": [{
                "key": "whatsapp-business",
                "name": { "value": "WhatsApp Business" },
                "location": "projectgroup4",
                "weight": 100,
                "url": format!("{PANEL}?projectId={{project.id}}&projectKey={{project.key}}"),
                "conditions": [{ "condition": "user_is_project_admin" }],
            }],
        },
    })
}
