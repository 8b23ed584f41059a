//! Sends one request and reads its whole response, within a time limit. The only user of gloo-net.
#![expect(clippy::disallowed_types, reason = "this file may send requests")]

use gloo_net::http::{Method, Request as HttpRequest, RequestBuilder};
use gloo_timers::callback::Timeout;
use panel::Error;
use std::cell::Cell;
use std::rc::Rc;
use web_sys::{AbortController, ReferrerPolicy, RequestCache, RequestCredentials, RequestRedirect};

/// Stops a request and the wait for its response.
#[derive(Clone, Debug)]
pub struct Abort(AbortController);

impl Abort {
    /// A way to stop a request; `None` if the browser has none.
    #[must_use]
    pub fn new() -> Option<Self> {
        AbortController::new().ok().map(Self)
    }

    /// Stops it.
    pub fn abort(&self) {
        self.0.abort();
    }
}

#[derive(Clone, Debug)]
pub(super) struct Request {
    pub(super) method: Method,
    pub(super) path: String,
    pub(super) headers: Vec<(&'static str, String)>,
    /// JSON. It may hold the token, so it's never logged and never part of an error.
    pub(super) body: Option<Body>,
}

/// The body of a request. It doesn't print what it holds.
#[derive(Clone)]
pub(super) struct Body(pub(super) String);

impl std::fmt::Debug for Body {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Body(…)")
    }
}

/// A response with any status.
#[derive(Debug)]
pub(super) struct Response {
    pub(super) status: u16,
    pub(super) etag: Option<String>,
    /// The seconds in `Retry-After`; `None` if it is a date, which the body then repeats as seconds.
    pub(super) retry_after: Option<u32>,
    pub(super) body: String,
}

/// Sends `request` and waits at most `limit` milliseconds for the end of its response.
pub(super) async fn send(request: &Request, limit: u32, abort: Option<&Abort>) -> Result<Response, Error> {
    let abort = abort.cloned().or_else(Abort::new).ok_or(Error::Unreachable)?;
    let is_late = Rc::new(Cell::new(false));
    let timer = {
        let (abort, is_late) = (abort.clone(), Rc::clone(&is_late));
        Timeout::new(limit, move || {
            is_late.set(true);
            abort.abort();
        })
    };
    let result = fetch(request, &abort).await;
    drop(timer);
    if is_late.get() { Err(Error::TimedOut) } else { result }
}

async fn fetch(request: &Request, abort: &Abort) -> Result<Response, Error> {
    let response = build(request, abort)?.send().await.map_err(|_| Error::Unreachable)?;
    let header = |name| response.headers().get(name);
    let (etag, retry_after) = (header("etag"), header("retry-after").and_then(|text| text.parse().ok()));
    let body = response.text().await.map_err(|_| Error::CutOff)?;
    Ok(Response { status: response.status(), etag, retry_after, body })
}

fn build(request: &Request, abort: &Abort) -> Result<HttpRequest, Error> {
    let mut builder = RequestBuilder::new(&request.path)
        .method(request.method.clone())
        .abort_signal(Some(&abort.0.signal()))
        .cache(RequestCache::NoStore)
        .credentials(RequestCredentials::Omit)
        .redirect(RequestRedirect::Error)
        .referrer_policy(ReferrerPolicy::NoReferrer);
    for (name, value) in &request.headers {
        builder = builder.header(name, value);
    }
    let built = match &request.body {
        Some(Body(text)) => builder.header("content-type", "application/json").body(text.as_str()),
        None => builder.build(),
    };
    // Fails only for headers that can't be sent, and all of these are plain ASCII.
    built.map_err(|_| Error::Unreachable)
}
