//! Asking Meta about a token, through an HTTP client of its own.
//!
//! | part | does |
//! |---|---|
//! | `ask` | one question, tried again where the fault is a passing one |
//! | `transport` | failures of the connection, without their address, which holds the token |
//! | `meaning` | Meta's error codes as findings: the one table |
//! | `wait` | how long Meta asks to wait |
//! | `inspection` | reading what `debug_token` tells |
//! | `ladder` | reading `/app` and `/me/permissions`, where a token may not inspect itself |
//! | `verdict` | the whole procedure, from token to report |
//!
//! Nothing that Meta wrote for people leaves this room, not even into the log: it may repeat the token.

mod ask;
mod inspection;
mod ladder;
mod meaning;
mod text;
mod transport;
mod verdict;
mod wait;

use crate::clock::Clock;
use crate::config;
use contract::access_token::AccessToken;
use contract::report::TokenReport;
use reqwest::redirect;
use rustls::crypto::ring;
use std::time::Duration;

/// Asks Meta, or whoever answers in its place.
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
    /// A client for the Graph API that `config` names.
    ///
    /// # Errors
    /// Where the system has no certificates that TLS could trust.
    pub fn new(config: &config::Graph, clock: Clock) -> Result<Self, reqwest::Error> {
        // A second client of one process finds the provider installed, which is all that matters.
        let _installed_before = ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .connect_timeout(config.connect_timeout)
            .https_only(config.url.scheme() == "https")
            .redirect(redirect::Policy::none())
            .no_proxy()
            .user_agent(concat!("chat-backend/", env!("CARGO_PKG_VERSION")))
            .build()?;
        let base = format!("{}/{}", config.url.as_str().trim_end_matches('/'), config.version);
        let config::Graph { try_timeout, budget, tries, .. } = *config;
        Ok(Self { http, base, try_timeout, budget, tries, clock })
    }

    /// What Meta says of `token`, within the budget of time. It always ends in a report; where Meta could not be
    /// asked, the report says so.
    pub async fn check(&self, token: &AccessToken) -> TokenReport {
        verdict::reach(self, token).await
    }
}
