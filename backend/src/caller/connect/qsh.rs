//! The query string hash: it binds a JWT of Connect's to one method, path and query.
//! Source: Atlassian Connect, "Understanding JWT", on creating a query string hash.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Write;

/// All that is not unreserved (RFC 3986, section 2.3) is encoded.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The parameter that carries the JWT itself, which cannot be hashed into it.
const JWT: &str = "jwt";

/// The hash of a request, in lower-case hexadecimal digits. `path` and `query` are as sent; `base` is the path at which
/// the addressed application begins, and empty where it has its host to itself.
pub(super) fn hash(method: &str, base: &str, path: &str, query: &str) -> String {
    let mut text = String::new();
    for byte in Sha256::digest(canonical(method, base, path, query)) {
        // Writing into a String cannot fail.
        let _written = write!(text, "{byte:02x}");
    }
    text
}

fn canonical(method: &str, base: &str, path: &str, query: &str) -> String {
    let path = path.strip_prefix(base).unwrap_or(path).trim_matches('/').replace('&', "%26");
    format!("{}&/{path}&{}", method.to_ascii_uppercase(), sorted(query))
}

/// The parameters by name; several values of one name stand together, sorted and divided by commas.
fn sorted(query: &str) -> String {
    let mut parameters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name != JWT) {
        parameters.entry(name.into_owned()).or_default().push(value.into_owned());
    }
    let encode = |text: &str| utf8_percent_encode(text, RESERVED).to_string();
    let pairs = parameters.into_iter().map(|(name, mut values)| {
        values.sort();
        let values: Vec<String> = values.iter().map(|value| encode(value)).collect();
        format!("{}={}", encode(&name), values.join(","))
    });
    pairs.collect::<Vec<_>>().join("&")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Made by Atlassian's own library for an app at `https://app.example.com/jsm`.
    #[test]
    fn hashes_are_those_of_atlassians_library() {
        let opened = "projectId=10000&projectKey=SUP&lic=none&xdm_e=https%3A%2F%2Facme.atlassian.net&xdm_c=channel-x&\
                      cp=&cv=1001.0.0&jwt=IGNORED";
        for (method, path, query, written, hashed) in [
            (
                "GET",
                "/jsm/panel",
                opened,
                "GET&/panel&cp=&cv=1001.0.0&lic=none&projectId=10000&projectKey=SUP&xdm_c=channel-x&\
                 xdm_e=https%3A%2F%2Facme.atlassian.net",
                "0e25fb4d1946b3dacdb286cb11137fe825be800fdd133239050ece7628c9caa9",
            ),
            (
                "POST",
                "/jsm/installed",
                "",
                "POST&/installed&",
                "4a2e1de8ca74e6cafe8862d332fa3ac7a8e51e692bc6d798ea4dfedc14948bf4",
            ),
            (
                "get",
                "/jsm/a%20b/",
                "q=a+b&q=B&z=~%2A%27(x)&e=",
                "GET&/a%20b&e=&q=B,a%20b&z=~%2A%27%28x%29",
                "5b9099646c8543d588a6ab73702951f45b5902f6ef9308eb219fb2d61c2d5a95",
            ),
            ("GET", "/jsm", "", "GET&/&", "c88caad15a1c1a900b8ac08aa9686f4e8184539bea1deda36e2f649430df3239"),
        ] {
            assert_eq!(canonical(method, "/jsm", path, query), written);
            assert_eq!(hash(method, "/jsm", path, query), hashed, "{written}");
        }
    }

    #[test]
    fn every_part_counts_but_the_jwt() {
        let hashed = |method, path, query| hash(method, "", path, query);
        let first = hashed("GET", "/panel/", "a=1&b=2");
        assert_eq!(hashed("GET", "/panel", "b=2&jwt=x.y.z&a=1"), first);
        for (method, path, query) in [
            ("POST", "/panel/", "a=1&b=2"),
            ("GET", "/panels/", "a=1&b=2"),
            ("GET", "/panel/", "a=1&b=3"),
            ("GET", "/panel/", "a=1"),
            ("GET", "/panel/", "a=1&b=2&c="),
            ("GET", "/panel/", "a=1&b=2&JWT=x"),
        ] {
            assert_ne!(hashed(method, path, query), first, "{method} {path} {query}");
        }
    }
}
