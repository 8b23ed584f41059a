//! Reads a JSON body of at most 16 KiB.
//!
//! axum's `Json` stops reading at the limit and closes the connection. The client, still sending, then gets a reset instead
//! of the response. So this reads on, up to 4 MiB. It also keeps the bytes, which identify a repeated request.

use crate::error::Error;
use axum::body::{Body, Bytes};
use axum::extract::{FromRequest, Request};
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use http_body_util::BodyExt;
use serde::de::DeserializeOwned;

const MAX_BODY: usize = 16 * 1024;

/// How much of a body that is too long is read and discarded.
const MAX_DISCARDED: usize = 4 * 1024 * 1024;

/// A parsed body, and its bytes.
pub(super) struct Json<T> {
    pub(super) value: T,
    pub(super) bytes: Bytes,
}

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Json<T> {
    type Rejection = Error;

    async fn from_request(request: Request, _state: &S) -> Result<Self, Error> {
        let is_json = is_json(request.headers());
        let bytes = read(request.into_body()).await?;
        if !is_json {
            return Err(Error::WrongMediaType);
        }
        // serde's message quotes the body, which may contain the token.
        let value = serde_json::from_slice(&bytes).map_err(|_| Error::Malformed("the body is not as expected"))?;
        Ok(Self { value, bytes })
    }
}

fn is_json(headers: &HeaderMap) -> bool {
    let value = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let media_type = value.split(';').next().unwrap_or_default().trim();
    media_type.eq_ignore_ascii_case("application/json")
}

async fn read(mut body: Body) -> Result<Bytes, Error> {
    let mut kept = Vec::new();
    let mut length = 0;
    while let Some(frame) = body.frame().await {
        let frame = frame.map_err(|_| Error::Malformed("the body was cut off"))?;
        let Some(data) = frame.data_ref() else { continue };
        length += data.len();
        if length > MAX_DISCARDED {
            break;
        }
        if length <= MAX_BODY {
            kept.extend_from_slice(data);
        }
    }
    if length > MAX_BODY { Err(Error::TooLarge) } else { Ok(kept.into()) }
}
