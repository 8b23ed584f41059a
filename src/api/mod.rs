//! Talking to the Chat backend: the only room that knows URLs and status codes.

mod client;
mod error;
mod session;
mod transport;

pub use client::{Client, Saved};
pub use error::Error;
pub use transport::Abort;

use contract::problem::Problem;
use serde::de::DeserializeOwned;
use transport::Answer;

/// What a good answer holds.
fn read<T: DeserializeOwned>(answer: &Answer) -> Result<T, Error> {
    if answer.status != 200 {
        return Err(refusal(answer));
    }
    serde_json::from_str(&answer.body).map_err(|_| Error::Unreadable)
}

/// Why an answer is not a good one: the backend's own problem, or what the status alone tells.
fn refusal(answer: &Answer) -> Error {
    match serde_json::from_str::<Problem>(&answer.body) {
        Ok(mut problem) => {
            problem.retry_after = problem.retry_after.or(answer.retry_after);
            Error::Refused(Box::new(problem))
        }
        Err(_) => Error::from_status(answer.status, answer.retry_after),
    }
}
