//! Tests of single settings, and of settings that belong together.

use super::{Config, ConfigError};

const FORGE: (&str, &str) = ("CHAT_FORGE_APP_ID", "ari:cloud:ecosystem::app/8a1f0c9e-3c1d-4a55-9d8e-2f6b7c0d1e2f");
const CONNECT: (&str, &str) = ("CHAT_CONNECT_APP_KEY", "com.example.chat");
const PROXY: (&str, &str) = ("CHAT_PROXY_SECRET_FILE", "proxy.secret");
const PUBLIC: (&str, &str) = ("CHAT_PUBLIC_ORIGIN", "https://chat.example.com");
const OPEN: (&str, &str) = ("CHAT_LISTEN", "0.0.0.0:8787");

/// The settings, or the name of the setting that is wrong.
fn read(settings: &[(&str, &str)]) -> Result<Config, String> {
    let get = |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
    Config::read(get).map_err(|error| match error {
        ConfigError::Setting { name, .. } => name,
        other => other.to_string(),
    })
}

/// Whether anyone who reaches the backend gets a standalone session, or the setting that is wrong.
fn is_private(settings: &[(&str, &str)]) -> Result<bool, String> {
    read(settings).map(|config| config.is_private())
}

fn wrong(name: &str) -> Result<bool, String> {
    Err(name.to_owned())
}

#[test]
fn a_backend_that_others_can_reach_needs_a_way_to_identify_people() {
    assert_eq!(is_private(&[]), Ok(true));
    assert_eq!(is_private(&[FORGE]), Ok(true));
    for app in [FORGE, PROXY] {
        assert_eq!(is_private(&[PUBLIC, app]), Ok(false), "{app:?}");
        assert_eq!(is_private(&[OPEN, PUBLIC, app]), Ok(false), "{app:?}");
        assert_eq!(is_private(&[OPEN, app]), wrong("CHAT_LISTEN"), "{app:?}");
    }
    assert_eq!(is_private(&[PUBLIC]), wrong("CHAT_PUBLIC_ORIGIN"));
    assert_eq!(is_private(&[OPEN, PUBLIC]), wrong("CHAT_LISTEN"));
}

#[test]
fn connect_settings_are_ignored_unless_only_connect_identified_people() {
    let ignored = read(&[CONNECT, ("CHAT_CONNECT_KEYS_URL", "not a URL")]).map(|config| config.has_connect_settings);
    assert_eq!(ignored, Ok(true));
    assert_eq!(read(&[("CHAT_CONNECT_APP_KEY", " ")]).map(|config| config.has_connect_settings), Ok(false));
    for other in [FORGE, PROXY] {
        assert_eq!(is_private(&[PUBLIC, CONNECT, other]), Ok(false));
    }
    assert_eq!(is_private(&[PUBLIC, CONNECT]), wrong("CHAT_CONNECT_APP_KEY"));
    assert_eq!(is_private(&[OPEN, PUBLIC, CONNECT]), wrong("CHAT_CONNECT_APP_KEY"));
}

#[test]
fn the_forge_app_is_on_if_it_is_named() {
    assert!(read(&[]).unwrap().atlassian.forge_app_id.is_none());
    assert_eq!(read(&[FORGE]).unwrap().atlassian.forge_app_id.as_deref(), Some(FORGE.1));
}

#[test]
fn plain_http_works_only_on_this_machine() {
    let sites = |text| is_private(&[("CHAT_JIRA_SITES", text)]);
    assert_eq!(sites("http://*.jira.localhost:8789 https://*.atlassian.net"), Ok(true));
    assert_eq!(sites("https://*.atlassian.net http://jira.example.com"), wrong("CHAT_JIRA_SITES"));
    let keys = |text| is_private(&[("CHAT_FORGE_KEYS_URL", text)]);
    assert_eq!(keys("http://127.0.0.1:8789/keys"), Ok(true));
    assert_eq!(keys("http://keys.localhost.example"), wrong("CHAT_FORGE_KEYS_URL"));
}

#[test]
fn blank_variables_count_as_unset_and_values_are_trimmed() {
    let config = read(&[("CHAT_LISTEN", " "), ("CHAT_KEY", ""), ("CHAT_GRAPH_VERSION", " v27.0 ")]).unwrap();
    assert_eq!(config.listen.to_string(), "127.0.0.1:8787");
    assert_eq!(config.key_source().setting(), "CHAT_KEY_FILE");
    assert_eq!(config.graph.version, "v27.0");
}

#[test]
fn help_names_every_setting_and_shows_no_value() {
    let help = Config::help();
    for name in ["CHAT_LISTEN", "CHAT_KEY", "CHAT_FORGE_APP_ID", "CHAT_GRAPH_TRIES", "CHAT_LOG", "forget"] {
        assert!(help.contains(name), "{name}: {help}");
    }
    assert!(help.contains("[env: CHAT_KEY]") && help.contains("[default: sqlite:chat.db]"), "{help}");
}
