//! Error responses: RFC 9457 `application/problem+json` with a stable code.
//!
//! The page chooses its sentences by the code. `title` is for people who read traffic. A 502, 503, or 504
//! never blames the token.

use crate::access_token::WrongShape;
use crate::report::{App, TokenReport};
use serde::{Deserialize, Serialize};

/// The media type of a problem.
pub const MEDIA_TYPE: &str = "application/problem+json";

/// An error response.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Problem {
    /// What happened, for machines.
    pub code: Code,
    /// The HTTP status, repeated as RFC 9457 requires.
    pub status: u16,
    /// What happened, in English, for people who read traffic. The page doesn't show it.
    #[serde(default)]
    pub title: String,
    /// The field with the error, if there is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// The request ID, which the backend logs.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub request_id: Option<String>,
    /// Seconds to wait before the next try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
    /// With `token_shape`: why the text can't be a token.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub shape: Option<WrongShape>,
    /// With `token_refused` and `could_not_check`: the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub report: Option<TokenReport>,
    /// With `other_app`: the app of the stored token. The new token's app is in the report.
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
    /// A field that this version doesn't know.
    #[serde(other)]
    Unknown,
}

macro_rules! codes {
    ($($(#[$doc:meta])* $name:ident = $status:literal;)*) => {
        /// What happened. Each description begins with the HTTP status.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Code {
            $($(#[$doc])* $name,)*
            /// A code that this version doesn't know. The status is still useful.
            #[serde(other)]
            Unknown,
        }

        impl Code {
            /// Every code except `Unknown`.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// Its HTTP status.
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
    /// 400: the body, a header, or the path doesn't follow the contract.
    Malformed = 400;
    /// 401: there is no session, or it has ended. Never because Meta rejected a token.
    SessionEnded = 401;
    /// 403: the person can't change this project's settings.
    NotAllowed = 403;
    /// 403: the request came from another website, or used a host name that isn't the backend's.
    ForeignOrigin = 403;
    /// 404: the session isn't for this project, or the path doesn't exist.
    NotFound = 404;
    /// 405: the path doesn't support this method.
    MethodNotAllowed = 405;
    /// 409: the token belongs to a different app than the stored token.
    OtherApp = 409;
    /// 409: no token is stored, so there's nothing to check.
    NothingStored = 409;
    /// 412: the settings have changed since they were read.
    Changed = 412;
    /// 413: the body is larger than 16 KiB.
    TooLarge = 413;
    /// 415: the body isn't `application/json`.
    WrongMediaType = 415;
    /// 422: the text can't be a System User Access Token. Nothing was sent to Meta.
    TokenShape = 422;
    /// 422: Meta rejected the token, or it lacks something that Chat needs.
    TokenRefused = 422;
    /// 422: the Idempotency-Key was used before for a different request.
    KeyReused = 422;
    /// 428: the request lacks `If-Match`, `Idempotency-Key`, or both.
    PreconditionRequired = 428;
    /// 429: too many checks in a short time.
    TooManyRequests = 429;
    /// 500: a fault in the backend.
    Internal = 500;
    /// 502: Meta couldn't be reached, or its response couldn't be used. Nothing was saved.
    CouldNotCheck = 502;
    /// 502: Jira couldn't be reached to confirm who the person is and whether they're an admin of the project, or its
    /// response couldn't be used. Nothing was done.
    JiraUnreachable = 502;
    /// 503: the backend can't handle requests right now: its database doesn't respond, or it's stopping.
    Unavailable = 503;
    /// 504: the backend didn't finish in time.
    TimedOut = 504;
}

impl Problem {
    /// A problem with only a code and a title.
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
