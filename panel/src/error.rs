//! Why a call to the Chat backend brought no answer, or a refusal. Plain data: no words, no browser.

use contract::problem::{Code, Problem};

/// What can come of a call instead of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// The browser says that it has no network.
    Offline,
    /// No connection, or one that broke before the answer began.
    Unreachable,
    /// The answer broke off in its middle.
    CutOff,
    /// No answer within the page's own time limit.
    TimedOut,
    /// An answer that is not what the contract says: a web page, say, from something in between.
    Unreadable,
    /// The page's host did not answer, or answered something else, so nothing was sent.
    HostSilent,
    /// The page is not on the Jira site whose settings came, so no token may be typed into it.
    WrongSite,
    /// The backend refused, with its reason.
    Refused(Box<Problem>),
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
    /// A refusal, known by its HTTP status alone: something between page and backend answered.
    #[must_use]
    pub fn from_status(status: u16, retry_after: Option<u32>) -> Self {
        let code = match status {
            401 => Code::SessionEnded,
            403 => Code::NotAllowed,
            404 => Code::NotFound,
            409 => Code::InProgress,
            412 => Code::Changed,
            413 => Code::TooLarge,
            429 => Code::TooManyRequests,
            500 => Code::Internal,
            502 | 503 => Code::Unavailable,
            504 => Code::TimedOut,
            _ => return Self::Unreadable,
        };
        Self::Refused(Box::new(Problem { status, retry_after, ..Problem::new(code, "") }))
    }

    /// Why there is no session. Never Meta's fault, and never the token's.
    #[must_use]
    pub fn from_host(error: HostError) -> Self {
        let status = match error {
            // The backend could not ask Jira either.
            HostError::NoResponse | HostError::JiraUnreachable => return Self::HostSilent,
            HostError::Unverified => 401,
            HostError::Rejected(status) => status,
        };
        Self::from_status(status, None)
    }

    /// The refusal's code, where it is a refusal.
    #[must_use]
    pub fn code(&self) -> Option<Code> {
        self.problem().map(|problem| problem.code)
    }

    /// The refusal, where it is one.
    #[must_use]
    pub fn problem(&self) -> Option<&Problem> {
        match self {
            Self::Refused(problem) => Some(problem),
            Self::Offline | Self::Unreachable | Self::CutOff | Self::TimedOut | Self::Unreadable => None,
            Self::HostSilent | Self::WrongSite => None,
        }
    }

    /// True where the backend may have done what was asked although no answer tells so.
    #[must_use]
    pub fn leaves_open_what_happened(&self) -> bool {
        match self {
            // The network may have gone after the request had left.
            Self::Offline | Self::Unreachable | Self::CutOff | Self::TimedOut | Self::Unreadable => true,
            Self::HostSilent | Self::WrongSite => false,
            // Jira is asked before anything is done.
            Self::Refused(problem) if problem.code == Code::JiraUnreachable => false,
            Self::Refused(problem) if problem.code == Code::InProgress => true,
            Self::Refused(problem) => matches!(problem.status, 500 | 502 | 503 | 504) && problem.report.is_none(),
        }
    }

    /// True where a repeated save learns from it what became of the first one: the backend has looked. It looks after the
    /// session, the right and the limits, whose refusals say nothing of an earlier try.
    #[must_use]
    pub fn settles_a_save(&self) -> bool {
        self.is_about_the_token() || matches!(self.code(), Some(Code::Changed | Code::KeyReused))
    }

    /// True where the token that was sent is what stands in the way.
    #[must_use]
    pub fn is_about_the_token(&self) -> bool {
        let about = [Code::TokenShape, Code::TokenRefused, Code::CouldNotCheck, Code::OtherApp];
        self.code().is_some_and(|code| about.contains(&code))
    }

    /// True where the same call may fare better a moment later.
    #[must_use]
    pub fn is_passing(&self) -> bool {
        match self {
            Self::Unreachable | Self::CutOff => true,
            Self::Offline | Self::TimedOut | Self::Unreadable => false,
            // The host has had all the time that there is for it, and a site does not change.
            Self::HostSilent | Self::WrongSite => false,
            Self::Refused(problem) => matches!(problem.status, 502..=504) && problem.report.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_status_without_a_problem_is_named_all_the_same() {
        for status in [401, 403, 404, 409, 412, 413, 429, 500, 502, 503, 504] {
            assert!(Error::from_status(status, None).code().is_some(), "{status}");
        }
        assert_eq!(Error::from_status(200, None), Error::Unreadable);
        assert_eq!(Error::from_status(418, None), Error::Unreadable);
    }

    #[test]
    fn who_gets_no_session_is_told_why() {
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
    fn a_refusal_is_never_mistaken_for_an_open_outcome() {
        for status in [401, 403, 404, 412, 413, 429] {
            assert!(!Error::from_status(status, None).leaves_open_what_happened(), "{status}");
        }
        assert!(Error::from_status(503, None).leaves_open_what_happened());
        assert!(Error::from_status(409, None).leaves_open_what_happened(), "the same save is still at work");
        assert!(Error::Offline.leaves_open_what_happened(), "it may have been sent before");
        assert!(Error::CutOff.leaves_open_what_happened());
    }
}
