//! Sends one request and reads its whole answer, within a time limit. The only caller of fetch.
#![expect(clippy::disallowed_types, reason = "this is the file that may send requests")]

use super::Error;
use gloo_timers::callback::Timeout;
use js_sys::Promise;
use std::cell::Cell;
use std::rc::Rc;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    AbortController, Headers, ReferrerPolicy, RequestCache, RequestCredentials, RequestInit, RequestRedirect, Response,
};

#[wasm_bindgen]
extern "C" {
    /// The browser's own, which needs no window to be called.
    fn fetch(address: &str, options: &RequestInit) -> Promise;
}

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
    pub(super) method: &'static str,
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
    let sent = fetch(&call.path, &options(call, abort)?);
    let response: Response = JsFuture::from(sent).await.map_err(|_| Error::Unreachable)?.unchecked_into();
    let headers = response.headers();
    // Fails only for names that no header can have.
    let header = |name| headers.get(name).ok().flatten();
    let (etag, retry_after) = (header("etag"), header("retry-after").and_then(|text| text.parse().ok()));
    let text = JsFuture::from(response.text().map_err(|_| Error::CutOff)?).await.map_err(|_| Error::CutOff)?;
    let body = text.as_string().ok_or(Error::CutOff)?;
    Ok(Answer { status: response.status(), etag, retry_after, body })
}

fn options(call: &Call, abort: &Abort) -> Result<RequestInit, Error> {
    let options = RequestInit::new();
    options.set_method(call.method);
    options.set_signal(Some(&abort.0.signal()));
    options.set_cache(RequestCache::NoStore);
    options.set_credentials(RequestCredentials::Omit);
    options.set_redirect(RequestRedirect::Error);
    options.set_referrer_policy(ReferrerPolicy::NoReferrer);
    let headers = Headers::new().map_err(|_| Error::Unreachable)?;
    // Fails only for a header that no browser sends, and every one here is plain ASCII.
    let set = |name: &str, value: &str| headers.set(name, value).map_err(|_| Error::Unreachable);
    for (name, value) in &call.headers {
        set(name, value)?;
    }
    if let Some(Body(text)) = &call.body {
        set("content-type", "application/json")?;
        options.set_body(&JsValue::from_str(text));
    }
    options.set_headers(&headers);
    Ok(options)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    fn read(path: &str) -> Call {
        let headers = vec![("if-match", "\"1\"".to_owned())];
        Call { method: "GET", path: path.to_owned(), headers, body: None }
    }

    #[wasm_bindgen_test]
    async fn a_whole_answer_is_read() {
        let answer = send(&read("data:text/plain,well"), 5_000, None).await;
        assert_eq!(answer.map(|answer| (answer.status, answer.etag, answer.body)), Ok((200, None, "well".to_owned())));
    }

    #[wasm_bindgen_test]
    async fn what_cannot_be_reached_is_said_so() {
        assert_eq!(send(&read("nowhere:"), 5_000, None).await.err(), Some(Error::Unreachable));
    }

    #[wasm_bindgen_test]
    async fn what_is_stopped_brings_no_answer() {
        let abort = Abort::new();
        abort.iter().for_each(Abort::abort);
        assert_eq!(send(&read("data:text/plain,well"), 5_000, abort.as_ref()).await.err(), Some(Error::Unreachable));
    }
}
