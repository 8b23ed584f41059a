//! The page: its built files, with precompressed brotli variants and caching headers.

use crate::error::Error;
use axum::Router;
use axum::extract::Request;
use axum::handler::HandlerWithoutStateExt;
use axum::http::header::{ALLOW, CACHE_CONTROL, VARY};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn};
use axum::response::{IntoResponse, Redirect, Response};
use contract::endpoint::PANEL;
use std::path::Path;
use tower_http::services::ServeDir;

/// A year. The file name changes with the content.
const FOREVER: &str = "public, max-age=31536000, immutable";

/// The files of `folder`.
pub(super) fn files(folder: &Path) -> Router {
    let not_found = (async || Error::NotFound).into_service();
    let files = ServeDir::new(folder).precompressed_br().not_found_service(not_found);
    Router::new().fallback_service(files).layer(from_fn(set_caching))
}

/// Redirects `/` and `/panel` to the page, and keeps the query.
pub(super) async fn redirect(uri: Uri) -> Redirect {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::temporary(&format!("{PANEL}{query}"))
}

async fn set_caching(request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let mut response = next.run(request).await;
    let status = response.status();
    if status == StatusCode::METHOD_NOT_ALLOWED {
        let allowed = response.headers_mut().remove(ALLOW).map(|methods| [(ALLOW, methods)]);
        return (allowed, Error::MethodNotAllowed).into_response();
    }
    if !(status.is_success() || status == StatusCode::NOT_MODIFIED) {
        return response;
    }
    let caching = match is_html(&path) {
        true => "no-store",
        false if is_hashed(&path) => FOREVER,
        false => "no-cache",
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(caching));
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn is_html(path: &str) -> bool {
    path.ends_with('/') || path.ends_with(".html")
}

/// True if the name contains a hash of the content, as trunk adds it: `name-0123456789abcdef.css`, `…_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let pieces = name.split(['-', '.', '_']).skip(1);
    pieces.into_iter().any(|piece| piece.len() >= 12 && piece.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_are_cached_forever() {
        for hashed in
            ["whatsapp-settings-0f3c2a91be4d5c67.js", "a/x-0f3c2a91be4d5c67_bg.wasm", "ui-0f3c2a91be4d5c67.css"]
        {
            assert!(is_hashed(hashed), "{hashed}");
        }
        for plain in ["", "boot.js", "guide.svg", "0f3c2a91be4d5c67", "a-0f3c.css", "x-0F3C2A91BE4D5C67.css"] {
            assert!(!is_hashed(plain), "{plain}");
        }
    }
}
