//! The outermost layer: gives every request a name, logs how it ended, and writes problems down.

use axum::body::Body;
use axum::extract::Request;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use contract::endpoint::{FORGE_SESSION, REQUEST_ID};
use contract::problem::{MEDIA_TYPE, Problem};
use std::time::Instant;
use tracing::Instrument;

/// Names one request in the log and in its answer: 16 hexadecimal digits.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

pub(super) async fn finish(mut request: Request, next: Next) -> Response {
    let id = format!("{:016x}", fastrand::u64(..));
    // The path holds no secret; the query is left out, because nobody can vouch for it.
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    request.extensions_mut().insert(RequestId(id.clone()));
    // Forge passes on answers of this one media type only.
    let media_type = if request.uri().path() == FORGE_SESSION { "application/json" } else { MEDIA_TYPE };
    let begun = Instant::now();
    let answered = async move {
        let response = write_down(next.run(request).await, &id, media_type);
        let duration_ms = u64::try_from(begun.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), duration_ms, "answered");
        response
    };
    answered.instrument(span).await
}

/// Puts the request id into the answer, and a problem into the body.
fn write_down(mut response: Response, id: &str, media_type: &'static str) -> Response {
    if let Some(mut problem) = response.extensions_mut().remove::<Problem>() {
        *response.status_mut() = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = problem.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        problem.request_id = Some(id.to_owned());
        // A problem is plain data; were it not, the status would still tell what happened.
        *response.body_mut() = serde_json::to_vec(&problem).map(Body::from).unwrap_or_default();
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
