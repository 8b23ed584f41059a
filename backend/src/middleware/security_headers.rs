//! The security headers of every response.

use super::Rules;
use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;
use std::sync::Arc;

/// Turns off every feature except writing to the clipboard. Browsers warn about unknown names, so this has only names that
/// current browsers know.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), \
                           clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
                           geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
                           microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
                           screen-wake-lock=(), serial=(), storage-access=(), usb=(), window-management=(), \
                           xr-spatial-tracking=()";

/// Two years, in seconds. The Atlassian Marketplace requires `includeSubDomains`, and a backend has a host of its own.
const TRANSPORT_SECURITY: &str = "max-age=63072000; includeSubDomains";

pub(super) async fn set(State(rules): State<Arc<Rules>>, request: Request, next: Next) -> Response {
    let policy = content_security_policy(rules.framing.ancestors(request.uri()));
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    put(REFERRER_POLICY, "no-referrer");
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin-allow-popups");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    if rules.is_https {
        put(STRICT_TRANSPORT_SECURITY, TRANSPORT_SECURITY);
    }
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    // The page's files set their own.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Allows only our own files, and WebAssembly without `eval`.
fn content_security_policy(ancestors: &str) -> HeaderValue {
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; \
         frame-ancestors {ancestors}"
    );
    // Origins are plain ASCII. If one weren't, nothing would be allowed.
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}
