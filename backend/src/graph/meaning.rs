//! What Meta's errors mean: the one table from code and subcode to finding.
//!
//! Sources: Meta's "Handle errors" guide of the Graph API, the "Error codes" page of the WhatsApp Business Platform, and
//! the subcodes of the access-token debugging guide. Meta asks to build on the code; words decide only where one code
//! stands for several things.

use contract::finding::Finding;
use serde_json::Value;
use std::ops::RangeInclusive;

/// Why a question to Meta was not answered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    /// What it means.
    pub(super) finding: Finding,
    /// Whether trying again at once may help.
    pub(super) may_pass: bool,
    /// Whether Meta refused the question rather than the token.
    pub(super) may_not_ask: bool,
    /// Seconds that Meta asks to wait.
    pub(super) retry_after: Option<u32>,
}

impl Failure {
    pub(super) fn new(finding: Finding) -> Self {
        Self { finding, may_pass: finding == Finding::MetaDown, may_not_ask: false, retry_after: None }
    }
}

struct Row {
    codes: &'static [RangeInclusive<i64>],
    subcodes: &'static [i64],
    /// One of these stands in the message; empty where the words do not matter.
    words: &'static [&'static str],
    means: Finding,
}

const fn row(codes: &'static [RangeInclusive<i64>], means: Finding) -> Row {
    Row { codes, subcodes: &[], words: &[], means }
}

const fn sub(code: &'static [RangeInclusive<i64>], subcodes: &'static [i64], means: Finding) -> Row {
    Row { codes: code, subcodes, words: &[], means }
}

const fn said(code: &'static [RangeInclusive<i64>], words: &'static [&'static str], means: Finding) -> Row {
    Row { codes: code, subcodes: &[], words, means }
}

const TOKEN: &[RangeInclusive<i64>] = &[190..=190];
const PARAMETER: &[RangeInclusive<i64>] = &[100..=100];
const ANY: &[RangeInclusive<i64>] = &[i64::MIN..=i64::MAX];

/// The application may not call this method.
const CAPABILITY: i64 = 3;

/// The first row that fits decides.
const TABLE: &[Row] = &[
    sub(TOKEN, &[458], Finding::AppNotAssigned),
    sub(TOKEN, &[459, 464], Finding::UserCheckpoint),
    sub(TOKEN, &[460], Finding::PasswordChanged),
    sub(TOKEN, &[463], Finding::Expired),
    sub(TOKEN, &[467], Finding::Revoked),
    sub(TOKEN, &[492], Finding::PageRoleMissing),
    said(TOKEN, &["malformed access token", "cannot parse access token"], Finding::Malformed),
    row(TOKEN, Finding::Refused),
    row(&[0..=0, 102..=102], Finding::Refused),
    // The same code stands for "Unknown path components": a wrong address or version, which is ours to mend.
    said(&[2500..=2500], &["active access token"], Finding::Refused),
    row(&[104..=104], Finding::TokenNotSeen),
    sub(ANY, &[1_349_174, 1_349_175, 1_349_176], Finding::AccountNotAssigned),
    row(&[200..=299], Finding::AccountNotAssigned),
    sub(PARAMETER, &[33], Finding::AccountNotVisible),
    said(PARAMETER, &["appsecret_proof"], Finding::AppSecretRequired),
    row(&[CAPABILITY..=CAPABILITY, 10..=10, 131_005..=131_005], Finding::PermissionDenied),
    row(&[368..=368], Finding::PolicyBlocked),
    row(&[131_031..=131_031], Finding::AccountLocked),
    row(
        &[4..=4, 17..=17, 341..=341, 613..=613, 80_007..=80_008, 130_429..=130_429, 131_056..=131_056],
        Finding::RateLimited,
    ),
    row(&[1..=2, 131_016..=131_016, 131_057..=131_057], Finding::MetaDown),
];

/// An error of Meta's, without the words that are for people.
pub(super) struct MetaError<'a> {
    pub(super) code: i64,
    subcode: Option<i64>,
    message: &'a str,
    is_transient: bool,
    trace: &'a str,
}

impl<'a> MetaError<'a> {
    /// Reads an `error` object; `None` where it has no code. In a report the subcode is called `subcode`, elsewhere
    /// `error_subcode`.
    pub(super) fn read(error: &'a Value) -> Option<Self> {
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

    /// What it means; a code that is not in the table leaves everything open.
    pub(super) fn failure(&self, status: u16) -> Failure {
        let plain = |c: &char| c.is_ascii_alphanumeric() || *c == '_' || *c == '-';
        let trace: String = self.trace.chars().filter(plain).take(32).collect();
        tracing::info!(status, code = self.code, subcode = self.subcode, trace, "Meta refused to answer");

        let known = TABLE.iter().find(|row| row.fits(self)).map(|row| row.means);
        // An outage may carry any code, also one that blames the token. With 500, Meta says of one alone that it is no
        // outage: that a method is not for this token.
        let down = self.is_transient || (status >= 500 && self.code != CAPABILITY);
        if down && known != Some(Finding::RateLimited) {
            return Failure::new(Finding::MetaDown);
        }
        match known {
            Some(finding) => Failure::new(finding),
            // What is left of code 100 is about the question: above all, that a token may not inspect itself.
            None if self.code == 100 => Failure { may_not_ask: true, ..Failure::new(Finding::UnknownAnswer) },
            None => Failure::new(Finding::UnknownAnswer),
        }
    }
}

impl Row {
    fn fits(&self, error: &MetaError<'_>) -> bool {
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

    fn meaning(status: u16, error: &Value) -> Finding {
        MetaError::read(error).unwrap().failure(status).finding
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
            assert_eq!(meaning(*status, &error), *finding, "{error}");
        }
    }

    #[test]
    fn a_temporary_error_is_an_outage_unless_it_is_a_limit() {
        let temporary = |code: i64| meaning(400, &json!({ "code": code, "is_transient": true }));
        assert_eq!(temporary(1200), Finding::MetaDown);
        assert_eq!(temporary(4), Finding::RateLimited);
    }

    #[test]
    fn every_row_can_be_reached() {
        for row in TABLE {
            let code = if row.codes == ANY { 200 } else { *row.codes[0].start() };
            let words = row.words.first().copied().unwrap_or_default();
            let error = json!({ "code": code, "error_subcode": row.subcodes.first(), "message": words });
            assert_eq!(meaning(400, &error), row.means, "{error}");
        }
    }

    #[test]
    fn no_unknown_code_and_no_passing_fault_blames_the_token() {
        let known = |code: i64| TABLE.iter().any(|row| row.codes != ANY && row.codes.iter().any(|c| c.contains(&code)));
        for code in (-5..140_000).filter(|code| !known(*code)) {
            assert_eq!(meaning(400, &json!({ "code": code })), Finding::UnknownAnswer, "{code}");
        }
        for code in [190, 100, 10, 200, 368] {
            let passing = meaning(400, &json!({ "code": code, "is_transient": true }));
            assert_eq!((passing, passing.outcome()), (Finding::MetaDown, Outcome::Unknown));
        }
    }

    #[test]
    fn an_outage_blames_nothing_whatever_code_it_carries() {
        for code in [0, 1, 10, 100, 102, 104, 190, 200, 368, 2500, 131_031, 987_654] {
            for status in [500, 502, 503, 504] {
                let message = "An active access token must be used";
                let error = json!({ "code": code, "error_subcode": 463, "message": message });
                assert_eq!(meaning(status, &error), Finding::MetaDown, "{status} {code}");
            }
        }
        // Both are answers, and Meta gives them with such a status.
        assert_eq!(meaning(500, &json!({ "code": 3 })), Finding::PermissionDenied);
        assert_eq!(meaning(503, &json!({ "code": 4 })), Finding::RateLimited);
    }

    #[test]
    fn an_unknown_path_says_nothing_of_the_token() {
        let said = |status, message: &str| meaning(status, &json!({ "code": 2500, "message": message }));
        let needed = "An active access token must be used to query information about the current user.";
        assert_eq!(said(400, needed), Finding::Refused);
        for message in ["Unknown path components: /v26.0/debug_token", "", "Access tokens"] {
            assert_eq!(said(400, message), Finding::UnknownAnswer, "{message:?}");
        }
    }

    #[test]
    fn limits_on_an_account_are_limits_for_each_of_metas_products() {
        for code in [80_007, 80_008] {
            assert_eq!(meaning(400, &json!({ "code": code })), Finding::RateLimited, "{code}");
        }
    }

    #[test]
    fn what_has_no_code_is_no_error_of_metas() {
        for error in [json!(null), json!({}), json!({ "code": "190" }), json!("error"), json!([190])] {
            assert!(MetaError::read(&error).is_none(), "{error}");
        }
    }
}
