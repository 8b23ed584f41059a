//! Connect's query string hash, by which a token is bound to one request
//! (developer.atlassian.com, "Understanding JWT for Connect apps").

use std::collections::BTreeMap;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use sha2::{Digest as _, Sha256};

/// What stays as it is in a name or a value: RFC 3986's unreserved characters.
const RESERVED: AsciiSet = NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// The hash over a request. `path` is as sent, without the base URL's own path, and `query` without its `?`.
pub(crate) fn hash(method: &str, path: &str, query: &str) -> String {
    let digest = Sha256::digest(canonical(method, path, query));
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The request in the one form that is hashed.
fn canonical(method: &str, path: &str, query: &str) -> String {
    let path = path.trim_end_matches('/').replace('&', "%26");
    let slash = if path.starts_with('/') { "" } else { "/" };
    format!("{}&{slash}{path}&{}", method.to_uppercase(), canonical_query(query))
}

fn canonical_query(query: &str) -> String {
    let mut parameters: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
        let name = decode(name);
        if name != "jwt" {
            parameters.entry(name).or_default().push(decode(value));
        }
    }
    let encoded = parameters.into_iter().map(|(name, mut values)| {
        values.sort();
        let values: Vec<String> = values.iter().map(|value| encode(value)).collect();
        format!("{}={}", encode(&name), values.join(","))
    });
    encoded.collect::<Vec<_>>().join("&")
}

fn decode(text: &str) -> String {
    percent_decode_str(&text.replace('+', " ")).decode_utf8_lossy().into_owned()
}

/// Writes a text so that it can stand as a name or a value in a query.
pub(crate) fn encode(text: &str) -> String {
    utf8_percent_encode(text, &RESERVED).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(request: [&str; 3], expected: &str, expected_hash: &str) {
        let [method, path, query] = request;
        assert_eq!(canonical(method, path, query), expected);
        assert_eq!(hash(method, path, query), expected_hash);
    }

    // Computed by Atlassian's own library, atlassian-jwt 2.0.3, for the base URL https://app.example.com/jsm.
    #[test]
    fn the_vectors_of_atlassians_library_are_met() {
        let frame = "projectId=10000&projectKey=SUP&lic=none&xdm_e=https%3A%2F%2Facme.atlassian.net\
                     &xdm_c=channel-x&cp=&cv=1001.0.0&jwt=IGNORED";
        check(
            ["GET", "/panel", frame],
            "GET&/panel&cp=&cv=1001.0.0&lic=none&projectId=10000&projectKey=SUP&xdm_c=channel-x\
             &xdm_e=https%3A%2F%2Facme.atlassian.net",
            "0e25fb4d1946b3dacdb286cb11137fe825be800fdd133239050ece7628c9caa9",
        );
        check(
            ["POST", "/installed", ""],
            "POST&/installed&",
            "4a2e1de8ca74e6cafe8862d332fa3ac7a8e51e692bc6d798ea4dfedc14948bf4",
        );
        check(
            ["GET", "/a%20b/", "q=a+b&q=B&z=~%2A%27(x)&e="],
            "GET&/a%20b&e=&q=B,a%20b&z=~%2A%27%28x%29",
            "5b9099646c8543d588a6ab73702951f45b5902f6ef9308eb219fb2d61c2d5a95",
        );
        check(["get", "", ""], "GET&/&", "c88caad15a1c1a900b8ac08aa9686f4e8184539bea1deda36e2f649430df3239");
    }
}
