//! Requests to Atlassian, through an HTTP client of their own.
//!
//! [`caller`](crate::caller) decides what to ask and what a reply means. This module sets time limits, and keeps URLs,
//! headers and bodies out of the log.

mod localhost;

use crate::error::Error;
use crate::http_client;
use crate::log::with_causes;
use localhost::Localhost;
use reqwest::{RequestBuilder, Url};
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// The time limit for a key set. Keys and permissions together stay below the 5 seconds that the page waits for its host.
pub const KEYS_TIMEOUT: Duration = Duration::from_secs(2);

/// The time limit for a person's permissions, and for their name.
pub const PERMISSIONS_TIMEOUT: Duration = Duration::from_millis(2_500);

const CONNECT_TIMEOUT: Duration = Duration::from_secs(1);

/// The longest body that is read, in bytes. Atlassian's own are a few thousand.
const MAX_BODY: usize = 256 * 1024;

/// Clones share their connections.
#[derive(Clone)]
pub struct Client(reqwest::Client);

/// A whole response.
pub struct Reply {
    pub status: u16,
    pub body: Vec<u8>,
}

impl Client {
    /// # Errors
    /// If the system has no certificates to trust.
    pub fn new() -> Result<Self, reqwest::Error> {
        let builder = http_client::builder().connect_timeout(CONNECT_TIMEOUT).dns_resolver(Arc::new(Localhost));
        builder.build().map(Self)
    }

    pub fn get(&self, url: Url) -> RequestBuilder {
        self.0.get(url)
    }
}

/// Sends `request`, which the log calls `what`.
///
/// # Errors
/// [`Error::JiraUnreachable`] without a whole response within `limit`.
pub async fn send(request: RequestBuilder, what: &'static str, limit: Duration) -> Result<Reply, Error> {
    let replied = timeout(limit, async {
        let response = request.send().await?;
        let status = response.status().as_u16();
        let body = http_client::read_body(response, MAX_BODY).await?;
        Ok::<_, reqwest::Error>(body.map(|body| Reply { status, body }))
    });
    match replied.await {
        Ok(Ok(Some(reply))) => Ok(reply),
        Ok(Ok(None)) => Err(unusable(what, "it is too long")),
        Ok(Err(error)) => {
            // The URL may identify a customer.
            let error = error.without_url();
            tracing::warn!(what, error = with_causes(&error), "Atlassian could not be asked");
            Err(Error::JiraUnreachable)
        }
        Err(_elapsed) => {
            tracing::warn!(what, "Atlassian did not respond in time");
            Err(Error::JiraUnreachable)
        }
    }
}

/// Logs that a response can't be used. `because` must not repeat any of it.
pub fn unusable(what: &'static str, because: &'static str) -> Error {
    tracing::warn!(what, because, "Atlassian's response cannot be used");
    Error::JiraUnreachable
}
