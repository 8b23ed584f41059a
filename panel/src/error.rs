//! Why a call to the Chat backend brought no response, or a rejection. Plain data: no words, no browser.

use contract::problem::{Code, Problem};

/// How a call can fail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The browser says that it's offline.
    Offline,
    /// No connection, or it broke before the response began.
    Unreachable,
    /// The response broke off in the middle.
    CutOff,
    /// No response within the page's own time limit.
    TimedOut,
    /// The response isn't what the contract says, for example a web page from a proxy.
    Unreadable,
    /// The page's host didn't respond, or responded with something else, so nothing was sent.
    HostSilent,
    /// The page isn't on the Jira site whose settings came, so no token may be entered.
    WrongSite,
    /// The backend rejected the call, with a reason.
    Rejected(Box<Problem>),
}

/// Why the page's host gives no session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HostError {
    /// It didn't respond, or responded with something else.
    NoResponse,
    /// It couldn't verify who is there.
    Unverified,
    /// The backend couldn't ask Jira about the person.
    JiraUnreachable,
    /// The backend didn't trade the host's token for a session. Holds the HTTP status.
    Rejected(u16),
}

impl Error {
    /// A rejection known by its HTTP status alone: something between the page and the backend responded.
    #[must_use]
    pub fn from_status(status: u16, retry_after: Option<u32>) -> Self {
        let code = match status {
            401 => Code::SessionEnded,
            403 => Code::NotAllowed,
            404 => Code::NotFound,
            412 => Code::Changed,
            413 => Code::TooLarge,
            429 => Code::TooManyRequests,
            500 => Code::Internal,
            502 | 503 => Code::Unavailable,
            504 => Code::TimedOut,
            _ => return Self::Unreadable,
        };
        Self::Rejected(Box::new(Problem { status, retry_after, ..Problem::new(code, "") }))
    }

    /// Why there is no session. It never blames Meta or the token.
    #[must_use]
    pub fn from_host(error: HostError) -> Self {
        let status = match error {
            HostError::NoResponse | HostError::JiraUnreachable => return Self::HostSilent,
            HostError::Unverified => 401,
            HostError::Rejected(status) => status,
        };
        Self::from_status(status, None)
    }

    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.problem().map(|problem| problem.code)
    }

    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Rejected(problem) => Some(problem),
            Self::Offline | Self::Unreachable | Self::CutOff | Self::TimedOut | Self::Unreadable => None,
            Self::HostSilent | Self::WrongSite => None,
        }
    }

    /// True if the backend may have done what was asked.
    #[must_use]
    pub fn is_outcome_unknown(&self) -> bool {
        match self {
            // The network may have gone after the request was sent.
            Self::Offline | Self::Unreachable | Self::CutOff | Self::TimedOut | Self::Unreadable => true,
            Self::HostSilent | Self::WrongSite => false,
            // The backend asks Jira before it does anything.
            Self::Rejected(problem) if problem.code == Code::JiraUnreachable => false,
            Self::Rejected(problem) => matches!(problem.status, 500 | 502 | 503 | 504) && problem.report.is_none(),
        }
    }

    /// True if this response to a repeated save tells what became of the first try. The backend looks that up after it
    /// has checked session, permission and rate limits, so a rejection by one of those doesn't.
    #[must_use]
    pub fn settles_save(&self) -> bool {
        self.is_about_token() || matches!(self.code(), Some(Code::Changed | Code::KeyReused))
    }

    /// True if the problem is the token that was sent.
    #[must_use]
    pub fn is_about_token(&self) -> bool {
        let about = [Code::TokenShape, Code::TokenRefused, Code::CouldNotCheck, Code::OtherApp];
        self.code().is_some_and(|code| about.contains(&code))
    }

    /// True if the same call may succeed a moment later.
    #[must_use]
    pub fn is_transient(&self) -> bool {
        match self {
            Self::Unreachable | Self::CutOff => true,
            Self::Offline | Self::TimedOut | Self::Unreadable => false,
            // The host had all the time there is, and the site won't change.
            Self::HostSilent | Self::WrongSite => false,
            Self::Rejected(problem) => matches!(problem.status, 502..=504) && problem.report.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_without_a_problem_still_has_a_code() {
        for status in [401, 403, 404, 412, 413, 429, 500, 502, 503, 504] {
            assert!(Error::from_status(status, None).code().is_some(), "{status}");
        }
        assert_eq!(Error::from_status(200, None), Error::Unreadable);
        assert_eq!(Error::from_status(409, None), Error::Unreadable, "several codes share it");
        assert_eq!(Error::from_status(418, None), Error::Unreadable);
    }

    #[test]
    fn a_missing_session_has_a_reason() {
        let code = |error| Error::from_host(error).code();
        assert_eq!(Error::from_host(HostError::NoResponse), Error::HostSilent);
        assert_eq!(Error::from_host(HostError::JiraUnreachable), Error::HostSilent);
        assert_eq!(code(HostError::Rejected(502)), Some(Code::Unavailable));
        assert_eq!(code(HostError::Unverified), Some(Code::SessionEnded));
        assert_eq!(code(HostError::Rejected(401)), Some(Code::SessionEnded));
        assert_eq!(code(HostError::Rejected(403)), Some(Code::NotAllowed));
        assert_eq!(code(HostError::Rejected(503)), Some(Code::Unavailable));
    }

    #[test]
    fn a_rejection_is_never_mistaken_for_an_unknown_outcome() {
        for status in [401, 403, 404, 412, 413, 429] {
            assert!(!Error::from_status(status, None).is_outcome_unknown(), "{status}");
        }
        assert!(Error::from_status(503, None).is_outcome_unknown());
        assert!(Error::from_status(409, None).is_outcome_unknown(), "409 alone doesn't say why");
        assert!(Error::Offline.is_outcome_unknown(), "it may have been sent before");
        assert!(Error::CutOff.is_outcome_unknown());
    }
}
