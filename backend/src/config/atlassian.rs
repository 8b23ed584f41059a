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
