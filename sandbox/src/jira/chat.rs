//! Calls the Chat backend as Atlassian's servers do. Plain http, and on this machine only: the secrets are made up, but
//! a backend elsewhere would take them for an attack.

use std::time::Duration;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderValue, Method, Request, Uri, header},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};

use super::error::Error;

/// How long Forge waits for an app's backend.
const TIMEOUT: Duration = Duration::from_secs(25);

/// The longest response that Forge accepts, in bytes.
const MAX_LENGTH: usize = 5 * 1024 * 1024;

/// A response of the Chat backend.
#[derive(Debug)]
pub(crate) struct ChatResponse {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
}

impl ChatResponse {
    /// The body, if it is JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// Checks that the sandbox can call `origin`: it's `http://` and a name or an address of this machine.
///
/// # Errors
/// If it isn't.
pub(crate) fn check(origin: &str) -> Result<(), Error> {
    let uri: Uri = origin.parse().map_err(|_| Error::NotAllowed)?;
    let bare = uri.path() == "/" && uri.query().is_none() && !origin.ends_with('/');
    if bare && address(&uri).is_some() { Ok(()) } else { Err(Error::NotAllowed) }
}

/// The host and port to connect to.
fn address(uri: &Uri) -> Option<(String, u16)> {
    let host = uri.host()?;
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    let loopback = bare.parse().is_ok_and(|ip: std::net::IpAddr| ip.is_loopback());
    let named = bare == "localhost" || bare.ends_with(".localhost");
    if uri.scheme_str() != Some("http") || !(loopback || named) {
        return None;
    }
    // Only browsers resolve every name under `localhost`; operating systems differ.
    let host = if named { "127.0.0.1" } else { bare };
    Some((host.to_owned(), uri.port_u16().unwrap_or(80)))
}

/// Sends one request to `url` and reads the whole response. Redirects are not followed.
///
/// # Errors
/// If the sandbox doesn't call that address, nothing responds there, or it takes too long.
pub(crate) async fn send(
    method: Method,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Result<ChatResponse, Error> {
    timeout(TIMEOUT, send_without_timeout(method, url, headers, body)).await.map_err(|_| Error::TimedOut)?
}

async fn send_without_timeout(
    method: Method,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Result<ChatResponse, Error> {
    let uri: Uri = url.parse().map_err(|_| Error::NotAllowed)?;
    let (host, port) = address(&uri).ok_or(Error::NotAllowed)?;
    let authority = uri.authority().ok_or(Error::NotAllowed)?.as_str();
    let target = uri.path_and_query().map_or("/", |target| target.as_str());

    let mut request = Request::builder().method(method).uri(target).header(header::HOST, authority);
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).map_err(|_| Error::NotAllowed)?;
        request = request.header(*name, value);
    }
    let body = match body {
        Some(body) => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        }
        None => Body::empty(),
    };
    let request = request.body(body).map_err(|_| Error::NotAllowed)?;

    let stream = TcpStream::connect((host, port)).await.map_err(|_| Error::Unreachable)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Error::Unreachable)?;
    tokio::spawn(connection);
    let response = sender.send_request(request).await.map_err(|_| Error::Unreachable)?;
    let (head, body) = response.into_parts();
    let content_type = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body = to_bytes(Body::new(body), MAX_LENGTH).await.map_err(|_| Error::Unreachable)?;
    Ok(ChatResponse { status: head.status.as_u16(), content_type, body })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_origins_of_this_machine_are_called() {
        for origin in ["http://127.0.0.1:8787", "http://localhost", "http://chat.localhost:1", "http://[::1]:8787"] {
            assert_eq!(check(origin), Ok(()), "{origin}");
        }
        let others = [
            "https://127.0.0.1:8787",
            "http://chat.example.com",
            "http://127.0.0.1:8787/",
            "http://127.0.0.1:8787/panel",
            "http://localhost.example.com",
            "http://10.0.0.1",
            "127.0.0.1:8787",
            "",
        ];
        for origin in others {
            assert_eq!(check(origin), Err(Error::NotAllowed), "{origin}");
        }
    }
}
