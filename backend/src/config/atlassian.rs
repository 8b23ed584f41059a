//! The settings about Jira and Forge.

use super::{Sites, parse};
use clap::Args;
use reqwest::Url;

/// The Jira sites, and the Forge app through which they reach the backend.
#[derive(Args, Clone)]
pub struct Atlassian {
    /// The Forge app's ID, ari:cloud:ecosystem::app/…. Turns on sessions from the Forge app.
    #[arg(long, env = "CHAT_FORGE_APP_ID", value_name = "ID", value_parser = parse::forge_app_id)]
    pub forge_app_id: Option<String>,

    /// The keys that sign Forge Invocation Tokens, as a JSON Web Key Set.
    #[arg(long, env = "CHAT_FORGE_KEYS_URL", value_name = "URL", value_parser = parse::url,
          default_value = "https://forge.cdn.prod.atlassian-dev.net/.well-known/jwks.json")]
    pub forge_keys_url: Url,

    /// The origins from which Forge serves the shell that frames the page. Space-separated.
    #[arg(long, env = "CHAT_FORGE_SHELLS", value_name = "ORIGINS", value_parser = parse::sites,
          default_value = "https://*.cdn.prod.atlassian-dev.net")]
    pub forge_shells: Sites,

    /// Trusted Jira sites, which may frame the page. Space-separated; `*.` matches any subdomain.
    #[arg(long, env = "CHAT_JIRA_SITES", value_name = "ORIGINS", value_parser = parse::sites,
          default_value = "https://*.atlassian.net https://*.jira.com")]
    pub jira_sites: Sites,

    /// Atlassian's API, which returns a person's permissions and name.
    #[arg(long, env = "CHAT_ATLASSIAN_API_URL", value_name = "URL", value_parser = parse::url,
          default_value = "https://api.atlassian.com")]
    pub atlassian_api_url: Url,
}
