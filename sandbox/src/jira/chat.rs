//! Calls the Chat backend as Atlassian's servers do. Plain http, and on this machine only: the secrets that travel
//! here are made up, but a backend elsewhere would take them for an attack.

use std::time::Duration;

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderValue, Method, Request, Uri, header},
};
use hyper::client::conn::http1;
use hyper_util::rt::TokioIo;
use serde_json::Value;
use tokio::{net::TcpStream, time::timeout};

use super::Fault;

/// How long Forge waits for an app's backend.
const PATIENCE: Duration = Duration::from_secs(25);

/// The longest answer that Forge takes, in bytes.
const LONGEST: usize = 5 * 1024 * 1024;

/// What the Chat backend answered.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) content_type: Option<String>,
    pub(crate) body: Bytes,
}

impl Answer {
    /// The body, where it is JSON.
    pub(crate) fn json(&self) -> Option<Value> {
        serde_json::from_slice(&self.body).ok()
    }
}

/// Whether `origin` is one that the sandbox calls: `http://` and a name or an address of this machine.
///
/// # Errors
/// When it is not.
pub(crate) fn check(origin: &str) -> Result<(), Fault> {
    let uri: Uri = origin.parse().map_err(|_| Fault::NotCallable)?;
    let bare = uri.path() == "/" && uri.query().is_none() && !origin.ends_with('/');
    if bare && address(&uri).is_some() { Ok(()) } else { Err(Fault::NotCallable) }
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
    // Systems do not agree on what a name below `localhost` is; browsers do.
    let host = if named { "127.0.0.1" } else { bare };
    Some((host.to_owned(), uri.port_u16().unwrap_or(80)))
}

/// Sends one request to `url` and reads the answer to its end. Redirects are not followed.
///
/// # Errors
/// When the address is not one to call, nothing answers there, or it takes too long.
pub(crate) async fn send(
    method: Method,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&Value>,
) -> Result<Answer, Fault> {
    timeout(PATIENCE, exchange(method, url, headers, body)).await.map_err(|_| Fault::TooLong)?
}

async fn exchange(method: Method, url: &str, headers: &[(&str, &str)], body: Option<&Value>) -> Result<Answer, Fault> {
    let uri: Uri = url.parse().map_err(|_| Fault::NotCallable)?;
    let (host, port) = address(&uri).ok_or(Fault::NotCallable)?;
    let authority = uri.authority().ok_or(Fault::NotCallable)?.as_str();
    let target = uri.path_and_query().map_or("/", |target| target.as_str());

    let mut request = Request::builder().method(method).uri(target).header(header::HOST, authority);
    for (name, value) in headers {
        let value = HeaderValue::from_str(value).map_err(|_| Fault::NotCallable)?;
        request = request.header(*name, value);
    }
    let body = match body {
        Some(body) => {
            request = request.header(header::CONTENT_TYPE, "application/json");
            Body::from(body.to_string())
        }
        None => Body::empty(),
    };
    let request = request.body(body).map_err(|_| Fault::NotCallable)?;

    let stream = TcpStream::connect((host, port)).await.map_err(|_| Fault::Unreachable)?;
    let (mut sender, connection) = http1::handshake(TokioIo::new(stream)).await.map_err(|_| Fault::Unreachable)?;
    tokio::spawn(connection);
    let answer = sender.send_request(request).await.map_err(|_| Fault::Unreachable)?;
    let (head, body) = answer.into_parts();
    let content_type = head.headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).map(str::to_owned);
    let body = to_bytes(Body::new(body), LONGEST).await.map_err(|_| Fault::Unreachable)?;
    Ok(Answer { status: head.status.as_u16(), content_type, body })
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
            assert_eq!(check(origin), Err(Fault::NotCallable), "{origin}");
        }
    }
}
