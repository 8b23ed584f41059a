//! What the backend finds about each token of the sandbox, by the column `findings` of `sandbox/cases.json`.

use crate::world::{World, token};
use contract::finding::{Finding, Outcome};
use contract::report::{TokenReport, Verdict};
use serde::Deserialize;
use tokio::task::JoinSet;

#[derive(Deserialize)]
struct Case {
    name: String,
    findings: Vec<Finding>,
}

fn cases() -> Vec<Case> {
    serde_json::from_str(include_str!("../../../sandbox/cases.json")).unwrap()
}

/// The findings that no case leads to. Unit tests in `graph/error_codes.rs` and `graph/inspect_token` have those that Meta
/// can cause; `NotChecked` is for other backends, and `Unknown` is how the page reads a name that it doesn't know.
const WITHOUT_CASE: [Finding; 6] = [
    Finding::PasswordChanged,
    Finding::PageRoleMissing,
    Finding::TokenNotSeen,
    Finding::NotChecked,
    Finding::DataAccessExpired,
    Finding::Unknown,
];

#[test]
fn a_new_finding_needs_a_case() {
    let found: Vec<Finding> = cases().into_iter().flat_map(|case| case.findings).collect();
    for finding in Finding::ALL {
        assert_ne!(found.contains(finding), WITHOUT_CASE.contains(finding), "{finding:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_case_of_the_sandbox_has_its_findings() {
    // One attempt of five seconds is enough for the slow response, and the hanging one is not tried twice.
    let world = World::with(&[("CHAT_GRAPH_BUDGET_MS", "6000")]).await;
    let mut checks = JoinSet::new();
    for case in cases() {
        let graph = world.graph().clone();
        checks.spawn(async move { (graph.check(&token(&case.name)).await, case) });
    }
    assert!(checks.len() > 40, "{}", checks.len());
    while let Some(checked) = checks.join_next().await {
        let (report, Case { name, findings }) = checked.unwrap();
        assert!(!findings.contains(&Finding::Unknown), "{name} names a finding that the contract doesn't have");
        let found: Vec<Finding> = report.checks.iter().map(|check| check.finding).collect();
        assert_eq!(found, findings, "{name}");
        keeps_the_rules_of_every_report(&name, &report);
    }
}

/// Checks are in the order of their subjects, an unknown verdict blames nothing, and nothing of Meta's text is left.
fn keeps_the_rules_of_every_report(name: &str, report: &TokenReport) {
    let subjects: Vec<_> = report.checks.iter().map(|check| check.subject).collect();
    assert!(subjects.is_sorted(), "{name}: {subjects:?}");
    if report.verdict() == Verdict::Unknown {
        assert!(report.checks.iter().all(|check| check.outcome != Outcome::Fail), "{name}");
    }
    let text = serde_json::to_string(report).unwrap();
    assert!(!text.contains("SANDBOX RAW META TEXT") && !text.contains("EAASANDBOX"), "{name}: {text}");
}

#[tokio::test]
async fn the_wait_that_meta_asks_for_is_in_the_report() {
    let world = World::new().await;
    for (name, wait) in [
        ("app-limit-wait-2-minutes", Some(120)),
        ("account-limit-wait-19-minutes", Some(19 * 60)),
        ("meta-unavailable", None),
        ("good", None),
    ] {
        assert_eq!(world.graph().check(&token(name)).await.retry_after, wait, "{name}");
    }
}

#[tokio::test]
async fn facts_come_with_the_findings() {
    let world = World::new().await;
    let facts = async |name| world.graph().check(&token(name)).await.facts;
    let app = facts("second-app").await.app.unwrap();
    assert_eq!((&*app.id, app.name.as_deref()), ("771203456789012", Some("Acme Returns")));
    assert_eq!(facts("self-inspection-denied").await.app.unwrap().id, "634974688087057");
    assert_eq!(facts("granular-scopes-with-targets").await.accounts, ["102290129340398", "215589313241560"]);
    let others = facts("extra-scopes").await.other_permissions;
    assert_eq!(others, ["ads_management", "pages_manage_posts", "pages_show_list"]);
}

#[tokio::test]
async fn a_temporary_failure_is_tried_three_times_and_a_rejection_once() {
    let world = World::new().await;
    for (name, tries) in
        [("meta-unavailable", 3), ("reset", 3), ("revoked", 1), ("app-limit-wait-2-minutes", 1), ("oversized", 1)]
    {
        let before = world.sandbox.asked().await;
        world.graph().check(&token(name)).await;
        assert_eq!(world.sandbox.asked().await - before, tries, "{name}");
    }
}

#[tokio::test]
async fn an_unreachable_meta_is_not_a_bad_token() {
    let gone = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap();
    let world = World::with(&[("CHAT_GRAPH_URL", &format!("http://{gone}"))]).await;
    let report = world.graph().check(&token("good")).await;
    assert!(report.has(Finding::Unreachable) && report.verdict() == Verdict::Unknown);
}
