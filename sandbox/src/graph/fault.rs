//! Everything that is no response of the Graph API: a proxy's page, a body that can't be read, a connection that
//! breaks or stays silent.

use axum::{body::Body, response::Response};

use super::{cases::Fault, error::MARKER, reply, request::GraphRequest, token::TokenFacts};

/// Well over the mebibyte that a client may want to read.
const OVERSIZED: usize = 2 << 20;

/// After so many bytes the head of a truncated response is certainly over, and its body certainly is not.
const TRUNCATED_AFTER: usize = 1024;
const TRUNCATED_LENGTH: usize = 4096;

/// The target of the redirect, on this machine under another name. Only a client that follows redirects gets there.
pub(crate) const REDIRECT_TARGET: &str = "/_sandbox/elsewhere";

/// Makes the fault happen to this request.
pub(super) async fn respond(fault: Fault, request: &GraphRequest) -> Response {
    let reply = &request.reply;
    match fault {
        Fault::Html(status) => reply.bare(status, reply::HTML, page(status)),
        Fault::Truncated => {
            request.connection.end_after(TRUNCATED_AFTER);
            reply.bare(200, reply::JSON, padded_report(TRUNCATED_LENGTH))
        }
        Fault::Reset => reset(request),
        Fault::Hanging => {
            // If the client disconnects, the server drops this future; only the program's end completes it.
            request.graph.stopped().await;
            reset(request)
        }
        Fault::Redirect => {
            let mut response = reply.bare(302, reply::HTML, Body::empty());
            // Another name of this machine is another host to a client, yet the sandbox sees who follows.
            let port = request.connection.port();
            reply::set(&mut response, "location", &format!("http://localhost:{port}{REDIRECT_TARGET}"));
            response
        }
        Fault::Oversized => reply.bare(200, reply::JSON, padded_report(OVERSIZED)),
    }
}

/// Resets the connection. The returned response is never written.
fn reset(request: &GraphRequest) -> Response {
    request.connection.reset();
    Response::new(Body::empty())
}

fn page(status: u16) -> String {
    format!("<!doctype html>\n<title>{status}</title>\n<h1>{MARKER}</h1>\n<p>Sorry, something went wrong.</p>\n")
}

/// The body of a good report, at least this many bytes long.
fn padded_report(bytes: usize) -> String {
    let mut body = TokenFacts::default().report();
    body["padding"] = "x".repeat(bytes).into();
    body.to_string()
}
