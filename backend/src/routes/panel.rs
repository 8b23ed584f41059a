//! The page: its built files, their brotli twins, how long a browser may keep them, and who may frame them.

use crate::Backend;
use crate::error::Error;
use crate::gate::Framing;
use axum::Router;
use axum::extract::{Request, State};
use axum::handler::HandlerWithoutStateExt;
use axum::http::header::{ALLOW, CACHE_CONTROL, VARY};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Redirect, Response};
use contract::endpoint::PANEL;
use std::sync::Arc;
use tower_http::services::ServeDir;

/// A year, in seconds: the name changes with the content.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// The files of the page's folder, by their path below the page's.
pub(super) fn files(backend: &Arc<Backend>) -> Router {
    let not_found = (async || Error::NotFound).into_service();
    let files = ServeDir::new(&backend.public_dir).precompressed_br().not_found_service(not_found);
    let say_who_frames = from_fn_with_state(Arc::clone(backend), say_who_frames);
    Router::new().fallback_service(files).layer(from_fn(say_how_long)).layer(say_who_frames)
}

/// `/` and `/panel` lead to the page; what the address asks for comes along.
pub(super) async fn enter(uri: Uri) -> Redirect {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Redirect::temporary(&format!("{PANEL}{query}"))
}

/// Only what is a page can be framed; scripts and styles are what their page's policy says.
async fn say_who_frames(State(backend): State<Arc<Backend>>, request: Request, next: Next) -> Response {
    let uri = request.uri().clone();
    let mut response = next.run(request).await;
    if is_html(uri.path())
        && let Some(framing) = framing(&backend, &uri).await
    {
        response.extensions_mut().insert(framing);
    }
    response
}

/// Who may frame the page that `uri` asks for: the host that the address names, as far as it is proved; else nobody.
async fn framing(backend: &Backend, uri: &Uri) -> Option<Framing> {
    let query = uri.query().unwrap_or_default();
    let has = |name: &str| form_urlencoded::parse(query.as_bytes()).any(|(known, _)| known == name);
    let is_forge = form_urlencoded::parse(query.as_bytes()).any(|pair| pair == ("host".into(), "forge".into()));
    match (&backend.forge, &backend.connect) {
        // Any app of Forge's could hold the frame; without our shell's token it gets no session.
        (Some(forge), _) if is_forge => {
            let ancestors = format!("{} {}", backend.sites.in_policy(), forge.shells());
            Some(Framing { ancestors, scripts: None })
        }
        (_, Some(connect)) if has("xdm_e") || has("jwt") => {
            // The router has taken the page's own path away, which Connect has signed.
            let path = format!("{}{}", PANEL.trim_end_matches('/'), uri.path());
            let ancestors = connect.parent(backend, &path, query).await?;
            Some(Framing { ancestors, scripts: Some(connect.script_origin().to_owned()) })
        }
        _ => None,
    }
}

async fn say_how_long(request: Request, next: Next) -> Response {
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
    let how_long = match is_html(&path) {
        true => "no-store",
        false if is_hashed(&path) => FOR_EVER,
        false => "no-cache",
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(how_long));
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept-encoding"));
    response
}

fn is_html(path: &str) -> bool {
    path.ends_with('/') || path.ends_with(".html")
}

/// True where the name carries a hash of the content, as trunk writes it: `name-0123456789abcdef.css`, `…_bg.wasm`.
fn is_hashed(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    let pieces = name.split(['-', '.', '_']).skip(1);
    pieces.into_iter().any(|piece| piece.len() >= 12 && piece.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f')))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_names_with_a_hash_may_be_kept_for_ever() {
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
