//! Words for calls to the Chat backend that brought no answer, or a refusal.

use super::{Headline, Speaker, Way};
use crate::Error;
use crate::i18n::{Advice, fill};
use contract::finding::Outcome;
use contract::problem::{Code, Problem};

/// What failed, as far as it changes the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Operation {
    /// Reading or checking, which changes nothing.
    Load,
    /// A save that wasn't done.
    Save,
    /// A save that may have been done.
    SaveUnconfirmed,
    /// A disconnect that wasn't done.
    Disconnect,
    /// A disconnect that may have been done.
    DisconnectUnconfirmed,
}

impl Speaker {
    /// What happened to a call, and what to do. It is never the token's fault.
    #[must_use]
    pub fn problem(&self, error: &Error, operation: Operation) -> Headline {
        let words = &self.messages.problems;
        let (advice, ways): (&Advice, &[Way]) = match error {
            Error::Offline => (&words.offline, &[]),
            Error::Unreachable => (&words.unreachable, &[]),
            Error::CutOff => (&words.cut_off, &[]),
            Error::TimedOut => (&words.timed_out, &[]),
            Error::Unreadable => (&words.unreadable, &[]),
            Error::HostSilent => (&words.host_silent, &[Way::Reload]),
            Error::WrongSite => (&words.wrong_site, &[]),
            Error::Rejected(problem) => self.refusal(problem.code),
        };
        let problem = error.problem();
        let wait = self.wait(problem.and_then(|problem| problem.retry_after));
        let mut body = fill(advice.body, &[("wait", &wait)]);
        let and_then = match operation {
            Operation::SaveUnconfirmed => words.maybe_saved,
            Operation::DisconnectUnconfirmed => words.maybe_disconnected,
            Operation::Save | Operation::Disconnect if error.code() != Some(Code::SessionEnded) => {
                words.nothing_changed
            }
            Operation::Save | Operation::Disconnect | Operation::Load => "",
        };
        if !and_then.is_empty() {
            body = format!("{body} {and_then}");
        }
        let asks = [Code::NotAllowed, Code::SessionEnded, Code::Changed, Code::OtherApp];
        let is_asked = *error == Error::WrongSite || error.code().is_some_and(|code| asks.contains(&code));
        let outcome = if is_asked { Outcome::Warning } else { Outcome::Unknown };
        let reference = problem.and_then(|problem| problem.request_id.clone()).filter(|_| is_ours(problem));
        Headline { outcome, title: advice.title.to_owned(), body, ways: ways.to_vec(), reference }
    }

    fn refusal(&self, code: Code) -> (&'static Advice, &'static [Way]) {
        let words = &self.messages.problems;
        match code {
            Code::Malformed => (&words.malformed, &[Way::Reload]),
            Code::SessionEnded => (&words.session_ended, &[Way::Reload]),
            Code::NotAllowed => (&words.not_allowed, &[]),
            Code::ForeignOrigin => (&words.foreign_origin, &[]),
            Code::NotFound => (&words.not_found, &[]),
            Code::MethodNotAllowed => (&words.method_not_allowed, &[Way::Reload]),
            Code::OtherApp => (&words.other_app, &[]),
            Code::NothingStored => (&words.nothing_stored, &[Way::Reload]),
            Code::Changed => (&words.changed, &[]),
            Code::TooLarge => (&words.too_large, &[]),
            Code::WrongMediaType => (&words.wrong_media_type, &[Way::Reload]),
            Code::TokenShape => (&words.token_shape, &[Way::Step(9)]),
            Code::TokenRefused => (&words.token_refused, &[]),
            Code::KeyReused => (&words.key_reused, &[]),
            Code::PreconditionRequired => (&words.precondition_required, &[Way::Reload]),
            Code::TooManyRequests => (&words.too_many_requests, &[]),
            Code::Internal => (&words.internal, &[]),
            Code::CouldNotCheck => (&words.could_not_check, &[Way::MetaStatus]),
            Code::JiraUnreachable => (&words.jira_unreachable, &[]),
            Code::Unavailable => (&words.unavailable, &[]),
            Code::TimedOut => (&words.backend_timed_out, &[]),
            Code::Unknown => (&words.unknown, &[Way::Reload]),
        }
    }
}

/// True for faults of the service's own, where a reference helps whoever is asked.
fn is_ours(problem: Option<&Problem>) -> bool {
    problem.is_some_and(|problem| matches!(problem.code, Code::Internal | Code::Unavailable | Code::TimedOut))
}
