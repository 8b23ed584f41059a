//! Responses that the sandbox's table doesn't have: time limits, and fallbacks that fail in part.

use super::*;
use serde_json::json;

const NOW: i64 = 1_795_000_000;
const DAY: i64 = 86_400;

fn now() -> Timestamp {
    crate::clock::at(NOW)
}

fn inspected(data: serde_json::Value) -> TokenReport {
    let mut whole = json!({ "is_valid": true, "type": "SYSTEM_USER", "app_id": "1", "expires_at": 0,
        "data_access_expires_at": 0, "scopes": [MESSAGING, MANAGEMENT, BUSINESS] });
    for (field, value) in data.as_object().unwrap() {
        whole[field] = value.clone();
    }
    inspected_report(debug_token::parse(&json!({ "data": whole })).ok().unwrap(), now())
}

fn check(data: serde_json::Value, expected: &[Finding], absent: &[Finding]) {
    let report = inspected(data.clone());
    for finding in expected {
        assert!(report.has(*finding), "{data}: no {finding:?} in {:?}", report.checks);
    }
    for finding in absent {
        assert!(!report.has(*finding), "{data}: {finding:?} in {:?}", report.checks);
    }
}

#[test]
fn a_token_expires_once_the_clock_skew_has_passed() {
    use Finding as F;
    check(json!({ "expires_at": NOW + 1 }), &[F::Accepted, F::Expires], &[F::Expired]);
    check(json!({ "expires_at": NOW - CLOCK_SKEW + 1 }), &[F::Accepted, F::Expires], &[F::Expired]);
    check(json!({ "expires_at": NOW - CLOCK_SKEW }), &[F::Expired], &[F::Accepted, F::Expires, F::NeverExpires]);
    check(json!({ "data_access_expires_at": NOW - CLOCK_SKEW }), &[F::DataAccessExpired], &[F::DataAccessExpires]);
    check(json!({ "data_access_expires_at": NOW + DAY }), &[F::DataAccessExpires], &[F::DataAccessExpired]);
}

#[test]
fn a_persons_token_is_temporary_if_it_ends_within_two_days() {
    use Finding as F;
    let user = |expires_at: i64| json!({ "type": "USER", "expires_at": expires_at });
    check(user(NOW + TEMPORARY), &[F::TemporaryToken], &[F::PersonalToken]);
    check(user(NOW + TEMPORARY + 1), &[F::PersonalToken], &[F::TemporaryToken]);
    check(user(0), &[F::PersonalToken], &[F::TemporaryToken]);
    check(user(NOW - DAY), &[F::PersonalToken, F::Expired], &[F::TemporaryToken]);
    check(json!({ "expires_at": NOW + DAY }), &[F::SystemUser], &[F::TemporaryToken]);
}

#[test]
fn a_token_of_an_unknown_owner_can_be_temporary() {
    use Finding as F;
    for kind in [json!(null), json!("SANDBOX_UNDOCUMENTED_KIND"), json!(7)] {
        let ends = |expires_at: i64| json!({ "type": kind, "expires_at": expires_at });
        check(ends(NOW + TEMPORARY), &[F::TemporaryToken], &[F::OwnerUnknown]);
        check(ends(NOW + TEMPORARY + 1), &[F::OwnerUnknown], &[F::TemporaryToken]);
        check(ends(0), &[F::OwnerUnknown], &[F::TemporaryToken]);
        check(ends(NOW - DAY), &[F::OwnerUnknown, F::Expired], &[F::TemporaryToken]);
    }
    for (kind, finding) in [("PAGE", F::PageToken), ("APP", F::AppsOwnToken)] {
        check(json!({ "type": kind, "expires_at": NOW + DAY }), &[finding], &[F::TemporaryToken]);
    }
}

#[test]
fn unknown_permissions_are_not_missing() {
    use Finding as F;
    let unknown = [F::MessagingUnknown, F::ManagementUnknown];
    check(json!({ "scopes": null }), &unknown, &[F::MessagingMissing, F::BusinessNotGranted]);
    check(json!({ "scopes": [] }), &[F::MessagingMissing, F::ManagementMissing], &unknown);
    check(
        json!({ "scopes": [MESSAGING, MANAGEMENT, PUBLIC_PROFILE] }),
        &[F::BusinessNotGranted],
        &[F::MorePermissions],
    );
}

#[test]
fn accounts_are_unlimited_only_if_meta_names_no_limit() {
    use Finding as F;
    let limited = |targets: serde_json::Value| json!({ "granular_scopes": [{ "scope": MANAGEMENT, "target_ids": targets }, { "scope": MESSAGING }] });
    check(json!({ "granular_scopes": [{ "scope": MANAGEMENT }] }), &[F::AccountsUnrestricted], &[F::AccountsUnknown]);
    check(limited(json!(["1"])), &[F::AccountsNamed], &[F::AccountsUnrestricted]);
    check(limited(json!([])), &[F::AccountsUnknown], &[F::AccountsUnrestricted]);
    let many: Vec<String> = (1..=200).map(|id| format!("{id}")).collect();
    assert_eq!(inspected(limited(json!(many))).facts.accounts.len(), 200);
}

#[test]
fn at_most_twenty_plain_names_of_other_permissions_are_kept() {
    let scopes: Vec<String> = (0..50).map(|n| format!("scope_{n:02}")).chain(["<b>".into(), "a\nb".into()]).collect();
    let report = inspected(json!({ "scopes": scopes }));
    assert_eq!(report.facts.other_permissions.len(), 20);
    assert!(report.facts.other_permissions.iter().all(|name| name.starts_with("scope_")));
}

#[test]
fn a_fallback_keeps_what_one_request_found_out() {
    let down = Failure { retry_after: Some(7), ..Failure::new(Finding::MetaDown) };
    let granted = BTreeSet::from([MESSAGING.to_owned(), MANAGEMENT.to_owned()]);
    let report = fallback_report(Fallback { app: Err(down.clone()), granted: Ok(Some(granted)) }, now());
    assert!(report.has(Finding::MetaDown) && report.has(Finding::Accepted) && report.has(Finding::MessagingGranted));
    assert_eq!(report.retry_after, Some(7));

    let not_visible = Failure::new(Finding::AccountNotVisible);
    let report = fallback_report(Fallback { app: Err(not_visible), granted: Err(down) }, now());
    assert!(report.has(Finding::TokenUnknown) && report.has(Finding::MetaDown) && report.has(Finding::AppUnknown));
    assert!(report.checks.iter().all(|check| check.outcome != Outcome::Fail), "{:?}", report.checks);
}

/// The report of a fallback whose requests end like this; `None` is a response, with both permissions.
fn fallback(app: Option<Finding>, granted: Option<Finding>) -> TokenReport {
    let permissions = || BTreeSet::from([MESSAGING.to_owned(), MANAGEMENT.to_owned()]);
    let app = app.map_or(Ok(None), |finding| Err(Failure::new(finding)));
    let granted = granted.map_or_else(|| Ok(Some(permissions())), |finding| Err(Failure::new(finding)));
    fallback_report(Fallback { app, granted }, now())
}

#[test]
fn a_denied_request_keeps_what_the_other_granted() {
    use Finding as F;
    let report = fallback(Some(F::PermissionDenied), None);
    assert!(report.has(F::Accepted) && report.has(F::MessagingGranted) && report.has(F::AppUnknown), "{report:?}");
    assert!(!report.has(F::PermissionDenied));
    for granted in [Some(F::PermissionDenied), Some(F::MetaDown)] {
        let report = fallback(None, granted);
        assert!(report.has(F::Accepted) && report.has(F::MessagingUnknown), "{report:?}");
    }
    let report = fallback(Some(F::PermissionDenied), Some(F::MetaDown));
    assert!(report.has(F::TokenUnknown) && report.has(F::MetaDown), "{report:?}");
    let report = fallback(Some(F::PermissionDenied), Some(F::PermissionDenied));
    assert!(report.has(F::PermissionDenied), "{report:?}");
}

#[test]
fn a_rejected_token_decides_whatever_the_other_request_found_out() {
    use Finding as F;
    for rejection in [F::Expired, F::Revoked, F::Refused, F::AppSecretRequired] {
        for report in [fallback(Some(rejection), None), fallback(None, Some(rejection))] {
            assert!(
                report.has(rejection) && !report.has(F::Accepted) && !report.has(F::MessagingGranted),
                "{report:?}"
            );
        }
    }
}

#[test]
fn a_blocked_token_is_not_accepted_but_its_permissions_are_shown() {
    use Finding as F;
    for block in [F::PolicyBlocked, F::TokenNotSeen] {
        let report = fallback(Some(block), None);
        assert!(report.has(block) && report.has(F::MessagingGranted) && !report.has(F::Accepted), "{report:?}");
        assert!(fallback(Some(block), Some(F::MetaDown)).has(block));
    }
}

fn findings(report: &TokenReport) -> Vec<Finding> {
    report.checks.iter().map(|check| check.finding).collect()
}

#[test]
fn a_failure_makes_everything_else_unknown() {
    use Finding as F;
    let open = [F::MessagingUnknown, F::ManagementUnknown];
    for finding in
        F::ALL.iter().copied().filter(|finding| matches!(finding.outcome(), Outcome::Fail | Outcome::Unknown))
    {
        let expected = match (finding.subject(), finding.outcome()) {
            (Subject::Token, Outcome::Fail) => vec![F::Reached, finding],
            (Subject::Token, _) => [&[F::Reached, finding], &open[..]].concat(),
            (Subject::Reached, _) => [&[finding, F::TokenUnknown], &open[..]].concat(),
            (Subject::App, Outcome::Fail) => [&[F::Reached, F::TokenUnknown, finding], &open[..]].concat(),
            (Subject::Accounts, Outcome::Fail) => [&[F::Reached, F::TokenUnknown], &open[..], &[finding]].concat(),
            // No Meta error is about anything else.
            _ => continue,
        };
        assert_eq!(findings(&failed_report(&Failure::new(finding), now())), expected);
    }
}

#[test]
fn what_meta_has_not_documented_yet_is_ignored() {
    use Finding as F;
    check(
        json!({ "scopes": [MESSAGING, MANAGEMENT, "undocumented_scope"], "undocumented_object": { "tiers": [1, null] } }),
        &[F::Accepted, F::SystemUser, F::MessagingGranted, F::ManagementGranted, F::MorePermissions],
        &[F::OwnerUnknown, F::MessagingUnknown],
    );
}

#[test]
fn a_token_that_cannot_inspect_itself_is_judged_by_its_permissions() {
    use Finding as F;
    let granted = BTreeSet::from([MANAGEMENT.to_owned(), BUSINESS.to_owned()]);
    let report = fallback_report(Fallback { app: Ok(None), granted: Ok(Some(granted)) }, now());
    assert!(
        report.has(F::Accepted) && report.has(F::MessagingMissing) && report.has(F::ManagementGranted),
        "{report:?}"
    );
}

#[test]
fn a_token_about_which_nothing_can_be_learned_is_unknown() {
    use Finding as F;
    let denied = || Failure { request_rejected: true, ..Failure::new(F::UnknownAnswer) };
    let down = || Failure::new(F::MetaDown);
    for (failure, finding) in [(denied(), F::UnknownAnswer), (down(), F::MetaDown)] {
        let report = fallback_report(Fallback { app: Err(failure.clone()), granted: Err(failure) }, now());
        let expected = [
            finding,
            F::TokenUnknown,
            F::OwnerUnknown,
            F::AppUnknown,
            F::MessagingUnknown,
            F::ManagementUnknown,
            F::ExpiryUnknown,
            F::DataAccessUnknown,
            F::AccountsUnknown,
        ];
        assert_eq!(findings(&report), expected);
    }
}
