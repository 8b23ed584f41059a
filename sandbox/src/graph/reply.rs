//! Writes answers as the Graph API does: its headers, its statuses, its trace.

use std::time::{Duration, SystemTime};

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, StatusCode, header},
    response::Response,
};
use serde_json::{Value, json};

use super::error::{GraphError, Wait};

const JSON: &str = "application/json; charset=UTF-8";

/// The business to which a usage header's numbers belong.
const BUSINESS_ID: &str = "104996122399160";

/// What is common to every answer of one request.
pub(super) struct Reply {
    version: String,
    trace: u64,
}

impl Reply {
    pub(super) fn new(version: &str, trace: u64) -> Self {
        Self { version: version.to_owned(), trace }
    }

    /// 200 with a body of Meta's.
    pub(super) fn succeed(&self, body: &Value) -> Response {
        let mut response = self.bare(200, JSON, body.to_string());
        let usage = json!({ "call_count": 3, "total_cputime": 1, "total_time": 2 });
        set(&mut response, "x-app-usage", &usage.to_string());
        response
    }

    /// The status and body of an error, and the headers that come with it.
    pub(super) fn refuse(&self, error: &GraphError, token: &str) -> Response {
        let body = error.body(token, &format!("SandboxTrace{:08}", self.trace));
        let mut response = self.bare(error.status, JSON, body.to_string());
        if error.code == 190 {
            let message = error.message(token);
            let challenge = format!("OAuth \"Facebook Platform\" \"invalid_token\" \"{message}\"");
            set(&mut response, "www-authenticate", &challenge);
        }
        match error.wait {
            Wait::Unsaid => {}
            Wait::Seconds(seconds) => set(&mut response, "retry-after", &seconds.to_string()),
            Wait::DateInSeconds(seconds) => {
                let date = SystemTime::now() + Duration::from_secs(seconds.into());
                set(&mut response, "retry-after", &httpdate::fmt_http_date(date));
            }
            Wait::UsageMinutes(minutes) => {
                let usage = json!({ BUSINESS_ID: [{
                    "type": "whatsapp_business_management",
                    "call_count": 100,
                    "total_cputime": 25,
                    "total_time": 25,
                    "estimated_time_to_regain_access": minutes,
                }] });
                let name = "x-business-use-case-usage";
                set(&mut response, name, &usage.to_string());
            }
        }
        response
    }

    /// Any body under any status, with the headers that Meta's edge always adds.
    pub(super) fn bare(&self, status: u16, kind: &'static str, body: impl Into<Body>) -> Response {
        let mut response = Response::new(body.into());
        *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let headers = response.headers_mut();
        headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("private, no-cache, no-store, must-revalidate"));
        set(&mut response, "facebook-api-version", &self.version);
        let trace = format!("SandboxHeader{:08}", self.trace);
        set(&mut response, "x-fb-trace-id", &trace);
        response
    }
}

/// Sets a header whose value is made at run time; one that HTTP cannot carry is left out.
pub(super) fn set(response: &mut Response, name: &'static str, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        let name = HeaderName::from_static(name);
        response.headers_mut().insert(name, value);
    }
}
