//! The sandbox's Jira: the backend's settings for it, and the address to open.

use std::net::SocketAddr;

/// The ID of the Forge app in the sandbox; a test compares it with what the sandbox signs.
const FORGE_APP_ID: &str = "ari:cloud:ecosystem::app/5a4db0c5-7e57-4000-8000-000000000001";

/// The backend's settings that put the sandbox in Atlassian's place.
pub(crate) fn settings(jira: SocketAddr) -> [(&'static str, String); 5] {
    let port = jira.port();
    [
        ("CHAT_FORGE_APP_ID", FORGE_APP_ID.to_owned()),
        ("CHAT_FORGE_KEYS_URL", format!("http://{jira}/.well-known/jwks.json")),
        ("CHAT_FORGE_SHELLS", format!("http://shell.cdn.localhost:{port}")),
        ("CHAT_JIRA_SITES", format!("http://*.jira.localhost:{port}")),
        ("CHAT_ATLASSIAN_API_URL", format!("http://{jira}")),
    ]
}

/// The address of the panel inside the sandbox's Jira, with a description.
pub(crate) fn page(jira: SocketAddr) -> (String, &'static str) {
    (format!("http://acme.jira.localhost:{}/forge?project=SUP", jira.port()), "inside Jira, as a Forge app")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repository;

    #[test]
    fn the_app_is_the_one_the_sandbox_signs_for() {
        let fixtures = repository::root().join("sandbox/src/jira/fixtures.rs");
        let text = std::fs::read_to_string(fixtures).unwrap();
        assert!(
            text.contains(&format!("FORGE_APP_ID: &str = \"{FORGE_APP_ID}\"")),
            "the sandbox signs for another app"
        );
    }
}
