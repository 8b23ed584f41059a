//! What the report says, for every finding.

use super::*;
use crate::fixtures::{now, phrases, report_with, saved};
use crate::{Task, token};
use contract::finding::Subject;
use std::collections::HashMap;

fn advice_for(report: &TokenReport) -> Advice {
    report_advice(report, &phrases(), now())
}

#[test]
fn every_finding_has_a_line_and_every_one_that_asks_for_something_a_message_of_its_own() {
    let mut titles: HashMap<String, Finding> = HashMap::new();
    for &finding in Finding::ALL.iter().chain(&[Finding::Unknown]) {
        let report = report_with(finding);
        for check in &report.checks {
            let line = line_of(check, &report, now());
            assert!(is_filled(&line.title) && !line.title.contains('`'), "{line:?}");
        }
        let advice = advice_for(&report);
        assert!(is_filled(&advice.title) && is_filled(&advice.body), "{advice:?}");
        assert!(advice.title.split_whitespace().count() <= 7, "too long for a title: {}", advice.title);
        assert!(!advice.title.ends_with('.'), "{}", advice.title);
        if report.verdict() == Verdict::Good {
            assert_eq!(advice.outcome, Outcome::Pass);
            continue;
        }
        let permissions = [Finding::MessagingUnknown, Finding::ManagementUnknown];
        if let Some(other) = titles.insert(advice.title.clone(), finding) {
            assert!(permissions.contains(&other) && permissions.contains(&finding), "{other:?} and {finding:?}");
        }
        assert_eq!(advice.outcome == Outcome::Fail, report.verdict() == Verdict::Bad, "{finding:?}");
        if advice.outcome == Outcome::Fail && finding.subject() != Subject::Unknown {
            let is_fixable = !advice.next_steps.is_empty() || finding == Finding::UserCheckpoint;
            assert!(is_fixable, "{finding:?} fails, and the message doesn't say where to fix it");
        }
    }
}

fn line_of(check: &Check, report: &TokenReport, now: Timestamp) -> ReportLineView {
    line(check, report, &Values::new(report, &phrases(), now), &phrases(), now)
}

fn is_filled(text: &str) -> bool {
    !text.trim().is_empty() && !text.contains(['{', '}'])
}

#[test]
fn what_is_not_known_never_blames_the_token() {
    for &finding in Finding::ALL.iter().filter(|finding| finding.outcome() == Outcome::Unknown) {
        let advice = advice_for(&report_with(finding));
        assert_ne!(advice.outcome, Outcome::Fail, "{finding:?}");
        for blame in ["reject", "invalid", "wrong token", "new token", "generate a new"] {
            assert!(!advice.body.to_lowercase().contains(blame), "{finding:?}: {}", advice.body);
        }
    }
}

#[test]
fn a_token_without_any_permission_is_told_from_one_that_lacks_a_single_one() {
    let mut report = report_with(Finding::MessagingMissing);
    let single = advice_for(&report);
    assert!(single.body.contains("whatsapp_business_messaging"));
    report.checks.retain(|check| check.subject != Subject::WhatsappBusinessManagement);
    report.checks.push(Finding::ManagementMissing.into());
    let both = advice_for(&report);
    assert_eq!(both.next_steps.first(), Some(&NextStep::Step(5)), "the app comes first");
    assert_ne!(both.title, single.title);
    report.checks.push(Finding::Revoked.into());
    report.checks.sort_by_key(|check| check.subject);
    assert_ne!(advice_for(&report).title, both.title, "a revoked token leads");
}

#[test]
fn an_unknown_owner_can_have_two_reasons() {
    let told = advice_for(&report_with(Finding::OwnerUnknown));
    assert!(!told.body.contains("expir"), "Meta did say when it expires: {}", told.body);
    let mut report = report_with(Finding::OwnerUnknown);
    report.checks.retain(|check| check.subject != Subject::Expiry);
    report.checks.push(Finding::ExpiryUnknown.into());
    let untold = advice_for(&report);
    assert!(untold.body.contains("expir"), "{}", untold.body);
    assert_ne!(told.title, untold.title);
}

#[test]
fn an_end_that_has_passed_is_not_told_as_days_to_go() {
    let later = Timestamp::parse("2027-05-21T14:05:00Z").unwrap();
    for (finding, title) in
        [(Finding::Expires, Key::FindingExpiredTitle), (Finding::DataAccessExpires, Key::FindingDataAccessExpiredTitle)]
    {
        let report = report_with(finding);
        let phrases = phrases();
        assert_eq!(report_advice(&report, &phrases, later).title, phrases.text(title));
        let has_ended = |check| line_of(check, &report, later).title == phrases.text(title);
        assert!(report.checks.iter().any(has_ended), "{finding:?}");
        assert!(advice_for(&report).title.ends_with("in 60 days"));
    }
}

#[test]
fn nothing_is_claimed_about_permissions_that_could_not_be_seen() {
    let mut report = report_with(Finding::OwnerUnknown);
    for (seen, unseen) in [
        (Subject::WhatsappBusinessMessaging, Finding::MessagingUnknown),
        (Subject::WhatsappBusinessManagement, Finding::ManagementUnknown),
    ] {
        report.checks.retain(|check| check.subject != seen);
        report.checks.push(unseen.into());
    }
    assert_eq!(advice_for(&report).title, phrases().text(Key::FindingPermissionsUnknownTitle));
}

/// The panel with a saved token of this report.
fn viewing(report: TokenReport) -> Ready {
    Ready::new(saved(Some(report)))
}

/// The same while a token with this report is entered.
fn replacing(mut ready: Ready, report: TokenReport) -> Ready {
    let check = token::Check::Done(report);
    ready.task = Task::Editing(Editing { check, ..Editing::default() });
    ready
}

fn of_app(id: &str, finding: Finding) -> TokenReport {
    let mut report = report_with(finding);
    report.facts.app = Some(App { id: id.into(), name: Some("Acme Support".into()) });
    report
}

#[test]
fn a_rejection_that_stands_is_not_called_a_passing_problem() {
    let headline = |ready: &Ready| headline(ready, &phrases(), now()).unwrap();
    let mut ready = viewing(report_with(Finding::MetaDown));
    let passing = headline(&ready);
    assert_eq!(passing.body, phrases().text(Key::FindingMetaDownBody));
    let token = ready.saved.settings.token.as_mut().unwrap();
    token.refused_at = Some(token.saved_at);
    let rejected = headline(&ready);
    assert_eq!((rejected.title, &*rejected.body), (passing.title, phrases().text(Key::ReportRejectedBefore)));
}

#[test]
fn another_app_is_told_before_save_is_pressed_and_apart_from_one_of_the_same_name() {
    let headline = |ready: &Ready| headline(ready, &phrases(), now()).unwrap();
    let text = |key| phrases().text(key).to_owned();
    let other = replacing(viewing(of_app("1", Finding::NeverExpires)), of_app("2", Finding::NeverExpires));
    let advice = headline(&other);
    assert_eq!((advice.outcome, &advice.title), (Outcome::Warning, &text(Key::ReportOtherAppTitle)));
    assert!(advice.body.contains("belongs to Acme Support (App ID 1)"), "{advice:?}");
    assert!(advice.body.contains("belongs to Acme Support (App ID 2)"), "{advice:?}");
    let same = replacing(viewing(of_app("1", Finding::NeverExpires)), of_app("1", Finding::NeverExpires));
    assert_eq!(headline(&same).title, text(Key::ReportGoodTitle));
    let bad = replacing(viewing(of_app("1", Finding::NeverExpires)), of_app("2", Finding::MessagingMissing));
    assert_eq!(headline(&bad).title, text(Key::FindingMessagingMissingTitle));
}
