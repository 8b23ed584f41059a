//! The time limit of a request. The page waits a little longer, so that it gets the reason.

use super::Rules;
use crate::error::Error;
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;
use tokio::time::timeout;

/// After a timeout the work was either committed, never started, or continues as a task. Repeating the request finds out.
pub(super) async fn enforce(State(rules): State<Arc<Rules>>, request: Request, next: Next) -> Response {
    let response = timeout(rules.request_timeout, next.run(request)).await;
    response.unwrap_or_else(|_elapsed| Error::TimedOut.into_response())
}
