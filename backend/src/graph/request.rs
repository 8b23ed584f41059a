//! One request to Meta, with retries for temporary failures.

use super::error_codes::{Failure, MetaError};
use super::{Client, retry_after, transport};
use crate::http_client;
use contract::access_token::AccessToken;
use contract::finding::Finding;
use reqwest::StatusCode;
use serde_json::Value;
use std::time::{Duration, SystemTime};
use tokio::time::{Instant, sleep, timeout};

/// The longest body that is read, in bytes. Meta's own are a few hundred.
const MAX_BODY: usize = 64 * 1024;

/// The longest pause before the first retry; it doubles for each further one. The actual pause is random.
const FIRST_PAUSE: Duration = Duration::from_millis(200);

/// A retry with less time than this isn't worth starting.
const SHORTEST_TRY: Duration = Duration::from_secs(1);

/// The time limit for all requests of one check.
#[derive(Clone, Copy)]
pub(super) struct Deadline(Instant);

impl Deadline {
    pub(super) fn after(budget: Duration) -> Self {
        Self(Instant::now() + budget)
    }

    fn left(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }
}

/// A path below the API version, and its query.
pub(super) struct Request<'a> {
    pub(super) path: &'static str,
    pub(super) query: &'a [(&'static str, &'a str)],
}

/// Sends `request`, authorized by `token`. Returns JSON that contains no error.
pub(super) async fn send(
    client: &Client,
    token: &AccessToken,
    request: &Request<'_>,
    deadline: Deadline,
) -> Result<Value, Failure> {
    let mut pause = FIRST_PAUSE;
    let mut tried = 1;
    loop {
        let limit = client.try_timeout.min(deadline.left());
        let failure = match timeout(limit, send_once(client, token, request)).await {
            Ok(Ok(response)) => return Ok(response),
            Ok(Err(failure)) => failure,
            Err(_elapsed) => Failure { is_temporary: true, ..Failure::new(Finding::TimedOut) },
        };
        let wait = pause.mul_f64(fastrand::f64());
        if !failure.is_temporary
            || tried >= client.tries
            || deadline.left() < wait + SHORTEST_TRY.min(client.try_timeout)
        {
            return Err(failure);
        }
        sleep(wait).await;
        pause *= 2;
        tried += 1;
    }
}

async fn send_once(client: &Client, token: &AccessToken, request: &Request<'_>) -> Result<Value, Failure> {
    let get = client.http.get(format!("{}{}", client.base, request.path));
    // `bearer_auth` marks the header as sensitive, so that the client never prints it.
    let get = get.query(request.query).bearer_auth(token.expose());
    let response = get.send().await.map_err(transport::failure)?;
    let retry_after = retry_after::seconds(response.headers(), SystemTime::now());
    let status = response.status();
    let body = http_client::read_body(response, MAX_BODY).await.map_err(transport::failure)?;
    interpret(status, body.as_deref()).map_err(|failure| Failure { retry_after, ..failure })
}

fn interpret(status: StatusCode, body: Option<&[u8]>) -> Result<Value, Failure> {
    let json = body.and_then(|body| serde_json::from_slice::<Value>(body).ok());
    if let Some(error) = json.as_ref().and_then(|json| json.get("error")).and_then(MetaError::parse) {
        return Err(error.failure(status.as_u16()));
    }
    match json {
        Some(json) if status.is_success() => Ok(json),
        _ if status.is_server_error() => Err(Failure::new(Finding::MetaDown)),
        _ if status == StatusCode::TOO_MANY_REQUESTS => Err(Failure::new(Finding::RateLimited)),
        _ => Err(Failure::new(Finding::BadAnswer)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_json_says_nothing_about_the_token() {
        let page: &[u8] = b"<!doctype html><h1>Sorry</h1>";
        for (status, body, finding) in [
            (500, Some(&b"it broke\n"[..]), Finding::MetaDown),
            (502, Some(page), Finding::MetaDown),
            (503, Some(page), Finding::MetaDown),
            (429, Some(page), Finding::RateLimited),
            (404, Some(page), Finding::BadAnswer),
            (302, Some(b""), Finding::BadAnswer),
            (200, Some(page), Finding::BadAnswer),
            (200, Some(b"{\"data\":{\"application\":\"\xff\xfe\"}}"), Finding::BadAnswer),
            (200, Some(b""), Finding::BadAnswer),
            // Too long to be read.
            (200, None, Finding::BadAnswer),
        ] {
            let status = StatusCode::from_u16(status).unwrap();
            assert_eq!(interpret(status, body).unwrap_err().finding, finding, "{status}");
        }
    }
}
