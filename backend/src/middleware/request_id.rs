//! The outermost layer: gives every request an ID, logs its result, and writes the body of problems.

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

/// Identifies a request in the log and in its response: 16 hexadecimal digits.
#[derive(Clone, Debug)]
pub struct RequestId(pub String);

pub(super) async fn add(mut request: Request, next: Next) -> Response {
    let id = format!("{:016x}", fastrand::u64(..));
    // Paths contain no secrets. Queries might, so they aren't logged.
    let span = tracing::info_span!("request", id, method = %request.method(), path = request.uri().path());
    request.extensions_mut().insert(RequestId(id.clone()));
    // Forge forwards only responses of this media type.
    let media_type = if request.uri().path() == FORGE_SESSION { "application/json" } else { MEDIA_TYPE };
    let started = Instant::now();
    let respond = async move {
        let response = write_problem(next.run(request).await, &id, media_type);
        let duration_ms = u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX);
        tracing::info!(status = response.status().as_u16(), duration_ms, "responded");
        response
    };
    respond.instrument(span).await
}

/// Adds the request ID to the response, and writes the body of a problem.
fn write_problem(mut response: Response, id: &str, media_type: &'static str) -> Response {
    if let Some(mut problem) = response.extensions_mut().remove::<Problem>() {
        *response.status_mut() = StatusCode::from_u16(problem.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        if let Some(seconds) = problem.retry_after {
            headers.insert(RETRY_AFTER, HeaderValue::from(seconds));
        }
        problem.request_id = Some(id.to_owned());
        // Serializing plain data can't fail. If it did, the status would still be right.
        *response.body_mut() = serde_json::to_vec(&problem).map(Body::from).unwrap_or_default();
    }
    if let Ok(id) = HeaderValue::from_str(id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    response
}
