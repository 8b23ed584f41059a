//! Every refusal: RFC 9457 `application/problem+json` with a stable code.
//!
//! The page finds its words by the code; `title` is for people who read traffic. A 502, 503 or 504 never
//! blames the token.

use crate::access_token::WrongShape;
use crate::report::{App, TokenReport};
use serde::{Deserialize, Serialize};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// One refusal.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// What happened, for machines.
    pub code: Code,
    /// The HTTP status, repeated as RFC 9457 asks.
    pub status: u16,
    /// What happened, in English, for people who read traffic. The page never shows it.
    #[serde(default)]
    pub title: String,
    /// The field at fault, where one is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// Names this answer in the backend's log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Seconds to wait before trying again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// With `token_shape`: why the text certainly is no token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<WrongShape>,
    /// With `token_refused` and `could_not_check`: the checks that were made.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<TokenReport>,
    /// With `other_app`: the app of the stored token. The new one's is in the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stored_app: Option<App>,
}

/// A field of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Field {
    /// The System User Access Token.
    Token,
    /// A field that this version does not know.
    #[serde(other)]
    Unknown,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal;)*) => {
        /// What happened. Each doc begins with the HTTP status that carries it.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Code {
            $($(#[$doc])* $name,)*
            /// A code that this version does not know; the status still tells something.
            #[serde(other)]
            Unknown,
        }

        impl Code {
            /// Every code but `Unknown`.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The HTTP status that carries it.
            #[must_use]
            pub fn status(self) -> u16 {
                match self {
                    $(Self::$name => $status,)*
                    Self::Unknown => 500,
                }
            }
        }
    };
}

codes! {
    /// 400: the body, a header or the path is not what the contract says.
    Malformed = 400;
    /// 401: there is no session, or it has ended. Never Meta's refusal.
    SessionEnded = 401;
    /// 403: the person may not change this project's settings.
    NotAllowed = 403;
    /// 403: the request came from another web site, or by a name that is not the backend's.
    ForeignOrigin = 403;
    /// 404: there is no such project for this session, or no such path.
    NotFound = 404;
    /// 405: the path knows no such method.
    MethodNotAllowed = 405;
    /// 409: the token belongs to another app than the stored one.
    OtherApp = 409;
    /// 409: no token is stored that could be checked.
    NothingStored = 409;
    /// 412: the settings have changed since they were read.
    Changed = 412;
    /// 413: the body is larger than 16 KiB.
    TooLarge = 413;
    /// 415: the body is not `application/json`.
    WrongMediaType = 415;
    /// 422: the text certainly is no System User Access Token; nothing was sent to Meta.
    TokenShape = 422;
    /// 422: Meta refuses the token, or it lacks what Chat needs.
    TokenRefused = 422;
    /// 422: the Idempotency-Key was used before, for something else.
    KeyReused = 422;
    /// 428: the request needs `If-Match` and `Idempotency-Key`, or one of them.
    PreconditionRequired = 428;
    /// 429: too many checks in a short time.
    TooManyRequests = 429;
    /// 500: a fault of the backend's own.
    Internal = 500;
    /// 502: Meta could not be asked about the token, or its answer was of no use. Nothing was saved.
    CouldNotCheck = 502;
    /// 502: Jira, not Meta, could not be asked who the person is or whether they administer the project, or its answer
    /// was of no use. Nothing was done.
    JiraUnreachable = 502;
    /// 503: the backend cannot work now: its database does not answer, or it is stopping.
    Unavailable = 503;
    /// 504: the backend did not finish in time.
    TimedOut = 504;
}

impl Problem {
    /// A problem with nothing but its code.
    #[must_use]
    pub fn new(code: Code, title: &str) -> Self {
        Self {
            code,
            status: code.status(),
            title: title.to_owned(),
            field: None,
            request_id: None,
            retry_after: None,
            shape: None,
            report: None,
            stored_app: None,
        }
    }
}
