//! What the panel says about each case of `sandbox/cases.json`, and about each failure that has no case there.

use super::*;
use crate::fixtures::{TestPanel, now, phrases, token};
use contract::finding::{Finding, Outcome, Subject};
use contract::report::{App, Expiry, Facts, TokenReport};
use serde_json::Value;
use std::collections::BTreeMap;

const DAYS_LEFT: i64 = 60;

/// The panel after a check with these findings. What expires, expires in [`DAYS_LEFT`].
fn view_after_check(findings: Vec<Finding>) -> PanelView {
    let end = Expiry::At { at: Timestamp::from_unix(now().unix() + DAYS_LEFT * 86_400).unwrap() };
    let app = Some(App { id: "634974688087057".into(), name: Some("Acme Support".into()) });
    let facts = Facts { app, expires: end, data_access_expires: end, ..Facts::default() };
    let report = TokenReport::new(now(), findings, facts);
    view(&TestPanel::loaded(None).paste(&token()).checked(Ok(report)).state, &phrases(), now())
}

fn headline(view: &PanelView) -> &MessageView {
    view.report.as_ref().and_then(|report| report.message.as_ref()).unwrap()
}

/// The English sentence of a key of `locales/en.json`.
fn sentence(key: &str) -> String {
    let (_, key) = Key::ALL.iter().find(|(name, _)| *name == key).unwrap_or_else(|| panic!("no sentence {key}"));
    phrases().fill(*key, &[("days", "60 days")])
}

#[test]
fn every_case_of_the_sandbox_has_its_headline_and_none_of_metas_words() {
    let cases: Value = serde_json::from_str(include_str!("../../../sandbox/cases.json")).unwrap();
    let cases = cases.as_array().unwrap();
    assert!(cases.len() > 40, "{}", cases.len());
    let mut keys = BTreeMap::new();
    for case in cases {
        let (name, key) = (case["name"].as_str().unwrap(), case["headline"].as_str().unwrap());
        let view = view_after_check(serde_json::from_value(case["findings"].clone()).unwrap());
        let title = headline(&view).title.clone();
        assert_eq!(title, sentence(key), "{name}");
        // Two different meanings never have the same words.
        assert_eq!(*keys.entry(title).or_insert(key), key, "{name}");

        let printed = format!("{view:?}");
        for response in case["responses"].as_array().unwrap() {
            for message in [&response["error"]["message"], &response["invalid"]["message"]] {
                assert!(message.as_str().is_none_or(|message| !printed.contains(message)), "{name}: {message}");
            }
        }
    }
}

#[test]
fn every_failure_has_a_headline_of_its_own() {
    for finding in Finding::ALL {
        let key = format!("finding{finding:?}Title");
        let title = match (finding.subject(), finding.outcome()) {
            (_, Outcome::Fail) => headline(&view_after_check(vec![Finding::Reached, *finding])).title.clone(),
            (Subject::Token, Outcome::Unknown) => headline(&view_after_check(vec![*finding])).title.clone(),
            (Subject::Reached, Outcome::Unknown) => {
                headline(&view_after_check(vec![*finding, Finding::TokenUnknown])).title.clone()
            }
            // What else is unknown or a warning never keeps Meta from accepting the token.
            _ => continue,
        };
        assert_eq!(title, sentence(&key), "{finding:?}");
    }
}
