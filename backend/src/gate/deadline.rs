//! No request takes longer than its time; the page waits a little longer than that, so it hears why.

use crate::error::Error;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::time::Duration;
use tokio::time::timeout;

/// What is dropped on time-out has been committed, or never been, or goes on as a task; a repeated request finds out
/// which.
pub(super) async fn keep(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    let answered = timeout(limit, next.run(request)).await;
    answered.unwrap_or_else(|_elapsed| Error::TimedOut.into_response())
}
