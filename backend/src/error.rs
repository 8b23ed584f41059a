//! Every way in which a request can be refused or fail, and the problem that tells of it.
//!
//! Details of a failure of our own go to the log, where they are found by the request id; the answer carries none.

use axum::response::{IntoResponse, Response};
use contract::access_token::WrongShape;
use contract::problem::{Code, Field, Problem};
use contract::report::{App, TokenReport};

/// A refusal or a failure. Each doc begins with the status that it becomes.
#[derive(Clone, Debug)]
pub enum Error {
    /// 400: the body, a header or the path is not what the contract says.
    Malformed(&'static str),
    /// 401: there is no session, or it has ended.
    SessionEnded,
    /// 403: the person may not change this project's settings.
    NotAllowed,
    /// 403: from another web site, or by a name that is not ours.
    ForeignOrigin,
    /// 404: no such project for this session, or no such path.
    NotFound,
    /// 405: the path knows no such method.
    MethodNotAllowed,
    /// 409: the token belongs to another app than the stored one.
    OtherApp {
        /// The app of the stored token.
        stored: App,
        /// What Meta says of the new one.
        report: Box<TokenReport>,
    },
    /// 409: there is no token to check.
    NothingStored,
    /// 412: the settings have changed since they were read.
    Changed,
    /// 413: the body is too large.
    TooLarge,
    /// 415: the body is not JSON.
    WrongMediaType,
    /// 422: the text certainly is no token.
    TokenShape(WrongShape),
    /// 422: Meta refuses the token, or it lacks what Chat needs.
    TokenRefused(Box<TokenReport>),
    /// 422: the Idempotency-Key stands for something else.
    KeyReused,
    /// 428: a header that the request cannot do without.
    PreconditionRequired(&'static str),
    /// 429: too many checks.
    TooManyRequests {
        /// Seconds to wait.
        retry_after: u32,
    },
    /// 500: a fault of our own. What it was is in the log already.
    Internal,
    /// 502: Meta could not be asked.
    CouldNotCheck(Box<TokenReport>),
    /// 502: Jira could not be asked about the person; nothing was done.
    JiraUnreachable,
    /// 503: the database does not answer.
    Unavailable,
    /// 504: it took too long.
    TimedOut,
}

impl Error {
    /// A fault of our own: `what` goes to the log, and must hold nothing that a person has sent.
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
            Self::ForeignOrigin => new(C::ForeignOrigin, "the request came from another site or by another name"),
            Self::NotFound => new(C::NotFound, "there is no such thing for this session"),
            Self::MethodNotAllowed => new(C::MethodNotAllowed, "the path knows no such method"),
            Self::OtherApp { stored, report } => Problem {
                stored_app: Some(stored),
                report: Some(*report),
                ..about_token(C::OtherApp, "the token belongs to another app than the stored one")
            },
            Self::NothingStored => new(C::NothingStored, "no token is stored"),
            Self::Changed => new(C::Changed, "the settings have changed since they were read"),
            Self::TooLarge => new(C::TooLarge, "the body is too large"),
            Self::WrongMediaType => new(C::WrongMediaType, "the body must be application/json"),
            Self::TokenShape(shape) => {
                Problem { shape: Some(shape), ..about_token(C::TokenShape, "the text is no System User Access Token") }
            }
            Self::TokenRefused(report) => Problem {
                report: Some(*report),
                ..about_token(C::TokenRefused, "Meta refuses the token, or it lacks what Chat needs")
            },
            Self::KeyReused => new(C::KeyReused, "the Idempotency-Key was used before, for something else"),
            Self::PreconditionRequired(what) => new(C::PreconditionRequired, what),
            Self::TooManyRequests { retry_after } => {
                Problem { retry_after: Some(retry_after), ..new(C::TooManyRequests, "too many checks in a short time") }
            }
            Self::Internal => new(C::Internal, "a fault of the backend's own"),
            Self::CouldNotCheck(report) => Problem {
                retry_after: report.retry_after,
                report: Some(*report),
                ..new(C::CouldNotCheck, "Meta could not be asked about the token")
            },
            Self::JiraUnreachable => new(C::JiraUnreachable, "Jira could not be asked about the person"),
            Self::Unavailable => new(C::Unavailable, "the backend cannot work now"),
            Self::TimedOut => new(C::TimedOut, "the backend did not finish in time"),
        }
    }
}

/// The problem travels beside an empty answer; [`crate::gate`] writes it down once the request id is known.
impl IntoResponse for Error {
    fn into_response(self) -> Response {
        let mut response = Response::default();
        response.extensions_mut().insert(self.problem());
        response
    }
}

/// A database that cannot be reached may come back; everything else is our own fault. Neither text names a value.
impl From<sqlx::Error> for Error {
    fn from(error: sqlx::Error) -> Self {
        tracing::error!(%error, "the database failed");
        match error {
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => Self::Unavailable,
            sqlx::Error::Database(error) if is_passing(error.code().as_deref()) => Self::Unavailable,
            _ => Self::Internal,
        }
    }
}

/// SQLite's BUSY and LOCKED, with their extended codes; PostgreSQL's classes 08 (connection), 40 (rolled back for
/// another's sake), 53 (resources) and 57 (operator intervention).
fn is_passing(code: Option<&str>) -> bool {
    let Some(code) = code else { return false };
    let sqlite = code.len() < 5 && code.parse::<u32>().is_ok_and(|code| matches!(code & 0xff, 5 | 6));
    let postgres = code.len() == 5 && ["08", "40", "53", "57"].iter().any(|class| code.starts_with(class));
    sqlite || postgres
}
