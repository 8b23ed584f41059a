//! Sends one request and reads its whole answer, within a time limit. The only user of gloo-net.
#![expect(clippy::disallowed_types, reason = "this is the file that may send requests")]

use gloo_net::http::{Method, Request, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use panel::Error;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// Stops a request, and the wait for its answer.
#[derive(Clone, Debug)]
pub struct Abort(AbortController);

impl Abort {
    /// A way to stop a request; `None` in a browser that knows none.
    #[must_use]
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Stops it.
    pub fn abort(&self) {
        self.0.abort();
    }
}

/// One request.
#[derive(Clone, Debug)]
pub(super) struct Call {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: Vec<(&'static str, String)>,
    /// JSON. May hold the token: it is never logged and never part of an error.
    pub(super) body: Option<Body>,
}

/// A body; it does not print what it holds.
#[derive(Clone)]
pub(super) struct Body(pub(super) String);

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Body(…)")
    }
}

/// What came back, whatever its status.
#[derive(Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) etag: Option<String>,
    /// Seconds, from `Retry-After`; a date is left to the body to tell.
    pub(super) retry_after: Option<u32>,
    pub(super) body: String,
}

/// Sends `call` and waits at most `limit` milliseconds for the end of its answer.
pub(super) async fn send(call: &Call, limit: u32, abort: Option<&Abort>) -> Result<Answer, Error> {
    let abort = abort.cloned().or_else(Abort::new).ok_or(Error::Unreachable)?;
    let too_late = Rc::new(Cell::new(false));
    let timer = {
        let (abort, too_late) = (abort.clone(), Rc::clone(&too_late));
        Timeout::new(limit, move || {
            too_late.set(true);
            abort.abort();
        })
    };
    let result = exchange(call, &abort).await;
    drop(timer);
    if too_late.get() { Err(Error::TimedOut) } else { result }
}

async fn exchange(call: &Call, abort: &Abort) -> Result<Answer, Error> {
    let response = request(call, abort)?.send().await.map_err(|_| Error::Unreachable)?;
    let status = response.status();
    let header = |name| response.headers().get(name);
    let (etag, retry_after) = (header("etag"), header("retry-after").and_then(|text| text.parse().ok()));
    let body = Response::text(&response).await.map_err(|_| Error::CutOff)?;
    Ok(Answer { status, etag, retry_after, body })
}

fn request(call: &Call, abort: &Abort) -> Result<Request, Error> {
    let mut builder = RequestBuilder::new(&call.path)
        .method(call.method.clone())
        .abort_signal(Some(&abort.0.signal()))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    for (name, value) in &call.headers {
        builder = builder.header(name, value);
    }
    let built = match &call.body {
        Some(Body(text)) => builder.header("content-type", "application/json").body(text.as_str()),
        None => builder.build(),
    };
    // Fails only for a header that no browser sends, and every one above is plain ASCII.
    built.map_err(|_| Error::Unreachable)
}
