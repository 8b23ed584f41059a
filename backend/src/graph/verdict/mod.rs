//! The procedure from token to report: Meta's answers become findings here and nowhere else.

use crate::graph::ask::{Deadline, Question, ask};
use crate::graph::inspection::{self, Accounts, Inspection};
use crate::graph::ladder::{self, Ladder};
use crate::graph::meaning::Failure;
use crate::graph::{Client, text};
use contract::access_token::AccessToken;
use contract::finding::{Finding, Outcome, Subject};
use contract::report::{Expiry, Facts, TokenReport};
use contract::timestamp::Timestamp;
use std::collections::BTreeSet;

/// By so many seconds Meta's clock and ours may differ.
const SKEW: i64 = 5 * 60;

/// A token of no system user that ends within so many seconds is a temporary one.
const TEMPORARY: i64 = 48 * 3_600;

const MESSAGING: &str = "whatsapp_business_messaging";
const MANAGEMENT: &str = "whatsapp_business_management";
const BUSINESS: &str = "business_management";
/// Every user's token has it, and it opens nothing but a name.
const PUBLIC_PROFILE: &str = "public_profile";

pub(in crate::graph) async fn reach(client: &Client, token: &AccessToken) -> TokenReport {
    let deadline = Deadline::after(client.budget);
    let question = Question { path: "/debug_token", query: &[("input_token", token.expose())] };
    let inspected = ask(client, token, &question, deadline).await.and_then(|answer| inspection::read(&answer));
    match inspected {
        Ok(inspection) => inspected_report(inspection, client.clock.now()),
        Err(failure) if failure.may_not_ask => {
            let ladder = ladder::climb(client, token, deadline).await;
            climbed_report(ladder, client.clock.now())
        }
        Err(failure) => failed_report(&failure, client.clock.now()),
    }
}

/// Meta answered in full.
fn inspected_report(told: Inspection, now: Timestamp) -> TokenReport {
    let expired = ends_within(told.expires, now, -SKEW);
    let mut findings = vec![Finding::Reached, if expired { Finding::Expired } else { Finding::Accepted }];
    findings.push(match told.kind.as_deref() {
        Some("SYSTEM_USER") => Finding::SystemUser,
        Some("PAGE") => Finding::PageToken,
        Some("APP") => Finding::AppsOwnToken,
        // Whoever else it belongs to: what ends so soon is none to connect a project with.
        _ if !expired && ends_within(told.expires, now, TEMPORARY) => Finding::TemporaryToken,
        Some("USER") => Finding::PersonalToken,
        _ => Finding::OwnerUnknown,
    });
    findings.push(if told.app.is_some() { Finding::AppKnown } else { Finding::AppUnknown });
    findings.extend(permissions(told.scopes.as_ref()));
    findings.extend(match told.expires {
        Expiry::Never => Some(Finding::NeverExpires),
        Expiry::At { .. } if expired => None,
        Expiry::At { .. } => Some(Finding::Expires),
        Expiry::Unknown => Some(Finding::ExpiryUnknown),
    });
    // The contract takes an end that Meta does not name for none: there is nothing that anybody could do about it.
    findings.push(match told.data_access_expires {
        Expiry::Never | Expiry::Unknown => Finding::DataAccessNeverExpires,
        past if ends_within(past, now, -SKEW) => Finding::DataAccessExpired,
        Expiry::At { .. } => Finding::DataAccessExpires,
    });
    // Without a restriction a token reaches what its system user was assigned; anybody else's may reach none.
    let (about_accounts, accounts) = match told.accounts {
        Accounts::Unlimited if findings.contains(&Finding::SystemUser) => (Some(Finding::AccountsUnrestricted), vec![]),
        Accounts::Unlimited => (None, vec![]),
        Accounts::Named(accounts) => (Some(Finding::AccountsNamed), accounts),
        Accounts::Unknown => (Some(Finding::AccountsUnknown), vec![]),
    };
    findings.extend(about_accounts);
    let facts = Facts {
        app: told.app,
        expires: told.expires,
        data_access_expires: told.data_access_expires,
        accounts,
        other_permissions: others(told.scopes),
    };
    TokenReport::new(now, findings, facts)
}

/// The token may not inspect itself. That says nothing against it.
fn climbed_report(ladder: Ladder, now: Timestamp) -> TokenReport {
    let failures = || [ladder.app.as_ref().err(), ladder.granted.as_ref().err()].into_iter().flatten();
    if let Some(refusal) = failures().find(|failure| decides(failure)) {
        return failed_report(refusal, now);
    }
    // Who may ask neither question lacks a permission; who may not ask one of them has what the other granted.
    if let (Err(denied), Err(other)) = (&ladder.app, &ladder.granted)
        && [denied, other].iter().all(|failure| failure.finding == Finding::PermissionDenied)
    {
        return failed_report(denied, now);
    }
    let open = failures().map(|failure| failure.finding).find(|finding| leaves_open(*finding));
    let passing = failures().find(|f| f.finding.subject() == Subject::Reached && !f.may_not_ask);
    let answered = ladder.app.is_ok() || ladder.granted.is_ok();
    let app = ladder.app.as_ref().ok().cloned().flatten();
    let scopes = ladder.granted.as_ref().ok().cloned().flatten();
    let mut findings = vec![
        match passing {
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
    let retry_after = passing.and_then(|failure| failure.retry_after);
    let facts = Facts { app, other_permissions: others(scopes), ..Facts::default() };
    TokenReport { retry_after, ..TokenReport::new(now, findings, facts) }
}

/// Whatever is held against the token itself decides. A permission that one question needs does not, and neither does
/// an app or account that is not shown.
fn decides(failure: &Failure) -> bool {
    let refuses = failure.finding.subject() == Subject::Token && failure.finding.outcome() == Outcome::Fail;
    (refuses && failure.finding != Finding::PermissionDenied) || failure.finding == Finding::AppSecretRequired
}

/// Whether Meta's refusal to answer leaves it open that the token is good.
fn leaves_open(finding: Finding) -> bool {
    finding.subject() == Subject::Token && finding.outcome() == Outcome::Unknown
}

/// Meta refused to answer, or could not be asked. What was not found out is named as unknown where it decides.
fn failed_report(failure: &Failure, now: Timestamp) -> TokenReport {
    let finding = failure.finding;
    let mut findings = vec![finding];
    if finding.subject() != Subject::Reached {
        findings.push(Finding::Reached);
    }
    if finding.subject() != Subject::Token {
        findings.push(Finding::TokenUnknown);
    }
    // A token that Meta refuses has no permissions to wonder about.
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
    text::few(scopes.into_iter().flatten().filter(|scope| !used.contains(&scope.as_str())).collect())
}

/// True where `end` lies before `now` and so many seconds more.
fn ends_within(end: Expiry, now: Timestamp, seconds: i64) -> bool {
    matches!(end, Expiry::At { at } if at.unix() <= now.unix() + seconds)
}

#[cfg(test)]
mod tests;
