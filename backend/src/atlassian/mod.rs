//! Asking Atlassian: for keys, and for the rights of a person. It has an HTTP client of its own, apart from Meta's.
//!
//! What is asked and what an answer means is the business of [`caller`](crate::caller). Here are the time limits, and
//! the promise that nothing of an address, a header or a body reaches the log.

mod localhost;

use crate::error::Error;
use crate::log::whole;
use localhost::Localhost;
use reqwest::{RequestBuilder, Response, Url, redirect};
use rustls::crypto::ring;
use std::sync::Arc;
use std::time::Duration;
use tokio::time::timeout;

/// How long a set of keys may take. Keys and rights together stay below the 5 seconds that the page gives its host.
pub const FOR_KEYS: Duration = Duration::from_secs(2);

/// How long the question for a person's rights may take. With a check by Meta (11 s) it stays below the time that a
/// request has (14 s).
pub const FOR_RIGHTS: Duration = Duration::from_millis(2_500);

/// How long making a connection may take.
const FOR_A_CONNECTION: Duration = Duration::from_secs(1);

/// The longest answer that is read, in bytes. Atlassian's own are a few thousand.
const LONGEST: usize = 256 * 1024;

/// Asks Atlassian, or whoever answers in its place.
#[derive(Clone)]
pub struct Client(reqwest::Client);

/// An answer, read to its end.
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// The body.
    pub body: Vec<u8>,
}

impl Client {
    /// A client. Which addresses it may ask, the configuration has looked at already.
    ///
    /// # Errors
    /// Where the system has no certificates that TLS could trust.
    pub fn new() -> Result<Self, reqwest::Error> {
        // A second client of one process finds the provider installed, which is all that matters.
        let _installed_before = ring::default_provider().install_default();
        let http = reqwest::Client::builder()
            .connect_timeout(FOR_A_CONNECTION)
            .redirect(redirect::Policy::none())
            .no_proxy()
            .dns_resolver(Arc::new(Localhost))
            .user_agent(concat!("chat-backend/", env!("CARGO_PKG_VERSION")))
            .build()?;
        Ok(Self(http))
    }

    /// A question that reads.
    pub fn get(&self, url: Url) -> RequestBuilder {
        self.0.get(url)
    }

    /// A question with a body.
    pub fn post(&self, url: Url) -> RequestBuilder {
        self.0.post(url)
    }
}

/// Asks `question`, for `what` by the log, within `limit`.
///
/// # Errors
/// [`Error::JiraUnreachable`] where there was no whole answer in time.
pub async fn ask(question: RequestBuilder, what: &'static str, limit: Duration) -> Result<Answer, Error> {
    let answered = timeout(limit, async {
        let response = question.send().await?;
        read(response).await
    });
    match answered.await {
        Ok(Ok(Some(answer))) => Ok(answer),
        Ok(Ok(None)) => Err(useless(what, "it is too long")),
        Ok(Err(error)) => {
            // The address may hold what names a customer.
            let error = error.without_url();
            tracing::warn!(what, error = whole(&error), "Atlassian could not be asked");
            Err(Error::JiraUnreachable)
        }
        Err(_elapsed) => {
            tracing::warn!(what, "Atlassian did not answer in time");
            Err(Error::JiraUnreachable)
        }
    }
}

/// Says in the log that the answer to `what` is of no use; `because` holds nothing of it.
pub fn useless(what: &'static str, because: &'static str) -> Error {
    tracing::warn!(what, because, "Atlassian's answer is of no use");
    Error::JiraUnreachable
}

/// The whole answer; `None` where it is too long.
async fn read(mut response: Response) -> Result<Option<Answer>, reqwest::Error> {
    let status = response.status().as_u16();
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await? {
        if body.len() + chunk.len() > LONGEST {
            return Ok(None);
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Some(Answer { status, body }))
}
