//! The table of cases, `sandbox/cases.json`: the access token chooses how Meta responds.
//!
//! Tests also read the columns `findings` and `headline` of that file; the sandbox ignores them. Errors that only
//! sending a message or registering a number can cause are not in the table.

use std::sync::LazyLock;

use serde::Deserialize;

use super::{error::GraphError, token::TokenFacts};

/// One row of the table.
#[derive(Debug, Deserialize)]
pub struct Case {
    /// The name that tests and documents use, in kebab-case.
    pub name: String,
    /// What Meta does, in one sentence or two for an admin.
    pub about: String,
    /// The token to paste: 120 characters, made from the name.
    #[serde(skip)]
    pub token: String,
    /// Meta's responses to the first check, the second, and so on; the last one repeats. A check is one request to
    /// `debug_token`.
    pub(crate) responses: Vec<MetaResponse>,
}

/// How Meta responds to a check, on each of the edges that it requests.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum MetaResponse {
    /// `debug_token` describes the token with `is_valid: true`; the other edges agree.
    Token(TokenFacts),
    /// `debug_token` responds 200 with `is_valid: false` and this error inside; the other edges respond with the error.
    Invalid(GraphError),
    /// The token can't inspect itself; the other edges know these facts.
    SelfInspectionDenied(TokenFacts),
    /// Every edge responds with this error.
    Error(GraphError),
    /// Every edge fails in a way that is no response of the Graph API.
    Fault(Fault),
}

/// The ways in which no usable response arrives.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Fault {
    /// A web page with this status.
    Html(u16),
    /// A good report that ends before its `Content-Length`.
    Truncated,
    /// The connection is reset before the first byte of a response.
    Reset,
    /// Nothing, until the client gives up.
    Hanging,
    /// 302 to another host, which would respond well.
    Redirect,
    /// A good report, padded to more than a mebibyte.
    Oversized,
}

static CASES: LazyLock<Vec<Case>> = LazyLock::new(read);

#[expect(clippy::expect_used, reason = "the table is part of the program, and every test reads it")]
fn read() -> Vec<Case> {
    let mut cases: Vec<Case> =
        serde_json::from_str(include_str!("../../cases.json")).expect("sandbox/cases.json is a table of cases");
    for case in &mut cases {
        assert!(!case.responses.is_empty(), "sandbox/cases.json: {} has no response", case.name);
        case.token = token(&case.name);
    }
    cases
}

/// Every case, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Case> {
    CASES.iter()
}

/// The case of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Case> {
    all().find(|case| case.name == name)
}

/// The case that this token chooses. Only the whole token counts.
#[must_use]
pub fn by_token(token: &str) -> Option<&'static Case> {
    all().find(|case| case.token == token)
}

impl Case {
    /// The response to the check with this number, counted from 1.
    pub(crate) fn response_to(&self, check: usize) -> &MetaResponse {
        &self.responses[check.clamp(1, self.responses.len()) - 1]
    }
}

/// `EAASANDBOX`, the name in CamelCase, zeros, and four digits of a hash of the name, because the panel shows a
/// token's last four characters. The same name always gives the same token, so documents can quote it.
fn token(name: &str) -> String {
    let camel: String = name.split('-').map(capitalize).collect();
    format!("EAASANDBOX{camel:0<106}{:04X}", fnv1a(name) % 0x1_0000)
}

fn capitalize(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map(|first| first.to_ascii_uppercase()).into_iter().chain(letters).collect()
}

/// FNV-1a, 32 bits. std's hashers promise no stable results.
fn fnv1a(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
