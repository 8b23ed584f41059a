//! What the HTTP clients for Meta and Atlassian have in common.

use reqwest::{ClientBuilder, Response, redirect};
use rustls::crypto::ring;

/// A client that follows no redirects and uses no proxy, so that a token goes only where it was meant to go.
pub fn builder() -> ClientBuilder {
    // Fails if another client has installed it already, which is fine.
    let _installed_before = ring::default_provider().install_default();
    reqwest::Client::builder()
        .redirect(redirect::Policy::none())
        .no_proxy()
        .user_agent(concat!("chat-backend/", env!("CARGO_PKG_VERSION")))
}

/// The whole body; `None` if it has more than `max` bytes.
///
/// # Errors
/// If the connection fails.
pub async fn read_body(mut response: Response, max: usize) -> Result<Option<Vec<u8>>, reqwest::Error> {
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > max {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(body))
}
