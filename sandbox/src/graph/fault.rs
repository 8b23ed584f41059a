//! What is no answer of the Graph API: a proxy's page, a body that cannot be read, a connection that breaks or stays
//! silent.

use std::time::Duration;

use axum::{body::Body, response::Response};
use serde_json::{Value, json};

use super::{debug_token::report, error::MARKER, exchange::Exchange, facts::GOOD, reply};

/// Longer than the three seconds after which a person wonders, shorter than the five after which a client tries again.
const SLOW: Duration = Duration::from_secs(4);

/// Well over the mebibyte that a client may want to read.
const OVERSIZED: usize = 2 << 20;

/// Where the head of a truncated answer is certainly over, and its body certainly is not.
const TRUNCATED_AT: usize = 1024;
const TRUNCATED_OF: usize = 4096;

/// Where the redirect points, on this machine under another name. Whoever arrives there followed it.
pub(crate) const ELSEWHERE: &str = "/_sandbox/elsewhere";

const HTML: &str = "text/html; charset=utf-8";
const JSON: &str = "application/json; charset=UTF-8";

/// The ways in which no answer arrives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// 500 with a line of plain text.
    PlainText500,
    /// A web page under this status.
    Html(u16),
    /// 200 and JSON, but without `data`.
    WithoutData,
    /// 200 and `data`, whose fields are all `null`.
    NullFields,
    /// 200 and `data`, whose fields hold other types than documented.
    WrongTypes,
    /// 200 and bytes that are no UTF-8.
    NotUtf8,
    /// 200 and nothing.
    EmptyBody,
    /// A good report that ends before its `Content-Length`.
    Truncated,
    /// The connection is reset before the first byte of an answer.
    Reset,
    /// Nothing, for as long as the client waits.
    Hanging,
    /// 302 to another host, which would answer well.
    Redirect,
    /// A good report, with more than a mebibyte behind it.
    Oversized,
}

impl Fault {
    /// Makes it happen to this request.
    pub(super) async fn happen(self, exchange: &Exchange) -> Response {
        let reply = &exchange.reply;
        match self {
            Self::PlainText500 => reply.bare(500, "text/plain", format!("{MARKER}: it broke.\n")),
            Self::Html(status) => reply.bare(status, HTML, page(status)),
            Self::WithoutData => reply.bare(200, JSON, json!({ "success": true }).to_string()),
            Self::NullFields => reply.bare(200, JSON, null_fields().to_string()),
            Self::WrongTypes => reply.bare(200, JSON, wrong_types().to_string()),
            Self::NotUtf8 => reply.bare(200, JSON, &b"{\"data\":{\"application\":\"\xff\xfe\"}}"[..]),
            Self::EmptyBody => reply.bare(200, JSON, Body::empty()),
            Self::Truncated => {
                exchange.line.end_after(TRUNCATED_AT);
                reply.bare(200, JSON, padded_report(TRUNCATED_OF))
            }
            Self::Reset => cut(exchange),
            Self::Hanging => {
                // When the client goes away, the server drops this future; only the program's end completes it.
                exchange.graph.stopped().await;
                cut(exchange)
            }
            Self::Redirect => {
                let mut response = reply.bare(302, HTML, Body::empty());
                // Another name for this machine is another host to a client, yet the sandbox sees who follows.
                let port = exchange.line.port();
                let elsewhere = format!("http://localhost:{port}{}", ELSEWHERE);
                reply::set(&mut response, "location", &elsewhere);
                response
            }
            Self::Oversized => reply.bare(200, JSON, padded_report(OVERSIZED)),
        }
    }
}

/// Waits as long as a slow answer takes, unless the program is to stop.
pub(super) async fn dawdle(exchange: &Exchange) {
    tokio::select! {
        () = tokio::time::sleep(SLOW) => {}
        () = exchange.graph.stopped() => {}
    }
}

/// Resets the connection. What is returned is never written.
fn cut(exchange: &Exchange) -> Response {
    exchange.line.reset();
    Response::new(Body::empty())
}

fn page(status: u16) -> String {
    format!("<!doctype html>\n<title>{status}</title>\n<h1>{MARKER}</h1>\n<p>Sorry, something went wrong.</p>\n")
}

/// The body of a good report, at least this many bytes long.
fn padded_report(bytes: usize) -> String {
    let mut body = report(&GOOD);
    body["padding"] = "x".repeat(bytes).into();
    body.to_string()
}

fn null_fields() -> Value {
    json!({ "data": {
        "app_id": null, "type": null, "application": null, "data_access_expires_at": null,
        "expires_at": null, "is_valid": null, "issued_at": null, "scopes": null,
        "granular_scopes": null, "user_id": null,
    } })
}

fn wrong_types() -> Value {
    json!({ "data": {
        "app_id": 634_974_688_087_057_u64, "type": 7, "application": ["Acme Support"],
        "data_access_expires_at": "never", "expires_at": { "at": "never" }, "is_valid": "yes",
        "issued_at": true, "scopes": "whatsapp_business_management", "granular_scopes": 0,
        "user_id": {},
    } })
}
