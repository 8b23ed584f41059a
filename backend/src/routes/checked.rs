//! Having Meta asked, within the limits, and what follows for the books.

use crate::Backend;
use crate::caller::Caller;
use crate::error::Error;
use crate::gate::RequestId;
use crate::secret::ledger_mark;
use crate::store::Note;
use contract::access_token::AccessToken;
use contract::finding::{Finding, Outcome, Subject};
use contract::report::{Check, TokenReport, Verdict};
use contract::timestamp::Timestamp;

/// Asks Meta about `token`, as often as the limits allow.
pub(super) async fn ask(backend: &Backend, caller: &Caller, token: &AccessToken) -> Result<TokenReport, Error> {
    backend.limiter.count(&caller.scope.tenant, &caller.account.id)?;
    Ok(backend.graph.check(token).await)
}

/// The audit row of what `caller` did with `token`.
pub(super) fn note<'a>(
    backend: &Backend,
    caller: &'a Caller,
    request: &'a RequestId,
    action: &'static str,
    outcome: &'a str,
    token: Option<&AccessToken>,
) -> Note<'a> {
    Note {
        at: backend.clock.now(),
        account: &caller.account.id,
        action,
        outcome,
        request_id: &request.0,
        mark: token.map(|token| ledger_mark(&backend.keys, &[b"token", token.expose().as_bytes()])),
    }
}

/// How a check ended, for the books: the verdict and the finding that it rests on.
pub(super) fn outcome(report: &TokenReport) -> String {
    let verdict = match report.verdict() {
        Verdict::Good => "good",
        Verdict::GoodWithWarnings => "good_with_warnings",
        Verdict::Bad => "bad",
        Verdict::Unknown => "unknown",
    };
    let finding = report.headline().map_or(Finding::Unknown, |check| check.finding);
    let finding = serde_json::to_value(finding).ok();
    let finding = finding.as_ref().and_then(serde_json::Value::as_str).unwrap_or_default();
    format!("{verdict}: {finding}")
}

/// When Meta refused the token, if this report is evidence of it.
pub(super) fn refused(report: &TokenReport) -> Option<Timestamp> {
    let refuses = |check: &Check| check.subject == Subject::Token && check.outcome == Outcome::Fail;
    report.checks.iter().any(refuses).then_some(report.checked_at)
}

/// When Meta accepted the token, if this report is evidence of it.
pub(super) fn accepted(report: &TokenReport) -> Option<Timestamp> {
    report.has(Finding::Accepted).then_some(report.checked_at)
}
