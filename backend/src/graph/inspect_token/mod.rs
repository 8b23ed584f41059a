//! The check of a token. This is where Meta's responses become findings.

use crate::graph::debug_token::{self, Accounts, Inspection};
use crate::graph::error_codes::Failure;
use crate::graph::fallback::{Fallback, fetch_fallback};
use crate::graph::request::{Deadline, Request, send};
use crate::graph::{Client, safe_text};
use contract::access_token::AccessToken;
use contract::finding::{Finding, Outcome, Subject};
use contract::report::{Expiry, Facts, TokenReport};
use contract::timestamp::Timestamp;
use std::collections::BTreeSet;

/// How much Meta's clock and ours may differ, in seconds.
const CLOCK_SKEW: i64 = 5 * 60;

/// A token that ends within this many seconds is temporary, unless it belongs to a system user.
const TEMPORARY: i64 = 48 * 3_600;

const MESSAGING: &str = "whatsapp_business_messaging";
const MANAGEMENT: &str = "whatsapp_business_management";
const BUSINESS: &str = "business_management";
/// Every user token has this permission; it only grants access to the name.
const PUBLIC_PROFILE: &str = "public_profile";

pub(in crate::graph) async fn inspect_token(client: &Client, token: &AccessToken) -> TokenReport {
    let deadline = Deadline::after(client.budget);
    let request = Request { path: "/debug_token", query: &[("input_token", token.expose())] };
    let inspected = send(client, token, &request, deadline).await.and_then(|response| debug_token::parse(&response));
    match inspected {
        Ok(inspection) => inspected_report(inspection, client.clock.now()),
        Err(failure) if failure.request_rejected => {
            let fallback = fetch_fallback(client, token, deadline).await;
            fallback_report(fallback, client.clock.now())
        }
        Err(failure) => failed_report(&failure, client.clock.now()),
    }
}

/// Meta inspected the token.
fn inspected_report(inspection: Inspection, now: Timestamp) -> TokenReport {
    let expired = ends_within(inspection.expires, now, -CLOCK_SKEW);
    let mut findings = vec![Finding::Reached, if expired { Finding::Expired } else { Finding::Accepted }];
    findings.push(match inspection.kind.as_deref() {
        Some("SYSTEM_USER") => Finding::SystemUser,
        Some("PAGE") => Finding::PageToken,
        Some("APP") => Finding::AppsOwnToken,
        // Whatever its owner: a token that ends so soon can't connect a project.
        _ if !expired && ends_within(inspection.expires, now, TEMPORARY) => Finding::TemporaryToken,
        Some("USER") => Finding::PersonalToken,
        _ => Finding::OwnerUnknown,
    });
    findings.push(if inspection.app.is_some() { Finding::AppKnown } else { Finding::AppUnknown });
    findings.extend(permissions(inspection.scopes.as_ref()));
    findings.extend(match inspection.expires {
        Expiry::Never => Some(Finding::NeverExpires),
        Expiry::At { .. } if expired => None,
        Expiry::At { .. } => Some(Finding::Expires),
        Expiry::Unknown => Some(Finding::ExpiryUnknown),
    });
    // If Meta names no end, the contract treats it as none, since nothing could be done about it.
    findings.push(match inspection.data_access_expires {
        Expiry::Never | Expiry::Unknown => Finding::DataAccessNeverExpires,
        past if ends_within(past, now, -CLOCK_SKEW) => Finding::DataAccessExpired,
        Expiry::At { .. } => Finding::DataAccessExpires,
    });
    // Without a limit a token reaches what its system user is assigned to; anyone else's may reach nothing.
    let (about_accounts, accounts) = match inspection.accounts {
        Accounts::Unlimited if findings.contains(&Finding::SystemUser) => (Some(Finding::AccountsUnrestricted), vec![]),
        Accounts::Unlimited => (None, vec![]),
        Accounts::Named(accounts) => (Some(Finding::AccountsNamed), accounts),
        Accounts::Unknown => (Some(Finding::AccountsUnknown), vec![]),
    };
    findings.extend(about_accounts);
    let facts = Facts {
        app: inspection.app,
        expires: inspection.expires,
        data_access_expires: inspection.data_access_expires,
        accounts,
        other_permissions: others(inspection.scopes),
    };
    TokenReport::new(now, findings, facts)
}

/// The token may not inspect itself, which doesn't count against it.
fn fallback_report(fallback: Fallback, now: Timestamp) -> TokenReport {
    let failures = || [fallback.app.as_ref().err(), fallback.granted.as_ref().err()].into_iter().flatten();
    if let Some(failure) = failures().find(|failure| decides(failure)) {
        return failed_report(failure, now);
    }
    // A token that may send neither request lacks a permission; one that may send either has what that one granted.
    if let (Err(denied), Err(other)) = (&fallback.app, &fallback.granted)
        && [denied, other].iter().all(|failure| failure.finding == Finding::PermissionDenied)
    {
        return failed_report(denied, now);
    }
    let open = failures().map(|failure| failure.finding).find(|finding| leaves_open(*finding));
    let connection = failures().find(|f| f.finding.subject() == Subject::Reached && !f.request_rejected);
    let answered = fallback.app.is_ok() || fallback.granted.is_ok();
    let app = fallback.app.as_ref().ok().cloned().flatten();
    let scopes = fallback.granted.as_ref().ok().cloned().flatten();
    let mut findings = vec![
        match connection {
            Some(failure) => failure.finding,
            None if answered || open.is_some() => Finding::Reached,
            None => Finding::UnknownAnswer,
        },
        match open {
            Some(finding) => finding,
            None if answered => Finding::Accepted,
            None => Finding::TokenUnknown,
        },
        Finding::OwnerUnknown,
        if app.is_some() { Finding::AppKnown } else { Finding::AppUnknown },
        Finding::ExpiryUnknown,
        Finding::DataAccessUnknown,
        Finding::AccountsUnknown,
    ];
    findings.extend(permissions(scopes.as_ref()));
    let retry_after = connection.and_then(|failure| failure.retry_after);
    let facts = Facts { app, other_permissions: others(scopes), ..Facts::default() };
    TokenReport { retry_after, ..TokenReport::new(now, findings, facts) }
}

/// A rejection of the token itself decides. A permission that one request needs doesn't, and neither does an app or
/// account that isn't visible.
fn decides(failure: &Failure) -> bool {
    let rejects = failure.finding.subject() == Subject::Token && failure.finding.outcome() == Outcome::Fail;
    (rejects && failure.finding != Finding::PermissionDenied) || failure.finding == Finding::AppSecretRequired
}

/// Whether the token may be good although Meta responded with this error.
fn leaves_open(finding: Finding) -> bool {
    finding.subject() == Subject::Token && finding.outcome() == Outcome::Unknown
}

/// Meta responded with an error, or couldn't be asked. Whatever decides and wasn't found out is unknown.
fn failed_report(failure: &Failure, now: Timestamp) -> TokenReport {
    let finding = failure.finding;
    let mut findings = vec![finding];
    if finding.subject() != Subject::Reached {
        findings.push(Finding::Reached);
    }
    if finding.subject() != Subject::Token {
        findings.push(Finding::TokenUnknown);
    }
    // For a token that Meta rejects, permissions don't matter.
    if !(finding.subject() == Subject::Token && finding.outcome() == Outcome::Fail) {
        findings.extend(permissions(None));
    }
    TokenReport { retry_after: failure.retry_after, ..TokenReport::new(now, findings, Facts::default()) }
}

fn permissions(scopes: Option<&BTreeSet<String>>) -> Vec<Finding> {
    let Some(scopes) = scopes else { return vec![Finding::MessagingUnknown, Finding::ManagementUnknown] };
    let mut findings = vec![
        if scopes.contains(MESSAGING) { Finding::MessagingGranted } else { Finding::MessagingMissing },
        if scopes.contains(MANAGEMENT) { Finding::ManagementGranted } else { Finding::ManagementMissing },
        if scopes.contains(BUSINESS) { Finding::BusinessGranted } else { Finding::BusinessNotGranted },
    ];
    let used = [MESSAGING, MANAGEMENT, BUSINESS, PUBLIC_PROFILE];
    if scopes.iter().any(|scope| !used.contains(&scope.as_str())) {
        findings.push(Finding::MorePermissions);
    }
    findings
}

fn others(scopes: Option<BTreeSet<String>>) -> Vec<String> {
    let used = [MESSAGING, MANAGEMENT, BUSINESS, PUBLIC_PROFILE];
    safe_text::first_permissions(scopes.into_iter().flatten().filter(|scope| !used.contains(&scope.as_str())).collect())
}

/// True if `end` is at most `seconds` after `now`.
fn ends_within(end: Expiry, now: Timestamp, seconds: i64) -> bool {
    matches!(end, Expiry::At { at } if at.unix() <= now.unix() + seconds)
}

#[cfg(test)]
mod tests;
