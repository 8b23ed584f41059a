//! Every state has words of its own: no sentence is empty, shared by accident, or left with a hole in it.

mod stored;

use super::*;
use crate::Error;
use crate::i18n::en::ENGLISH;
use crate::token::{self, Draft, Editing};
use contract::access_token::{Removed, SecretText, WrongShape};
use contract::finding::{Finding, Subject};
use contract::problem::{Code, Problem as Refusal};
use contract::report::{App, Check, Expiry, Facts, TokenReport, Verdict};
use std::collections::HashMap;

/// A speaker who reads UTC, at this moment.
pub(super) fn speaker_at(now: &str) -> Speaker {
    Speaker { messages: &ENGLISH, now: Timestamp::parse(now).unwrap(), local: Timestamp::civil }
}

fn speaker() -> Speaker {
    speaker_at("2026-11-23T10:00:00Z")
}

const GOOD: [Finding; 9] = [
    Finding::Reached,
    Finding::Accepted,
    Finding::SystemUser,
    Finding::AppKnown,
    Finding::MessagingGranted,
    Finding::ManagementGranted,
    Finding::NeverExpires,
    Finding::DataAccessNeverExpires,
    Finding::AccountsUnrestricted,
];

fn report_with(finding: Finding) -> TokenReport {
    let others = GOOD.into_iter().filter(|good| good.subject() != finding.subject());
    let end = Expiry::At { at: Timestamp::parse("2027-01-21T14:05:00Z").unwrap() };
    let facts = Facts {
        app: Some(App { id: "634974688087057".into(), name: Some("Acme Support".into()) }),
        expires: end,
        data_access_expires: end,
        accounts: vec!["102290129340398".into()],
        other_permissions: vec!["ads_management".into()],
    };
    let checked_at = Timestamp::parse("2026-11-23T09:59:50Z").unwrap();
    let mut report = TokenReport::new(checked_at, others.chain([finding]), facts);
    if finding == Finding::Unknown {
        let outcome = Outcome::Fail;
        report.checks.retain(|check| check.finding != finding);
        report.checks.push(Check { subject: Subject::Unknown, outcome, finding });
    }
    report
}

fn said(text: &str) -> &str {
    assert!(!text.trim().is_empty() && !text.contains(['{', '}']), "{text:?}");
    text
}

#[test]
fn every_finding_has_a_line_and_every_one_that_asks_for_something_a_headline_of_its_own() {
    let mut titles: HashMap<String, Finding> = HashMap::new();
    for &finding in Finding::ALL.iter().chain(&[Finding::Unknown]) {
        let report = report_with(finding);
        let lines = speaker().lines(&report);
        assert_eq!(lines.len(), report.checks.len());
        for line in &lines {
            said(&line.title);
            assert!(!line.title.contains('`'), "{line:?}");
        }
        let headline = speaker().report_headline(&report);
        said(&headline.title);
        said(&headline.body);
        assert!(headline.title.split_whitespace().count() <= 7, "too long for a title: {}", headline.title);
        assert!(!headline.title.ends_with('.'), "{}", headline.title);
        if report.verdict() == Verdict::Good {
            assert_eq!(headline.outcome, Outcome::Pass);
            continue;
        }
        let permissions = [Finding::MessagingUnknown, Finding::ManagementUnknown];
        if let Some(other) = titles.insert(headline.title.clone(), finding) {
            assert!(permissions.contains(&other) && permissions.contains(&finding), "{other:?} and {finding:?}");
        }
        assert_eq!(headline.outcome == Outcome::Fail, report.verdict() == Verdict::Bad, "{finding:?}");
        if headline.outcome == Outcome::Fail && finding.subject() != Subject::Unknown {
            let mendable = !headline.ways.is_empty() || finding == Finding::UserCheckpoint;
            assert!(mendable, "{finding:?} fails, and nobody says where to go");
        }
    }
}

#[test]
fn what_is_not_known_never_blames_the_token() {
    for &finding in Finding::ALL.iter().filter(|finding| finding.outcome() == Outcome::Unknown) {
        let headline = speaker().report_headline(&report_with(finding));
        assert_ne!(headline.outcome, Outcome::Fail, "{finding:?}");
        for blame in ["refuse", "invalid", "wrong token", "new token", "generate a new"] {
            assert!(!headline.body.to_lowercase().contains(blame), "{finding:?}: {}", headline.body);
        }
    }
    for error in errors() {
        if matches!(error.code(), Some(Code::TokenRefused | Code::TokenShape | Code::OtherApp)) {
            continue;
        }
        let words = speaker().problem(&error, Operation::Load);
        assert_ne!(words.outcome, Outcome::Fail, "{error:?}");
        assert!(!words.body.contains("generate"), "{error:?}: {}", words.body);
    }
}

#[test]
fn a_token_without_any_permission_is_told_from_one_that_lacks_a_single_one() {
    let mut report = report_with(Finding::MessagingMissing);
    let single = speaker().report_headline(&report);
    assert!(single.body.contains("whatsapp_business_messaging"));
    report.checks.retain(|check| check.subject != Subject::WhatsappBusinessManagement);
    report.checks.push(Finding::ManagementMissing.into());
    let both = speaker().report_headline(&report);
    assert_eq!(both.ways.first(), Some(&Way::Step(5)), "the app comes first");
    assert_ne!(both.title, single.title);
    report.checks.push(Finding::Revoked.into());
    report.checks.sort_by_key(|check| check.subject);
    assert_ne!(speaker().report_headline(&report).title, both.title, "a revoked token leads");
}

#[test]
fn whose_token_it_is_may_be_unknown_for_two_reasons() {
    let told = speaker().report_headline(&report_with(Finding::OwnerUnknown));
    assert!(!told.body.contains("expires"), "Meta did say when it expires: {}", told.body);
    let mut report = report_with(Finding::OwnerUnknown);
    report.checks.retain(|check| check.subject != Subject::Expiry);
    report.checks.push(Finding::ExpiryUnknown.into());
    let untold = speaker().report_headline(&report);
    assert!(untold.body.contains("when it expires"), "{}", untold.body);
    assert_ne!(told.title, untold.title);
}

fn errors() -> Vec<Error> {
    let refused = |code| Error::Rejected(Box::new(Refusal::new(code, "never shown")));
    let mut errors = vec![Error::Offline, Error::Unreachable, Error::CutOff, Error::TimedOut, Error::Unreadable];
    errors.extend([Error::HostSilent, Error::WrongSite]);
    errors.extend(Code::ALL.iter().copied().chain([Code::Unknown]).map(refused));
    errors
}

#[test]
fn every_failed_call_has_words_and_its_own_title() {
    let mut titles: HashMap<String, Error> = HashMap::new();
    for error in errors() {
        for asked in [Operation::Load, Operation::Save, Operation::Disconnect, Operation::DisconnectUnconfirmed] {
            let words = speaker().problem(&error, asked);
            said(&words.title);
            said(&words.body);
            assert!(!words.body.contains("never shown"));
            titles.insert(words.title, error.clone());
        }
    }
    // Five codes mean the same to a person: page and backend are of different versions, or something between
    // them changes requests.
    assert_eq!(titles.len(), errors().len() - 2, "{titles:?}");
}

#[test]
fn a_save_whose_answer_was_lost_is_not_called_failed() {
    let lost = speaker().problem(&Error::CutOff, Operation::SaveUnconfirmed);
    assert!(lost.body.ends_with(ENGLISH.problems.maybe_saved), "{}", lost.body);
    let refused = speaker().problem(&Error::from_status(403, None), Operation::Save);
    assert!(refused.body.ends_with(ENGLISH.problems.nothing_changed), "{}", refused.body);
}

#[test]
fn every_wrong_shape_is_named() {
    let shapes = [
        WrongShape::Empty,
        WrongShape::Digits,
        WrongShape::AppSecret,
        WrongShape::AppToken,
        WrongShape::InstagramToken,
        WrongShape::Jwt,
        WrongShape::AtlassianKey,
        WrongShape::SlackKey,
        WrongShape::GithubKey,
        WrongShape::OpenAiKey,
        WrongShape::Url,
        WrongShape::Masked,
        WrongShape::TwoTokens,
        WrongShape::WhiteSpaceInside,
        WrongShape::HiddenCharacter,
        WrongShape::UnexpectedCharacter,
        WrongShape::TooShort,
        WrongShape::TooLong,
        WrongShape::Unknown,
    ];
    let sentences: std::collections::HashSet<_> =
        shapes.into_iter().map(|wrong| said(speaker().shape(wrong))).collect();
    assert_eq!(sentences.len(), shapes.len());
}

#[test]
fn the_helper_tells_length_last_four_and_what_was_removed_and_no_more() {
    let text = format!("EAASANDBOX{}Zb7K", "x7Q".repeat(40));
    let removed = Removed { tabs: 1, line_breaks: 2, ..Removed::default() };
    let draft = Draft::pasted(SecretText::new(text.clone()), removed);
    let helper = speaker().field_helper(&draft);
    assert_eq!(helper, "134 characters, ends in Zb7K. Removed 1 tab and 2 line breaks.");
    let secret = Draft::typed(SecretText::new("0123456789abcdef0123456789abcdef".into()));
    assert_eq!(speaker().field_helper(&secret), "32 characters.");
    assert_eq!(speaker().field_helper(&Draft::default()), ENGLISH.field.helper);
    let all = Removed { spaces: 2, tabs: 1, line_breaks: 1, no_break_spaces: 1, invisible: 1, quotes: 2, labels: 1 };
    assert_eq!(
        speaker().removed(all),
        "Removed 1 tab, 1 line break, 2 spaces, 1 no-break space, 1 invisible character, 2 quotation marks and a \
         label in front."
    );
}

#[test]
fn half_a_token_is_not_called_too_short_while_it_is_typed() {
    let said = |text: &str, touched| {
        let draft = Draft::typed(SecretText::new(text.into()));
        speaker().field_message(&Editing { draft, touched, ..Editing::default() })
    };
    assert_eq!(said("EAASANDBOX", false), None);
    assert_eq!(said("EAASANDBOX", true), Some((Outcome::Fail, ENGLISH.shapes.too_short.to_owned())));
    assert_eq!(said("12345", false), Some((Outcome::Fail, ENGLISH.shapes.digits.to_owned())));
}

#[test]
fn what_meta_refuses_is_no_longer_called_plausible() {
    let draft = Draft::typed(SecretText::new(format!("EAASANDBOX{}", "x7Q".repeat(40))));
    let mut editing = Editing { draft, ..Editing::default() };
    assert_eq!(speaker().field_message(&editing), Some((Outcome::Information, ENGLISH.field.plausible.to_owned())));
    editing.check = token::Check::Done(report_with(Finding::Revoked));
    assert_eq!(speaker().field_message(&editing), Some((Outcome::Fail, ENGLISH.findings.revoked.title.to_owned())));
}

#[test]
fn what_meta_accepts_is_no_longer_doubted_for_its_looks() {
    let draft = Draft::typed(SecretText::new(format!("EAASANDBOX{}", "x7Q".repeat(20))));
    let mut editing = Editing { draft, touched: true, ..Editing::default() };
    assert_eq!(speaker().field_message(&editing), Some((Outcome::Warning, ENGLISH.doubts.short.to_owned())));
    editing.check = token::Check::Done(report_with(Finding::PersonalToken));
    assert_eq!(speaker().field_message(&editing), None, "the report says what is so");
    editing.check = token::Check::Done(report_with(Finding::MetaDown));
    assert!(speaker().field_message(&editing).is_some());
}

#[test]
fn an_end_that_has_come_is_not_told_as_days_to_go() {
    let later = speaker_at("2027-05-21T14:05:00Z");
    for (finding, ended) in [
        (Finding::Expires, &ENGLISH.findings.expired),
        (Finding::DataAccessExpires, &ENGLISH.findings.data_access_expired),
    ] {
        let report = report_with(finding);
        assert_eq!(later.report_headline(&report).title, ended.title);
        assert!(later.lines(&report).iter().any(|line| line.title == ended.line), "{finding:?}");
        assert!(speaker().report_headline(&report).title.ends_with("in 60 days"));
    }
}

#[test]
fn nothing_is_claimed_of_permissions_that_nobody_saw() {
    let mut report = report_with(Finding::OwnerUnknown);
    for (seen, unseen) in [
        (Subject::WhatsappBusinessMessaging, Finding::MessagingUnknown),
        (Subject::WhatsappBusinessManagement, Finding::ManagementUnknown),
    ] {
        report.checks.retain(|check| check.subject != seen);
        report.checks.push(unseen.into());
    }
    assert_eq!(speaker().report_headline(&report).title, ENGLISH.findings.messaging_unknown.title);
}
