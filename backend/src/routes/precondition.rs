//! The headers that make a write safe: the version that it replaces, and its Idempotency-Key.
//!
//! `headers::IfMatch` would compare strongly, so it would reject the ETags that compressing proxies change.

use crate::connection::ExpectedVersions;
use crate::error::Error;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use contract::endpoint::IDEMPOTENCY_KEY;

/// The versions that a write may replace. `*` names none: a client that writes must have read.
pub(super) fn if_match(headers: &HeaderMap) -> Result<ExpectedVersions, Error> {
    if !headers.contains_key(IF_MATCH) {
        return Err(Error::PreconditionRequired("If-Match is missing"));
    }
    let mut versions = Vec::new();
    for value in headers.get_all(IF_MATCH) {
        let value = value.to_str().map_err(|_| Error::Malformed("If-Match is not an ETag"))?;
        versions.extend(value.split(',').filter_map(|tag| version(tag.trim())));
    }
    Ok(ExpectedVersions::new(versions))
}

/// The version that an ETag names, even after a proxy that compresses: nginx makes it weak, and Apache appends the encoding
/// (`"7-gzip"`). Our ETags don't identify bytes, so these still mean the same version.
fn version(tag: &str) -> Option<i64> {
    let quoted = tag.strip_prefix("W/").unwrap_or(tag);
    let text = quoted.strip_prefix('"')?.strip_suffix('"')?;
    let is_encoding = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphabetic());
    let number = match text.split_once('-') {
        Some((number, encoding)) => is_encoding(encoding).then_some(number)?,
        None => text,
    };
    number.parse().ok().filter(|version: &i64| version.to_string() == number)
}

/// The Idempotency-Key: 1 to 128 visible ASCII characters.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<&str, Error> {
    let missing = Error::PreconditionRequired("Idempotency-Key is missing");
    let mut values = headers.get_all(IDEMPOTENCY_KEY).iter();
    let key = values.next().ok_or(missing)?.to_str().unwrap_or_default();
    let fits = (1..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) && values.next().is_none();
    if fits { Ok(key) } else { Err(Error::Malformed("Idempotency-Key is not 1 to 128 visible characters")) }
}

/// The ETag header of a version.
pub(super) fn etag(version: i64) -> (HeaderName, HeaderValue) {
    let tag = HeaderValue::from_str(&format!("\"{version}\""));
    (ETAG, tag.unwrap_or(HeaderValue::from_static("\"\"")))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_an_etag_of_the_version_matches() {
        let matches = |values: &[&str]| if_match(&headers("if-match", values)).unwrap().allow(7).is_ok();
        assert!(matches(&["\"7\""]) && matches(&["\"1\", \"7\""]) && matches(&["\"1\"", "\"7\""]));
        for compressed in ["W/\"7\"", "\"7-gzip\"", "\"7-br\"", "W/\"7-zstd\"", "\"1\", W/\"7\""] {
            assert!(matches(&[compressed]), "{compressed}");
        }
        for other in ["\"8\"", "7", "*", "", "\"07\"", "\"7", "W/7", "w/\"7\"", "W/\"8\"", "\"8-gzip\""] {
            assert!(!matches(&[other]), "{other}");
        }
        for other in ["\"-7\"", "\"7-\"", "\"7-8\"", "\"7gzip\"", "\"7-gz ip\"", "\"71\"", "\"-gzip\"", "\"\""] {
            assert!(!matches(&[other]), "{other}");
        }
        assert!(matches!(if_match(&HeaderMap::new()), Err(Error::PreconditionRequired(_))));
    }

    #[test]
    fn an_idempotency_key_is_one_visible_word() {
        let key = |values: &[&str]| idempotency_key(&headers(IDEMPOTENCY_KEY, values)).map(str::to_owned);
        assert_eq!(key(&["a-1"]).unwrap(), "a-1");
        assert!(matches!(key(&[]), Err(Error::PreconditionRequired(_))));
        for bad in [&[""][..], &["a b"], &["ä"], &[&"k".repeat(129)], &["a", "b"]] {
            assert!(matches!(key(bad), Err(Error::Malformed(_))), "{bad:?}");
        }
    }
}
