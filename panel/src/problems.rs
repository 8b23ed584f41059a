//! What the panel says about a call to the Chat backend that failed. None of it blames the token.

use crate::Error;
use crate::message::Advice;
use crate::next_step::NextStep;
use crate::phrases::{Key, Phrases};
use contract::finding::Outcome;
use contract::problem::Code;

/// What was asked for, as far as it changes the words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Operation {
    /// To load or to check: nothing can have changed.
    Load,
    /// To save.
    Save,
    /// To save, and it isn't known whether that was done.
    SaveUnconfirmed,
    /// To disconnect.
    Disconnect,
    /// To find out what became of a disconnect that got no response.
    DisconnectUnconfirmed,
}

/// What happened to a call, and what to do.
#[must_use]
pub(crate) fn advice(error: &Error, operation: Operation, phrases: &Phrases) -> Advice {
    let (title, body, next_step) = words(error);
    let problem = error.problem();
    let wait = phrases.wait(problem.and_then(|problem| problem.retry_after));
    let mut body = phrases.fill(body, &[("wait", &wait)]);
    if let Some(consequence) = consequence(error, operation) {
        body = format!("{body} {}", phrases.text(consequence));
    }
    let needs_the_admin = match error.code() {
        Some(code) => matches!(code, Code::NotAllowed | Code::SessionEnded | Code::Changed | Code::OtherApp),
        None => *error == Error::WrongSite,
    };
    let outcome = if needs_the_admin { Outcome::Warning } else { Outcome::Unknown };
    // For faults of the backend, support can look up the request.
    let request_id = problem
        .filter(|problem| matches!(problem.code, Code::Internal | Code::Unavailable | Code::TimedOut))
        .and_then(|problem| problem.request_id.clone());
    let next_steps = next_step.into_iter().collect();
    Advice { next_steps, request_id, ..Advice::new(outcome, phrases.text(title), &body) }
}

/// What the failure means for what is saved.
fn consequence(error: &Error, operation: Operation) -> Option<Key> {
    match operation {
        Operation::Load => None,
        Operation::SaveUnconfirmed => Some(Key::ProblemMaybeSaved),
        Operation::DisconnectUnconfirmed => Some(Key::ProblemMaybeDisconnected),
        Operation::Save | Operation::Disconnect if error.code() == Some(Code::SessionEnded) => None,
        Operation::Save | Operation::Disconnect => Some(Key::ProblemNothingChanged),
    }
}

/// Title, body, and where to do something about it.
fn words(error: &Error) -> (Key, Key, Option<NextStep>) {
    use Key as K;
    match error {
        Error::Offline => (K::ProblemOfflineTitle, K::ProblemOfflineBody, None),
        Error::Unreachable => (K::ProblemUnreachableTitle, K::ProblemUnreachableBody, None),
        Error::CutOff => (K::ProblemCutOffTitle, K::ProblemCutOffBody, None),
        Error::TimedOut => (K::ProblemTimedOutTitle, K::ProblemTimedOutBody, None),
        Error::Unreadable => (K::ProblemUnreadableTitle, K::ProblemUnreadableBody, None),
        Error::HostSilent => (K::ProblemHostSilentTitle, K::ProblemHostSilentBody, Some(NextStep::Reload)),
        Error::WrongSite => (K::ProblemWrongSiteTitle, K::ProblemWrongSiteBody, None),
        Error::Rejected(problem) => words_of_code(problem.code),
    }
}

fn words_of_code(code: Code) -> (Key, Key, Option<NextStep>) {
    use Key as K;
    let reload = Some(NextStep::Reload);
    match code {
        Code::Malformed => (K::ProblemMalformedTitle, K::ProblemMalformedBody, reload),
        Code::SessionEnded => (K::ProblemSessionEndedTitle, K::ProblemSessionEndedBody, reload),
        Code::NotAllowed => (K::ProblemNotAllowedTitle, K::ProblemNotAllowedBody, None),
        Code::ForeignOrigin => (K::ProblemForeignOriginTitle, K::ProblemForeignOriginBody, None),
        Code::NotFound => (K::ProblemNotFoundTitle, K::ProblemNotFoundBody, None),
        Code::MethodNotAllowed => (K::ProblemMethodNotAllowedTitle, K::ProblemMethodNotAllowedBody, reload),
        Code::OtherApp => (K::ProblemOtherAppTitle, K::ProblemOtherAppBody, None),
        Code::NothingStored => (K::ProblemNothingStoredTitle, K::ProblemNothingStoredBody, reload),
        Code::Changed => (K::ProblemChangedTitle, K::ProblemChangedBody, None),
        Code::TooLarge => (K::ProblemTooLargeTitle, K::ProblemTooLargeBody, None),
        Code::WrongMediaType | Code::PreconditionRequired => {
            (K::ProblemAlteredRequestTitle, K::ProblemAlteredRequestBody, reload)
        }
        Code::TokenShape => (K::ProblemTokenShapeTitle, K::ProblemTokenShapeBody, Some(NextStep::Step(9))),
        Code::TokenRefused => (K::ProblemTokenRefusedTitle, K::ProblemTokenRefusedBody, None),
        Code::KeyReused => (K::ProblemKeyReusedTitle, K::ProblemKeyReusedBody, None),
        Code::TooManyRequests => (K::ProblemTooManyRequestsTitle, K::ProblemTooManyRequestsBody, None),
        Code::Internal => (K::ProblemInternalTitle, K::ProblemInternalBody, None),
        Code::CouldNotCheck => (K::ProblemCouldNotCheckTitle, K::ProblemCouldNotCheckBody, Some(NextStep::MetaStatus)),
        Code::JiraUnreachable => (K::ProblemJiraUnreachableTitle, K::ProblemJiraUnreachableBody, None),
        Code::Unavailable => (K::ProblemUnavailableTitle, K::ProblemUnavailableBody, None),
        Code::TimedOut => (K::ProblemBackendTimedOutTitle, K::ProblemBackendTimedOutBody, None),
        Code::Unknown => (K::ProblemUnknownTitle, K::ProblemUnknownBody, reload),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::english;
    use contract::problem::Problem;
    use std::collections::HashMap;

    const OPERATIONS: [Operation; 5] = [
        Operation::Load,
        Operation::Save,
        Operation::SaveUnconfirmed,
        Operation::Disconnect,
        Operation::DisconnectUnconfirmed,
    ];

    fn errors() -> Vec<Error> {
        let refused = |code| Error::Rejected(Box::new(Problem::new(code, "never shown")));
        let mut errors = vec![Error::Offline, Error::Unreachable, Error::CutOff, Error::TimedOut, Error::Unreadable];
        errors.extend([Error::HostSilent, Error::WrongSite]);
        errors.extend(Code::ALL.iter().copied().chain([Code::Unknown]).map(refused));
        errors
    }

    #[test]
    fn every_failed_call_has_a_title_of_its_own() {
        let phrases = english();
        let mut titles: HashMap<String, Error> = HashMap::new();
        for error in errors() {
            for operation in OPERATIONS {
                let advice = advice(&error, operation, &phrases);
                assert!(!advice.title.contains("never shown") && !advice.body.contains("never shown"));
                titles.insert(advice.title, error.clone());
            }
        }
        // Two codes mean the same to a person: something on the way changed the request.
        assert_eq!(titles.len(), errors().len() - 1, "{titles:?}");
    }

    #[test]
    fn a_failed_call_never_blames_the_token() {
        for error in errors() {
            if matches!(error.code(), Some(Code::TokenRefused | Code::TokenShape | Code::OtherApp)) {
                continue;
            }
            let advice = advice(&error, Operation::Load, &english());
            assert_ne!(advice.outcome, Outcome::Fail, "{error:?}");
            assert!(!advice.body.to_lowercase().contains("generate"), "{error:?}: {}", advice.body);
        }
    }

    #[test]
    fn what_may_have_been_done_is_not_called_undone() {
        let phrases = english();
        let lost = advice(&Error::CutOff, Operation::SaveUnconfirmed, &phrases);
        assert!(lost.body.ends_with(phrases.text(Key::ProblemMaybeSaved)), "{}", lost.body);
        let lost = advice(&Error::CutOff, Operation::DisconnectUnconfirmed, &phrases);
        assert!(lost.body.ends_with(phrases.text(Key::ProblemMaybeDisconnected)), "{}", lost.body);
        let rejected = advice(&Error::from_status(403, None), Operation::Save, &phrases);
        assert!(rejected.body.ends_with(phrases.text(Key::ProblemNothingChanged)), "{}", rejected.body);
    }

    #[test]
    fn only_faults_of_the_backend_name_their_request() {
        for code in Code::ALL {
            let problem = Problem { request_id: Some("b5f".to_owned()), ..Problem::new(*code, "") };
            let advice = advice(&Error::Rejected(Box::new(problem)), Operation::Load, &english());
            let is_fault = matches!(code, Code::Internal | Code::Unavailable | Code::TimedOut);
            assert_eq!(advice.request_id.is_some(), is_fault, "{code:?}");
        }
    }
}
