//! Asks Meta about a token, through an HTTP client of its own.
//!
//! | module | does |
//! |---|---|
//! | `inspect_token` | the whole check, from token to report |
//! | `request` | one request, with retries for temporary failures |
//! | `transport` | connection failures, without the URL, which contains the token |
//! | `error_codes` | Meta's error codes as findings |
//! | `retry_after` | how long Meta asks to wait |
//! | `debug_token` | parses the `debug_token` response |
//! | `fallback` | `/app` and `/me/permissions`, for a token that may not inspect itself |
//! | `safe_text` | makes Meta's texts safe to store and show |
//!
//! Meta's texts for people never leave this module, not even to the log: they may repeat the token.

mod debug_token;
mod error_codes;
mod fallback;
mod inspect_token;
mod request;
mod retry_after;
mod safe_text;
mod transport;

use crate::clock::Clock;
use crate::config;
use crate::http_client;
use contract::access_token::AccessToken;
use contract::report::TokenReport;
use std::time::Duration;

/// Clones share their connections.
#[derive(Clone)]
pub struct Client {
    http: reqwest::Client,
    base: String,
    try_timeout: Duration,
    budget: Duration,
    tries: u32,
    clock: Clock,
}

impl Client {
    /// # Errors
    /// If the system has no certificates to trust.
    pub fn new(config: &config::Graph, clock: Clock) -> Result<Self, reqwest::Error> {
        let builder = http_client::builder().connect_timeout(config.connect_timeout);
        let http = builder.https_only(config.url.scheme() == "https").build()?;
        let base = format!("{}/{}", config.url.as_str().trim_end_matches('/'), config.version);
        let config::Graph { try_timeout, budget, tries, .. } = *config;
        Ok(Self { http, base, try_timeout, budget, tries: tries.get(), clock })
    }

    /// Asks Meta about `token`, within the time limit of a check. If Meta can't be asked, the report says so.
    pub async fn check(&self, token: &AccessToken) -> TokenReport {
        inspect_token::inspect_token(self, token).await
    }
}
