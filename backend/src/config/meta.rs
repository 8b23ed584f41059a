//! The settings about Meta.

use super::parse;
use clap::Args;
use reqwest::Url;
use std::num::NonZeroU32;
use std::time::Duration;

/// How to reach Meta.
#[derive(Args, Clone)]
pub struct Graph {
    /// Meta's Graph API, or the sandbox, without a path. Plain HTTP works only on this machine.
    #[arg(long = "graph-url", env = "CHAT_GRAPH_URL", value_name = "URL", default_value = "https://graph.facebook.com",
          value_parser = parse::bare_url)]
    pub url: Url,

    /// The Graph API version.
    #[arg(long = "graph-version", env = "CHAT_GRAPH_VERSION", value_name = "VERSION", default_value = "v26.0",
          value_parser = parse::graph_version)]
    pub version: String,

    /// The time limit for connecting to Meta, in milliseconds.
    #[arg(long = "graph-connect-timeout-ms", env = "CHAT_GRAPH_CONNECT_TIMEOUT_MS", value_name = "MS",
          default_value = "2000", value_parser = parse::milliseconds)]
    pub connect_timeout: Duration,

    /// The time limit for one request to Meta, in milliseconds.
    #[arg(long = "graph-try-timeout-ms", env = "CHAT_GRAPH_TRY_TIMEOUT_MS", value_name = "MS", default_value = "5000",
          value_parser = parse::milliseconds)]
    pub try_timeout: Duration,

    /// The time limit for one token check with all its requests and retries, in milliseconds. Must be less than the
    /// request timeout.
    #[arg(long = "graph-budget-ms", env = "CHAT_GRAPH_BUDGET_MS", value_name = "MS", default_value = "11000",
          value_parser = parse::milliseconds)]
    pub budget: Duration,

    /// How often to try one request to Meta if the failure isn't about the token.
    #[arg(long = "graph-tries", env = "CHAT_GRAPH_TRIES", value_name = "NUMBER", default_value = "3",
          value_parser = parse::tries)]
    pub tries: NonZeroU32,
}

/// How often Meta may be asked, by checks, saves and re-checks together.
#[derive(Args, Clone, Copy)]
pub struct Limits {
    /// How many checks and saves one person can make per minute.
    #[arg(long = "checks-per-minute", env = "CHAT_CHECKS_PER_MINUTE", value_name = "NUMBER", default_value = "10",
          value_parser = parse::limit)]
    pub account: NonZeroU32,

    /// How many checks and saves all people of one tenant can make per minute.
    #[arg(long = "tenant-checks-per-minute", env = "CHAT_TENANT_CHECKS_PER_MINUTE", value_name = "NUMBER",
          default_value = "30", value_parser = parse::limit)]
    pub tenant: NonZeroU32,
}

impl Graph {
    /// True if the requests go to Meta itself.
    #[must_use]
    pub fn is_meta(&self) -> bool {
        self.url.host_str() == Some("graph.facebook.com")
    }
}
