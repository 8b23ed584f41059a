//! Every line of the sandbox's table, and what the backend makes of it. A new line without an expectation fails.

use crate::world::{World, token};
use contract::finding::{Finding, Finding as F, Outcome};
use contract::report::{TokenReport, Verdict};
use std::collections::HashSet;
use tokio::task::JoinSet;

/// What a good token finds.
const GOOD: [Finding; 10] = [
    F::Reached,
    F::Accepted,
    F::SystemUser,
    F::AppKnown,
    F::MessagingGranted,
    F::ManagementGranted,
    F::BusinessGranted,
    F::NeverExpires,
    F::DataAccessNeverExpires,
    F::AccountsUnrestricted,
];

/// A good token's findings, but with `other` in the places of what they are about.
fn good_but(other: &[Finding]) -> HashSet<Finding> {
    let kept = GOOD.into_iter().filter(|good| other.iter().all(|other| other.subject() != good.subject()));
    kept.chain(other.iter().copied()).collect()
}

/// As `good_but`, for a token that is no system user's: which accounts it reaches is then no matter of restrictions.
fn someone_elses_but(other: &[Finding]) -> HashSet<Finding> {
    let mut findings = good_but(other);
    findings.remove(&F::AccountsUnrestricted);
    findings
}

fn only(findings: &[Finding]) -> HashSet<Finding> {
    findings.iter().copied().collect()
}

/// Meta refused the token.
fn refused(why: Finding) -> HashSet<Finding> {
    only(&[F::Reached, why])
}

/// Meta gave no answer about the token.
fn nothing_known(why: Finding) -> HashSet<Finding> {
    only(&[why, F::TokenUnknown, F::MessagingUnknown, F::ManagementUnknown])
}

/// Meta refused the question for something that is not the token.
fn something_else(why: Finding) -> HashSet<Finding> {
    let mut findings = nothing_known(why);
    findings.insert(F::Reached);
    findings
}

/// The token may not inspect itself, and its app and permissions were asked for.
fn climbed(other: &[Finding]) -> HashSet<Finding> {
    let unknown = [F::OwnerUnknown, F::ExpiryUnknown, F::DataAccessUnknown, F::AccountsUnknown];
    good_but(&[&unknown, other].concat())
}

fn expected(name: &str) -> Option<(HashSet<Finding>, Verdict)> {
    use Verdict as V;
    Some(match name {
        "good"
        | "second-app"
        | "slow"
        | "granular-scopes-without-targets"
        | "flaky"
        | "revoked-after-saving"
        | "expired-after-saving"
        | "outage-after-saving" => (good_but(&[]), V::Good),
        "good-without-business-management" => (good_but(&[F::BusinessNotGranted]), V::Good),
        "granular-scopes-with-targets" => (good_but(&[F::AccountsNamed]), V::Good),
        "extra-scopes" | "undocumented-fields" => (good_but(&[F::MorePermissions]), V::Good),

        "expires-in-60-days" | "expires-in-5-days" => (good_but(&[F::Expires]), V::GoodWithWarnings),
        "data-access-expires-in-30-days" => (good_but(&[F::DataAccessExpires]), V::GoodWithWarnings),
        "expiry-not-told" => (good_but(&[F::ExpiryUnknown]), V::GoodWithWarnings),
        "app-not-told" => (good_but(&[F::AppUnknown]), V::GoodWithWarnings),
        "long-lived-user-token" => {
            (someone_elses_but(&[F::PersonalToken, F::Expires, F::DataAccessExpires]), V::GoodWithWarnings)
        }
        "undocumented-kind" => (someone_elses_but(&[F::OwnerUnknown]), V::GoodWithWarnings),

        "temporary-user-token" | "temporary-user-token-one-hour" => {
            (someone_elses_but(&[F::TemporaryToken, F::Expires, F::DataAccessExpires]), V::Bad)
        }
        "page-token" => {
            let pages = [F::MessagingMissing, F::ManagementMissing, F::BusinessNotGranted, F::MorePermissions];
            (someone_elses_but(&[&pages[..], &[F::PageToken]].concat()), V::Bad)
        }
        "app-type-token" => {
            let none = [F::MessagingMissing, F::ManagementMissing, F::BusinessNotGranted, F::AppsOwnToken];
            (someone_elses_but(&none), V::Bad)
        }
        "messaging-missing" => (good_but(&[F::MessagingMissing]), V::Bad),
        "management-missing" => (good_but(&[F::ManagementMissing]), V::Bad),
        "both-whatsapp-permissions-missing" => (good_but(&[F::MessagingMissing, F::ManagementMissing]), V::Bad),
        "no-permissions" => {
            let none = [F::MessagingMissing, F::ManagementMissing, F::BusinessNotGranted, F::AppUnknown];
            (good_but(&none), V::Bad)
        }
        "expired-but-called-valid" => {
            let mut findings = good_but(&[F::Expired]);
            findings.remove(&F::NeverExpires);
            (findings, V::Bad)
        }

        "reported-invalid"
        | "invalid"
        | "invalid-401"
        | "invalid-unknown-subcode"
        | "session-ended"
        | "no-active-token"
        | "cannot-authenticate" => (refused(F::Refused), V::Bad),
        "reported-not-installed" | "not-installed" => (refused(F::AppNotAssigned), V::Bad),
        "reported-checkpointed" | "checkpointed" | "reported-unconfirmed" | "unconfirmed" => {
            (refused(F::UserCheckpoint), V::Bad)
        }
        "reported-wrong-page-role" | "wrong-page-role" => (refused(F::PageRoleMissing), V::Bad),
        "reported-password-changed" | "password-changed" => (refused(F::PasswordChanged), V::Bad),
        "reported-expired" | "expired" | "self-inspection-refused-then-expired" => (refused(F::Expired), V::Bad),
        "reported-revoked" | "revoked" => (refused(F::Revoked), V::Bad),
        "malformed" | "cannot-parse" | "echoes-token" => (refused(F::Malformed), V::Bad),
        "permission-denied" | "no-capability" | "access-denied" => (refused(F::PermissionDenied), V::Bad),

        "asset-access"
        | "asset-access-299"
        | "asset-no-permission"
        | "asset-app-not-linked"
        | "asset-needs-permission" => (something_else(F::AccountNotAssigned), V::Bad),
        "object-not-visible" => (something_else(F::AccountNotVisible), V::Bad),
        "app-secret-proof-needed" => (something_else(F::AppSecretRequired), V::Bad),
        "account-locked" => (something_else(F::AccountLocked), V::Bad),
        "policy-block" => {
            (only(&[F::Reached, F::PolicyBlocked, F::MessagingUnknown, F::ManagementUnknown]), V::Unknown)
        }
        "token-not-seen" => {
            (only(&[F::Reached, F::TokenNotSeen, F::MessagingUnknown, F::ManagementUnknown]), V::Unknown)
        }
        "unknown-code" => (nothing_known(F::UnknownAnswer), V::Unknown),

        "self-inspection-refused" => (climbed(&[]), V::GoodWithWarnings),
        "self-inspection-refused-messaging-missing" | "self-inspection-refused-messaging-declined" => {
            (climbed(&[F::MessagingMissing]), V::Bad)
        }
        "self-inspection-refused-nothing-told" => (climbed_in_vain(F::UnknownAnswer), V::Unknown),
        "self-inspection-refused-then-outage" => (climbed_in_vain(F::MetaDown), V::Unknown),

        "app-limit"
        | "app-limit-wait-2-minutes"
        | "user-limit"
        | "user-limit-wait-until"
        | "application-limit"
        | "custom-limit"
        | "account-limit"
        | "account-limit-wait-19-minutes"
        | "throughput-limit"
        | "pair-limit" => (nothing_known(F::RateLimited), V::Unknown),

        "meta-unknown-error"
        | "meta-unavailable"
        | "meta-transient"
        | "whatsapp-unavailable"
        | "whatsapp-maintenance"
        | "plain-500"
        | "html-502"
        | "html-503" => (nothing_known(F::MetaDown), V::Unknown),
        "reset" => (nothing_known(F::Unreachable), V::Unknown),
        "hanging" => (nothing_known(F::TimedOut), V::Unknown),
        "truncated" | "html-200" | "without-data" | "null-fields" | "wrong-types" | "not-utf-8" | "empty-body"
        | "oversized" | "redirect" => (nothing_known(F::BadAnswer), V::Unknown),
        _ => return None,
    })
}

fn climbed_in_vain(why: Finding) -> HashSet<Finding> {
    let unknown = [F::AppUnknown, F::OwnerUnknown, F::ExpiryUnknown, F::DataAccessUnknown, F::AccountsUnknown];
    nothing_known(why).into_iter().chain(unknown).collect()
}

/// The wait that the table promises, give or take the second that a date loses.
fn wait(name: &str) -> Option<u32> {
    match name {
        "app-limit-wait-2-minutes" => Some(120),
        "user-limit-wait-until" => Some(600),
        "account-limit-wait-19-minutes" => Some(19 * 60),
        _ => None,
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_line_of_the_sandbox_has_its_findings() {
    // One try of five seconds is enough for the slow answer, and keeps the hanging one from being tried twice.
    let world = World::with(&[("CHAT_GRAPH_BUDGET_MS", "6000")]).await;
    let graph = world.backend.graph.clone();
    let mut checks = JoinSet::new();
    for case in sandbox::graph::cases::all() {
        let graph = graph.clone();
        checks.spawn(async move { (case.name, graph.check(&token(case.name)).await) });
    }
    let mut seen = 0;
    while let Some(checked) = checks.join_next().await {
        let (name, report) = checked.unwrap();
        let (findings, verdict) = expected(name).unwrap_or_else(|| panic!("{name} is new; say what is expected of it"));
        let found: HashSet<Finding> = report.checks.iter().map(|check| check.finding).collect();
        assert_eq!(found, findings, "{name}");
        assert_eq!(report.verdict(), verdict, "{name}");
        let near = |wait: u32| report.retry_after.is_some_and(|told| (wait - 2..=wait).contains(&told));
        assert!(wait(name).map_or(report.retry_after.is_none(), near), "{name}: {:?}", report.retry_after);
        never_in_order_of_chance(name, &report);
        seen += 1;
    }
    assert!(seen > 90, "{seen}");
}

/// Checks stand in the order of their subjects; what is unknown blames nothing; nothing of Meta's text is left.
fn never_in_order_of_chance(name: &str, report: &TokenReport) {
    let subjects: Vec<_> = report.checks.iter().map(|check| check.subject).collect();
    assert!(subjects.is_sorted(), "{name}: {subjects:?}");
    if report.verdict() == Verdict::Unknown {
        assert!(report.checks.iter().all(|check| check.outcome != Outcome::Fail), "{name}");
    }
    let text = serde_json::to_string(report).unwrap();
    assert!(!text.contains("SANDBOX RAW META TEXT") && !text.contains("EAASANDBOX"), "{name}: {text}");
}

#[tokio::test]
async fn facts_stand_beside_the_findings() {
    let world = World::new().await;
    let facts = async |name| world.backend.graph.check(&token(name)).await.facts;
    let app = facts("second-app").await.app.unwrap();
    assert_eq!((&*app.id, app.name.as_deref()), ("771203456789012", Some("Acme Returns")));
    assert_eq!(facts("self-inspection-refused").await.app.unwrap().id, "634974688087057");
    assert_eq!(facts("granular-scopes-with-targets").await.accounts, ["102290129340398", "215589313241560"]);
    let others = facts("extra-scopes").await.other_permissions;
    assert_eq!(others, ["ads_management", "pages_manage_posts", "pages_show_list"]);
}

#[tokio::test]
async fn a_passing_fault_is_tried_three_times_and_a_refusal_once() {
    let world = World::new().await;
    for (name, tries) in [("meta-unavailable", 3), ("reset", 3), ("revoked", 1), ("app-limit", 1), ("oversized", 1)] {
        let before = world.sandbox.asked().await;
        world.backend.graph.check(&token(name)).await;
        assert_eq!(world.sandbox.asked().await - before, tries, "{name}");
    }
}

#[tokio::test]
async fn nobody_there_is_told_from_a_bad_token() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let world = World::with(&[("CHAT_GRAPH_URL", &format!("http://{gone}"))]).await;
    let report = world.backend.graph.check(&token("good")).await;
    assert!(report.has(F::Unreachable) && report.verdict() == Verdict::Unknown);
}
