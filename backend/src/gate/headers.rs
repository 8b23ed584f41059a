//! The headers that every answer carries.

use axum::extract::{Request, State};
use axum::http::HeaderValue;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, HeaderName, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::middleware::Next;
use axum::response::Response;

/// Who may frame an answer, and from where else its page may load scripts and styles. What carries none is framed by
/// nobody, and loads its own files.
#[derive(Clone, Debug)]
pub struct Framing {
    /// Origins, as they stand in `frame-ancestors`.
    pub ancestors: String,
    /// One more origin of scripts and styles.
    pub scripts: Option<String>,
}

/// Everything that a page may ask a browser for is off, but writing to the clipboard on a click. A browser complains of
/// names that it does not know, so only those stand here that current browsers do.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), browsing-topics=(), camera=(), clipboard-read=(), \
                           clipboard-write=(self), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
                           geolocation=(), gyroscope=(), hid=(), idle-detection=(), local-fonts=(), magnetometer=(), \
                           microphone=(), midi=(), payment=(), picture-in-picture=(), publickey-credentials-get=(), \
                           screen-wake-lock=(), serial=(), storage-access=(), usb=(), window-management=(), \
                           xr-spatial-tracking=()";

/// Two years, in seconds. Subdomains are included because Atlassian's Marketplace asks that of every app, and a backend
/// has a host of its own, with nothing else below it.
const TRANSPORT: &str = "max-age=63072000; includeSubDomains";

pub(super) async fn set(State(is_https): State<bool>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let policy = policy(response.extensions_mut().remove::<Framing>().as_ref());
    let headers = response.headers_mut();
    let mut put = |name: HeaderName, value: &'static str| {
        headers.insert(name, HeaderValue::from_static(value));
    };
    put(REFERRER_POLICY, "no-referrer");
    put(X_CONTENT_TYPE_OPTIONS, "nosniff");
    put(HeaderName::from_static("cross-origin-opener-policy"), "same-origin-allow-popups");
    put(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    put(HeaderName::from_static("permissions-policy"), PERMISSIONS);
    if is_https {
        put(STRICT_TRANSPORT_SECURITY, TRANSPORT);
    }
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    // What the page's files say about keeping them stands; everything else is never kept.
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}

/// Nothing but our own files; WebAssembly, but no `eval`; and nobody's frame, unless `framing` says whose.
fn policy(framing: Option<&Framing>) -> HeaderValue {
    let ancestors = framing.map_or("'none'", |framing| &framing.ancestors);
    let more = framing.and_then(|framing| framing.scripts.as_ref()).map(|origin| format!(" {origin}"));
    let more = more.unwrap_or_default();
    let policy = format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{more}; style-src 'self'{more}; img-src 'self' data:; \
         font-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; object-src 'none'; \
         frame-ancestors {ancestors}"
    );
    // Origins hold nothing that a header could not; were it otherwise, nothing at all is allowed.
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'"))
}
