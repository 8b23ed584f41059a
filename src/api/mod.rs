//! The client of the Chat backend: the only module that knows its addresses and status codes.

mod client;
mod session;
mod transport;

pub use client::Client;
pub use transport::Abort;

use crate::host;
use contract::problem::{Code, Problem};
use js_sys::JSON;
use panel::Error;
use serde::de::DeserializeOwned;
use transport::Response;

/// The body of a successful response.
fn read<T: DeserializeOwned>(response: &Response) -> Result<T, Error> {
    if response.status != 200 {
        return Err(rejection(response));
    }
    parse(&response.body).ok_or(Error::Unreadable)
}

/// Why a response isn't successful: the backend's problem, or what the status alone says.
fn rejection(response: &Response) -> Error {
    let by_status = Error::from_status(response.status, response.retry_after);
    match parse::<Problem>(&response.body) {
        Some(mut problem) => {
            problem.retry_after = problem.retry_after.or(response.retry_after);
            // A newer backend may use a code that this page doesn't know. These statuses say enough without it.
            if problem.code == Code::Unknown && matches!(response.status, 401 | 429 | 500 | 503 | 504) {
                problem.code = by_status.code().unwrap_or(Code::Unknown);
            }
            Error::Rejected(Box::new(problem))
        }
        None => by_status,
    }
}

/// The JSON in `text` as a `T`; `None` if it is anything else.
fn parse<T: DeserializeOwned>(text: &str) -> Option<T> {
    host::read_value(JSON::parse(text).ok()?)
}

#[cfg(all(test, target_arch = "wasm32"))]
mod tests {
    use super::*;
    use contract::request::Session;
    use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

    wasm_bindgen_test_configure!(run_in_browser);

    #[wasm_bindgen_test]
    fn a_response_that_is_not_json_is_not_read() {
        assert!(parse::<Session>(r#"{"bearer":"x","expires_in":300}"#).is_some());
        for text in ["", "<!doctype html>", "{\"bearer\":\"x\",", "undefined"] {
            assert_eq!(parse::<Session>(text), None, "{text}");
        }
    }
}
