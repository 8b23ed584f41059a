//! What there is to know of Atlassian: whom to believe, and where to ask.

use super::reader::Reader;
use super::{Origin, Sites, Wrong, variable as v};
use reqwest::Url;

/// The Jira sites, and the apps by which they ask.
pub struct Atlassian {
    /// The Forge app, where there is one.
    pub forge: Option<Forge>,
    /// The Connect app, where there is one.
    pub connect: Option<Connect>,
    /// The Jira sites that are believed.
    pub sites: Sites,
    /// Atlassian's API.
    pub api_url: Url,
}

/// The Forge app.
pub struct Forge {
    /// Its ID, `ari:cloud:ecosystem::app/…`.
    pub app_id: String,
    /// The keys of Invocation Tokens, as a JWKS.
    pub keys_url: Url,
    /// The origins that may hold the shell.
    pub shells: Sites,
}

/// The Connect app.
pub struct Connect {
    /// Its key.
    pub app_key: String,
    /// The keys of installs: `{url}/{kid}` is a PEM.
    pub keys_url: Url,
    /// The script for the frame.
    pub script_url: Url,
    /// Its origin, from which the page may load scripts and styles then.
    pub script_origin: Origin,
}

impl Atlassian {
    pub(super) fn read(read: &Reader<'_>) -> Result<Self, Wrong> {
        let (app_id, shells) = (read.app_id(&v::FORGE_APP_ID)?, read.sites(&v::FORGE_SHELLS)?);
        let keys_url = read.url(&v::FORGE_KEYS_URL)?;
        let forge = app_id.map(|app_id| Forge { app_id, keys_url, shells });
        let (app_key, keys_url) = (read.app_key(&v::CONNECT_APP_KEY)?, read.url(&v::CONNECT_KEYS_URL)?);
        let (script_url, script_origin) = read.url_and_origin(&v::CONNECT_SCRIPT_URL)?;
        let connect = app_key.map(|app_key| Connect { app_key, keys_url, script_url, script_origin });
        Ok(Self { forge, connect, sites: read.sites(&v::JIRA_SITES)?, api_url: read.url(&v::ATLASSIAN_API_URL)? })
    }

    /// True where Jira may vouch for somebody.
    pub(super) fn has_app(&self) -> bool {
        self.forge.is_some() || self.connect.is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::config::Config;

    const FORGE: (&str, &str) = ("CHAT_FORGE_APP_ID", "ari:cloud:ecosystem::app/8a1f0c9e-3c1d-4a55-9d8e-2f6b7c0d1e2f");
    const CONNECT: (&str, &str) = ("CHAT_CONNECT_APP_KEY", "com.example.chat");
    const PUBLIC: (&str, &str) = ("CHAT_PUBLIC_ORIGIN", "https://chat.example.com");
    const OPEN: (&str, &str) = ("CHAT_LISTEN", "0.0.0.0:8787");

    /// The setting that is wrong, or whether standalone sessions are given to everybody.
    fn read(settings: &[(&str, &str)]) -> Result<bool, &'static str> {
        let get = |name: &str| settings.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        Config::read(get).map(|config| config.is_private()).map_err(|wrong| wrong.name)
    }

    #[test]
    fn off_loopback_or_behind_a_proxy_somebody_has_to_vouch_for_people() {
        assert_eq!(read(&[]), Ok(true));
        assert_eq!(read(&[FORGE, CONNECT]), Ok(true));
        for app in [FORGE, CONNECT, ("CHAT_PROXY_SECRET_FILE", "proxy.secret")] {
            assert_eq!(read(&[PUBLIC, app]), Ok(false), "{app:?}");
            assert_eq!(read(&[OPEN, PUBLIC, app]), Ok(false), "{app:?}");
            assert_eq!(read(&[OPEN, app]), Err("CHAT_LISTEN"), "{app:?}");
        }
        assert_eq!(read(&[PUBLIC]), Err("CHAT_PUBLIC_ORIGIN"));
        assert_eq!(read(&[OPEN, PUBLIC]), Err("CHAT_LISTEN"));
    }

    #[test]
    fn an_app_is_on_where_it_is_named() {
        let get = |name: &str| (name == FORGE.0).then(|| FORGE.1.to_owned());
        let config = Config::read(get).ok().map(|config| config.atlassian);
        assert!(config.is_some_and(|atlassian| atlassian.forge.is_some() && atlassian.connect.is_none()));
    }

    #[test]
    fn plain_http_is_for_this_machine() {
        let sites = |text: &'static str| read(&[("CHAT_JIRA_SITES", text)]);
        assert_eq!(sites("http://*.jira.localhost:8789 https://*.atlassian.net"), Ok(true));
        assert_eq!(sites("https://*.atlassian.net http://jira.example.com"), Err("CHAT_JIRA_SITES"));
        let keys = |text: &'static str| read(&[("CHAT_CONNECT_KEYS_URL", text)]);
        assert_eq!(keys("http://127.0.0.1:8789/install-keys"), Ok(true));
        assert_eq!(keys("http://keys.localhost.example"), Err("CHAT_CONNECT_KEYS_URL"));
    }
}
