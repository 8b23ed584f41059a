//! The table from Meta's error codes and subcodes to findings.
//!
//! Sources: Meta's "Handle errors" guide of the Graph API, the "Error codes" page of the WhatsApp Business Platform, and
//! the subcodes of the access-token debugging guide. Meta recommends using the code. The message decides only if one code has
//! several meanings.

use contract::finding::Finding;
use serde_json::Value;
use std::ops::RangeInclusive;

/// Why a request to Meta failed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub(super) finding: Finding,
    /// Whether an immediate retry may succeed.
    pub(super) is_temporary: bool,
    /// Whether Meta rejected the request rather than the token.
    pub(super) request_rejected: bool,
    /// How long Meta asks to wait, in seconds.
    pub(super) retry_after: Option<u32>,
}

impl Failure {
    pub(super) fn new(finding: Finding) -> Self {
        Self { finding, is_temporary: finding == Finding::MetaDown, request_rejected: false, retry_after: None }
    }
}

struct Row {
    codes: &'static [RangeInclusive<i64>],
    subcodes: &'static [i64],
    /// The message contains one of these; empty if any message fits.
    words: &'static [&'static str],
    finding: Finding,
}

const fn row(codes: &'static [RangeInclusive<i64>], finding: Finding) -> Row {
    Row { codes, subcodes: &[], words: &[], finding }
}

const fn with_subcode(code: &'static [RangeInclusive<i64>], subcodes: &'static [i64], finding: Finding) -> Row {
    Row { codes: code, subcodes, words: &[], finding }
}

const fn with_words(code: &'static [RangeInclusive<i64>], words: &'static [&'static str], finding: Finding) -> Row {
    Row { codes: code, subcodes: &[], words, finding }
}

const TOKEN: &[RangeInclusive<i64>] = &[190..=190];
const PARAMETER: &[RangeInclusive<i64>] = &[100..=100];
const ANY: &[RangeInclusive<i64>] = &[i64::MIN..=i64::MAX];

/// The app may not call this method.
const CAPABILITY: i64 = 3;

/// The first matching row decides.
const TABLE: &[Row] = &[
    with_subcode(TOKEN, &[458], Finding::AppNotAssigned),
    with_subcode(TOKEN, &[459, 464], Finding::UserCheckpoint),
    with_subcode(TOKEN, &[460], Finding::PasswordChanged),
    with_subcode(TOKEN, &[463], Finding::Expired),
    with_subcode(TOKEN, &[467], Finding::Revoked),
    with_subcode(TOKEN, &[492], Finding::PageRoleMissing),
    with_words(TOKEN, &["malformed access token", "cannot parse access token"], Finding::Malformed),
    row(TOKEN, Finding::Refused),
    row(&[0..=0, 102..=102], Finding::Refused),
    // The same code means "Unknown path components": a wrong URL or version, which is our fault.
    with_words(&[2500..=2500], &["active access token"], Finding::Refused),
    row(&[104..=104], Finding::TokenNotSeen),
    with_subcode(ANY, &[1_349_174, 1_349_175, 1_349_176], Finding::AccountNotAssigned),
    row(&[200..=299], Finding::AccountNotAssigned),
    with_subcode(PARAMETER, &[33], Finding::AccountNotVisible),
    with_words(PARAMETER, &["appsecret_proof"], Finding::AppSecretRequired),
    row(&[CAPABILITY..=CAPABILITY, 10..=10, 131_005..=131_005], Finding::PermissionDenied),
    row(&[368..=368], Finding::PolicyBlocked),
    row(&[131_031..=131_031], Finding::AccountLocked),
    row(
        &[4..=4, 17..=17, 341..=341, 613..=613, 80_007..=80_008, 130_429..=130_429, 131_056..=131_056],
        Finding::RateLimited,
    ),
    row(&[1..=2, 131_016..=131_016, 131_057..=131_057], Finding::MetaDown),
];

/// An error from Meta, without the texts for people.
pub(super) struct MetaError<'a> {
    pub(super) code: i64,
    subcode: Option<i64>,
    message: &'a str,
    is_transient: bool,
    trace: &'a str,
}

impl<'a> MetaError<'a> {
    /// Parses an `error` object; `None` without a code. `debug_token` calls the subcode `subcode`, other responses call it
    /// `error_subcode`.
    pub(super) fn parse(error: &'a Value) -> Option<Self> {
        let text = |field: &str| error.get(field).and_then(Value::as_str).unwrap_or_default();
        let subcode = error.get("error_subcode").or_else(|| error.get("subcode"));
        Some(Self {
            code: error.get("code")?.as_i64()?,
            subcode: subcode.and_then(Value::as_i64),
            message: text("message"),
            is_transient: error.get("is_transient").and_then(Value::as_bool).unwrap_or_default(),
            trace: text("fbtrace_id"),
        })
    }

    /// The failure that it means. A code that isn't in the table says nothing about the token.
    pub(super) fn failure(&self, status: u16) -> Failure {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '-';
        let trace: String = self.trace.chars().filter(plain).take(32).collect();
        tracing::info!(status, code = self.code, subcode = self.subcode, trace, "Meta responded with an error");

        let known = TABLE.iter().find(|row| row.matches(self)).map(|row| row.finding);
        // During an outage Meta may send any code, even one that blames the token. Only CAPABILITY is documented with
        // status 500 and isn't an outage.
        let down = self.is_transient || (status >= 500 && self.code != CAPABILITY);
        if down && known != Some(Finding::RateLimited) {
            return Failure::new(Finding::MetaDown);
        }
        match known {
            Some(finding) => Failure::new(finding),
            // The remaining errors with code 100 are about the request: usually, a token may not inspect itself.
            None if self.code == 100 => Failure { request_rejected: true, ..Failure::new(Finding::UnknownAnswer) },
            None => Failure::new(Finding::UnknownAnswer),
        }
    }
}

impl Row {
    fn matches(&self, error: &MetaError<'_>) -> bool {
        let code = self.codes.iter().any(|codes| codes.contains(&error.code));
        let subcode = self.subcodes.is_empty() || error.subcode.is_some_and(|sub| self.subcodes.contains(&sub));
        let message = error.message.to_ascii_lowercase();
        let words = self.words.is_empty() || self.words.iter().any(|words| message.contains(words));
        code && subcode && words
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use contract::finding::Outcome;
    use serde_json::json;

    fn finding_of(status: u16, error: &Value) -> Finding {
        MetaError::parse(error).unwrap().failure(status).finding
    }

    /// Errors that Meta can respond with to a token check: status, code, subcode, message, and what they mean.
    const ERRORS: &[(u16, i64, Option<i64>, &str, Finding)] = &[
        (400, 190, None, "Invalid OAuth access token.", Finding::Refused),
        (401, 190, None, "Invalid OAuth access token.", Finding::Refused),
        (400, 190, Some(9999), "The session has an unpublished problem", Finding::Refused),
        (400, 190, Some(458), "The user has not authorized application 1", Finding::AppNotAssigned),
        (401, 190, Some(459), "The user must complete a checkpoint", Finding::UserCheckpoint),
        (400, 190, Some(460), "The user changed the password", Finding::PasswordChanged),
        (401, 190, Some(463), "The session of this access token expired", Finding::Expired),
        (400, 190, Some(464), "The user is not a confirmed user", Finding::UserCheckpoint),
        (401, 190, Some(467), "The session was logged out", Finding::Revoked),
        (400, 190, Some(492), "The user does not have the role that the page requires", Finding::PageRoleMissing),
        (400, 190, None, "Malformed access token", Finding::Malformed),
        (400, 190, None, "Invalid OAuth access token - Cannot parse access token", Finding::Malformed),
        (400, 102, None, "The session key is invalid or no longer valid", Finding::Refused),
        (400, 104, None, "This request must carry an access token", Finding::TokenNotSeen),
        (400, 2500, None, "An active access token is needed", Finding::Refused),
        (401, 0, None, "The app user could not be authenticated", Finding::Refused),
        (403, 10, None, "(#10) The application lacks a permission", Finding::PermissionDenied),
        (500, 3, None, "(#3) The application lacks the capability", Finding::PermissionDenied),
        (403, 131_005, None, "(#131005) Access denied", Finding::PermissionDenied),
        (403, 200, None, "(#200) The requested object is out of reach", Finding::AccountNotAssigned),
        (403, 299, None, "(#299) Insufficient access to this business asset", Finding::AccountNotAssigned),
        (403, 200, Some(1_349_174), "(#200) Permissions error", Finding::AccountNotAssigned),
        (403, 200, Some(1_349_175), "(#200) Permissions error", Finding::AccountNotAssigned),
        (403, 200, Some(1_349_176), "(#200) Permissions error", Finding::AccountNotAssigned),
        (400, 100, Some(33), "Unsupported get request. Object with ID '1'", Finding::AccountNotVisible),
        (400, 100, None, "API calls require an appsecret_proof argument", Finding::AppSecretRequired),
        (403, 131_031, None, "(#131031) Account has been locked", Finding::AccountLocked),
        (403, 368, None, "The action is blocked for now", Finding::PolicyBlocked),
        (400, 987_654, None, "(#987654) An unpublished problem", Finding::UnknownAnswer),
        (400, 4, Some(2_446_079), "(#4) Application request limit reached", Finding::RateLimited),
        (429, 4, None, "(#4) Application request limit reached", Finding::RateLimited),
        (400, 17, None, "(#17) User request limit reached", Finding::RateLimited),
        (400, 341, None, "(#341) Application limit reached", Finding::RateLimited),
        (400, 613, None, "(#613) Calls to this api have exceeded the rate limit.", Finding::RateLimited),
        (400, 80_007, None, "(#80007) Too many calls to this account", Finding::RateLimited),
        (429, 130_429, None, "(#130429) Rate limit hit", Finding::RateLimited),
        (400, 131_056, None, "(#131056) Pair rate limit hit", Finding::RateLimited),
        (500, 1, None, "An unknown error occurred", Finding::MetaDown),
        (503, 2, None, "Service temporarily unavailable", Finding::MetaDown),
        (500, 131_016, None, "(#131016) Service unavailable", Finding::MetaDown),
        (500, 131_057, None, "(#131057) Account in maintenance mode", Finding::MetaDown),
    ];

    #[test]
    fn each_error_of_metas_has_its_finding() {
        for (status, code, subcode, message, finding) in ERRORS {
            let error = json!({ "code": code, "error_subcode": subcode, "message": message });
            assert_eq!(finding_of(*status, &error), *finding, "{error}");
        }
    }

    #[test]
    fn a_temporary_error_is_an_outage_unless_it_is_a_limit() {
        let temporary = |code: i64| finding_of(400, &json!({ "code": code, "is_transient": true }));
        assert_eq!(temporary(1200), Finding::MetaDown);
        assert_eq!(temporary(4), Finding::RateLimited);
    }

    #[test]
    fn every_row_can_be_reached() {
        for row in TABLE {
            let code = if row.codes == ANY { 200 } else { *row.codes[0].start() };
            let words = row.words.first().copied().unwrap_or_default();
            let error = json!({ "code": code, "error_subcode": row.subcodes.first(), "message": words });
            assert_eq!(finding_of(400, &error), row.finding, "{error}");
        }
    }

    #[test]
    fn unknown_codes_and_temporary_failures_never_blame_the_token() {
        let known = |code: i64| TABLE.iter().any(|row| row.codes != ANY && row.codes.iter().any(|c| c.contains(&code)));
        for code in (-5..140_000).filter(|code| !known(*code)) {
            assert_eq!(finding_of(400, &json!({ "code": code })), Finding::UnknownAnswer, "{code}");
        }
        for code in [190, 100, 10, 200, 368] {
            let temporary = finding_of(400, &json!({ "code": code, "is_transient": true }));
            assert_eq!((temporary, temporary.outcome()), (Finding::MetaDown, Outcome::Unknown));
        }
    }

    #[test]
    fn an_outage_never_blames_the_token_whatever_its_code() {
        for code in [0, 1, 10, 100, 102, 104, 190, 200, 368, 2500, 131_031, 987_654] {
            for status in [500, 502, 503, 504] {
                let message = "An active access token must be used";
                let error = json!({ "code": code, "error_subcode": 463, "message": message });
                assert_eq!(finding_of(status, &error), Finding::MetaDown, "{status} {code}");
            }
        }
        // Meta documents both with such a status, and neither is an outage.
        assert_eq!(finding_of(500, &json!({ "code": 3 })), Finding::PermissionDenied);
        assert_eq!(finding_of(503, &json!({ "code": 4 })), Finding::RateLimited);
    }

    #[test]
    fn an_unknown_path_says_nothing_about_the_token() {
        let with_message = |status, message: &str| finding_of(status, &json!({ "code": 2500, "message": message }));
        let needed = "An active access token must be used to query information about the current user.";
        assert_eq!(with_message(400, needed), Finding::Refused);
        for message in ["Unknown path components: /v26.0/debug_token", "", "Access tokens"] {
            assert_eq!(with_message(400, message), Finding::UnknownAnswer, "{message:?}");
        }
    }

    #[test]
    fn account_limits_are_limits_in_every_meta_product() {
        for code in [80_007, 80_008] {
            assert_eq!(finding_of(400, &json!({ "code": code })), Finding::RateLimited, "{code}");
        }
    }

    #[test]
    fn an_error_without_a_code_is_not_from_meta() {
        for error in [json!(null), json!({}), json!({ "code": "190" }), json!("error"), json!([190])] {
            assert!(MetaError::parse(&error).is_none(), "{error}");
        }
    }
}
