//! The headers that make a write safe: the version that it replaces, and the intent that it stands for.

use crate::error::Error;
use axum::http::header::{ETAG, IF_MATCH};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use contract::endpoint::IDEMPOTENCY_KEY;

/// The version that a write may replace, from `If-Match`.
pub(super) struct IfMatch(Vec<String>);

impl IfMatch {
    pub(super) fn read(headers: &HeaderMap) -> Result<Self, Error> {
        let mut tags = Vec::new();
        for value in headers.get_all(IF_MATCH) {
            let value = value.to_str().map_err(|_| Error::Malformed("If-Match holds no ETag"))?;
            tags.extend(value.split(',').map(|tag| tag.trim().to_owned()));
        }
        if tags.is_empty() { Err(Error::PreconditionRequired("If-Match is missing")) } else { Ok(Self(tags)) }
    }

    /// Lets only the named version pass. `*` names none: who writes has to have read.
    pub(super) fn allows(&self, version: i64) -> Result<(), Error> {
        if self.0.iter().any(|tag| names(tag, version)) { Ok(()) } else { Err(Error::Changed) }
    }
}

/// Whether `tag` names this version, also after a proxy that compresses: nginx makes an ETag weak, and Apache hangs the
/// encoding on (`"7-gzip"`). Both say that the bytes differ, and a tag of ours has never told of bytes.
fn names(tag: &str, version: i64) -> bool {
    let quoted = tag.strip_prefix("W/").unwrap_or(tag);
    let Some(text) = quoted.strip_prefix('"').and_then(|text| text.strip_suffix('"')) else { return false };
    let letters = |encoding: &str| !encoding.is_empty() && encoding.bytes().all(|b| b.is_ascii_alphabetic());
    match text.split_once('-') {
        Some((number, encoding)) => number == version.to_string() && letters(encoding),
        None => text == version.to_string(),
    }
}

/// The Idempotency-Key: 1 to 128 visible ASCII characters.
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<&str, Error> {
    let missing = Error::PreconditionRequired("Idempotency-Key is missing");
    let mut values = headers.get_all(IDEMPOTENCY_KEY).iter();
    let key = values.next().ok_or(missing)?.to_str().unwrap_or_default();
    let fits = (1..=128).contains(&key.len()) && key.bytes().all(|b| b.is_ascii_graphic()) && values.next().is_none();
    if fits { Ok(key) } else { Err(Error::Malformed("Idempotency-Key is not 1 to 128 visible characters")) }
}

/// The ETag of a version, as a header.
pub(super) fn etag(version: i64) -> (HeaderName, HeaderValue) {
    (ETAG, HeaderValue::from_str(&tag(version)).unwrap_or(HeaderValue::from_static("\"\"")))
}

fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: &'static str, values: &[&str]) -> HeaderMap {
        values.iter().map(|value| (name.parse().unwrap(), value.parse().unwrap())).collect()
    }

    #[test]
    fn only_a_tag_of_the_version_matches() {
        let allows = |values: &[&str]| IfMatch::read(&headers("if-match", values)).unwrap().allows(7).is_ok();
        assert!(allows(&["\"7\""]) && allows(&["\"1\", \"7\""]) && allows(&["\"1\"", "\"7\""]));
        for compressed in ["W/\"7\"", "\"7-gzip\"", "\"7-br\"", "W/\"7-zstd\"", "\"1\", W/\"7\""] {
            assert!(allows(&[compressed]), "{compressed}");
        }
        for other in ["\"8\"", "7", "*", "", "\"07\"", "\"7", "W/7", "w/\"7\"", "W/\"8\"", "\"8-gzip\""] {
            assert!(!allows(&[other]), "{other}");
        }
        for other in ["\"-7\"", "\"7-\"", "\"7-8\"", "\"7gzip\"", "\"7-gz ip\"", "\"71\"", "\"-gzip\"", "\"\""] {
            assert!(!allows(&[other]), "{other}");
        }
        assert!(matches!(IfMatch::read(&HeaderMap::new()), Err(Error::PreconditionRequired(_))));
    }

    #[test]
    fn a_key_is_one_visible_word() {
        let key = |values: &[&str]| idempotency_key(&headers(IDEMPOTENCY_KEY, values)).map(str::to_owned);
        assert_eq!(key(&["a-1"]).unwrap(), "a-1");
        assert!(matches!(key(&[]), Err(Error::PreconditionRequired(_))));
        for bad in [&[""][..], &["a b"], &["ä"], &[&"k".repeat(129)], &["a", "b"]] {
            assert!(matches!(key(bad), Err(Error::Malformed(_))), "{bad:?}");
        }
    }
}
