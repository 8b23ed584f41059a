//! What a report proves about the token.

use contract::finding::{Finding, Outcome, Subject};
use contract::report::{Check, TokenReport};
use contract::timestamp::Timestamp;

/// When Meta accepted the token, if this report proves it.
pub(super) fn accepted_at(report: &TokenReport) -> Option<Timestamp> {
    report.has(Finding::Accepted).then_some(report.checked_at)
}

/// When Meta rejected the token, if this report proves it.
pub(super) fn refused_at(report: &TokenReport) -> Option<Timestamp> {
    let rejects = |check: &Check| check.subject == Subject::Token && check.outcome == Outcome::Fail;
    report.checks.iter().any(rejects).then_some(report.checked_at)
}
