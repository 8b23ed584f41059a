//! Talking to the Chat backend: the only room that knows URLs and status codes.

mod error;

pub use error::Error;
