//! What the audit log says about an action.

use super::{Actor, Connections};
use crate::crypto::audit_hash;
use crate::store::AuditEntry;
use contract::access_token::AccessToken;
use contract::finding::Finding;
use contract::report::{TokenReport, Verdict};
use serde_json::Value;

impl Connections {
    pub(super) fn audit_entry<'a>(
        &self,
        actor: &'a Actor,
        action: &'static str,
        outcome: &'a str,
        token: Option<&AccessToken>,
    ) -> AuditEntry<'a> {
        AuditEntry {
            at: self.clock.now(),
            account: &actor.caller.account.id,
            action,
            outcome,
            request_id: &actor.request_id,
            token_hash: token.map(|token| audit_hash(&self.keys, &[b"token", token.expose().as_bytes()])),
        }
    }
}

/// The result of a check: the verdict, and the finding that decided it.
pub(super) fn outcome(report: &TokenReport) -> String {
    let verdict = match report.verdict() {
        Verdict::Good => "good",
        Verdict::GoodWithWarnings => "good_with_warnings",
        Verdict::Bad => "bad",
        Verdict::Unknown => "unknown",
    };
    let finding = report.headline().map_or(Finding::Unknown, |check| check.finding);
    let name = serde_json::to_value(finding).ok();
    format!("{verdict}: {}", name.as_ref().and_then(Value::as_str).unwrap_or_default())
}
