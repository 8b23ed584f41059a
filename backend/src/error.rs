//! Every way in which a request can be rejected or fail, and its problem response.
//!
//! Details of internal faults go to the log, where the request ID finds them; the response carries none.

use axum::response::{IntoResponse, Response};
use contract::access_token::WrongShape;
use contract::problem::{Code, Field, Problem};
use contract::report::{App, TokenReport};

/// A rejection or a failure. Each comment starts with the response status.
#[derive(Clone, Debug)]
pub enum Error {
    /// 400: the body, a header or the path doesn't match the contract.
    Malformed(&'static str),
    /// 401: there is no session, or it has ended.
    SessionEnded,
    /// 403: the person may not change this project's settings.
    NotAllowed,
    /// 403: the request came from another web site, or used a host name that isn't ours.
    ForeignOrigin,
    /// 404: this session has no such project, or there is no such path.
    NotFound,
    /// 405: the path doesn't support the method.
    MethodNotAllowed,
    /// 409: the token belongs to a different app than the stored one.
    OtherApp {
        /// The app of the stored token.
        stored: App,
        /// The check of the new token.
        report: Box<TokenReport>,
    },
    /// 409: there is no token to check.
    NothingStored,
    /// 412: the settings have changed since they were read.
    Changed,
    /// 413: the body is too large.
    TooLarge,
    /// 415: the body isn't JSON.
    WrongMediaType,
    /// 422: the text can't be a token.
    TokenShape(WrongShape),
    /// 422: Meta rejects the token, or it lacks what Chat needs.
    TokenRefused(Box<TokenReport>),
    /// 422: the Idempotency-Key was used for a different request.
    KeyReused,
    /// 428: a required header is missing.
    PreconditionRequired(&'static str),
    /// 429: too many checks.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// 500: an internal fault, which is already in the log.
    Internal,
    /// 502: Meta couldn't be asked.
    CouldNotCheck(Box<TokenReport>),
    /// 502: Jira couldn't be asked about the person; nothing was done.
    JiraUnreachable,
    /// 503: the database doesn't respond.
    Unavailable,
    /// 504: the request took too long.
    TimedOut,
}

impl Error {
    /// Logs an internal fault. `what` must not contain anything from the request.
    #[must_use]
    pub fn internal(what: &str) -> Self {
        tracing::error!(what, "internal fault");
        Self::Internal
    }

    fn problem(self) -> Problem {
        use Code as C;
        let new = Problem::new;
        let about_token = |code, title| Problem { field: Some(Field::Token), ..Problem::new(code, title) };
        match self {
            Self::Malformed(what) => new(C::Malformed, what),
            Self::SessionEnded => new(C::SessionEnded, "there is no session, or it has ended"),
            Self::NotAllowed => new(C::NotAllowed, "this account may not change the settings"),
            Self::ForeignOrigin => {
                new(C::ForeignOrigin, "the request came from another site or used another host name")
            }
            Self::NotFound => new(C::NotFound, "not found for this session"),
            Self::MethodNotAllowed => new(C::MethodNotAllowed, "the path does not support the method"),
            Self::OtherApp { stored, report } => Problem {
                stored_app: Some(stored),
                report: Some(*report),
                ..about_token(C::OtherApp, "the token belongs to a different app than the stored one")
            },
            Self::NothingStored => new(C::NothingStored, "no token is stored"),
            Self::Changed => new(C::Changed, "the settings have changed since they were read"),
            Self::TooLarge => new(C::TooLarge, "the body is too large"),
            Self::WrongMediaType => new(C::WrongMediaType, "the body must be application/json"),
            Self::TokenShape(shape) => Problem {
                shape: Some(shape),
                ..about_token(C::TokenShape, "the text is not a System User Access Token")
            },
            Self::TokenRefused(report) => Problem {
                report: Some(*report),
                ..about_token(C::TokenRefused, "Meta rejects the token, or it lacks what Chat needs")
            },
            Self::KeyReused => new(C::KeyReused, "the Idempotency-Key was used before, for a different request"),
            Self::PreconditionRequired(what) => new(C::PreconditionRequired, what),
            Self::TooManyRequests { retry_after } => {
                Problem { retry_after: Some(retry_after), ..new(C::TooManyRequests, "too many checks in a short time") }
            }
            Self::Internal => new(C::Internal, "internal error"),
            Self::CouldNotCheck(report) => Problem {
                retry_after: report.retry_after,
                report: Some(*report),
                ..new(C::CouldNotCheck, "Meta could not be asked about the token")
            },
            Self::JiraUnreachable => new(C::JiraUnreachable, "Jira could not be asked about the person"),
            Self::Unavailable => new(C::Unavailable, "the backend is temporarily unavailable"),
            Self::TimedOut => new(C::TimedOut, "the backend did not finish in time"),
        }
    }
}

/// The problem travels as an extension of an empty response; the middleware writes the body once it knows the request ID.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.extensions_mut().insert(self.problem());
        response
    }
}

/// A database that can't be reached may recover; everything else is an internal fault. Neither response names a value.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the database failed");
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => Self::Unavailable,
            sqlx::Error::Database(error) if is_temporary(error.code().as_deref()) => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}

/// SQLite's BUSY and LOCKED with their extended codes; PostgreSQL's classes 08 (connection), 40 (rollback because of
/// another transaction), 53 (resources) and 57 (operator intervention).
fn is_temporary(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    let sqlite = code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6));
    let postgres = code.len() == 5 && ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class));
    sqlite || postgres
}
