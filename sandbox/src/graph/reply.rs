//! Writes responses as the Graph API does: its headers, its statuses, its trace.

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};

use super::error::GraphError;

pub(super) const JSON: &str = "application/json; charset=UTF-8";
pub(super) const HTML: &str = "text/html; charset=utf-8";

/// What every response to one request has in common.
pub(super) struct Reply {
    version: String,
    trace: u64,
}

impl Reply {
    pub(super) fn new(version: &str, trace: u64) -> Self {
        Self { version: version.to_owned(), trace }
    }

    /// 200 with this body.
    pub(super) fn ok(&self, body: &Value) -> Response {
        let mut response = self.bare(200, JSON, body.to_string());
        let usage = json!({ "call_count": 3, "total_cputime": 1, "total_time": 2 });
        set(&mut response, "x-app-usage", &usage.to_string());
        response
    }

    /// An error about this token, with the headers that come with it.
    pub(super) fn error(&self, error: &GraphError, token: &str) -> Response {
        let body = error.body(token, &format!("SandboxTrace{:08}", self.trace));
        let mut response = self.bare(error.status, JSON, body.to_string());
        if error.code() == Some(190) {
            let message = error.message(token);
            let challenge = format!("OAuth \"Facebook Platform\" \"invalid_token\" \"{message}\"");
            set(&mut response, "www-authenticate", &challenge);
        }
        for (name, value) in &error.headers {
            set(&mut response, name, value);
        }
        response
    }

    /// Any body with any status, and the headers that Meta always adds.
    pub(super) fn bare(&self, status: u16, media_type: &'static str, body: impl Into<Body>) -> Response {
        let mut response = Response::new(body.into());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(media_type));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache, no-store, must-revalidate"));
        set(&mut response, "facebook-api-version", &self.version);
        set(&mut response, "x-fb-trace-id", &format!("SandboxHeader{:08}", self.trace));
        response
    }
}

/// Sets a header that is made at run time; one that HTTP can't carry is left out.
pub(super) fn set(response: &mut Response, name: &str, value: &str) {
    if let (Ok(name), Ok(value)) = (HeaderName::try_from(name), HeaderValue::from_str(value)) {
        response.headers_mut().insert(name, value);
    }
}
