//! Talking to the Chat backend: the only room that knows URLs and status codes.

mod client;
mod json;
mod session;
mod transport;

pub use client::Client;
pub use transport::Abort;

use contract::problem::{Code, Problem};
use panel::Error;
use serde::de::DeserializeOwned;
use transport::Answer;

/// What a good answer holds.
fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    if answer.status != 200 {
        return Err(refusal(answer));
    }
    json::read(&answer.body).ok_or(Error::Unreadable)
}

/// Why an answer is not a good one: the backend's own problem, or what the status alone tells.
fn refusal(answer: &Answer) -> Error {
    let by_status = Error::from_status(answer.status, answer.retry_after);
    match json::read::<Problem>(&answer.body) {
        Some(mut problem) => {
            problem.retry_after = problem.retry_after.or(answer.retry_after);
            // A newer backend may have a code of its own. These statuses tell all the same what kind of refusal it is.
            if problem.code == Code::Unknown && matches!(answer.status, 401 | 429 | 500 | 503 | 504) {
                problem.code = by_status.code().unwrap_or(Code::Unknown);
            }
            Error::Rejected(Box::new(problem))
        }
        None => by_status,
    }
}
