//! Golden JSON of every wire type. A change of the wire shows as a difference in `tests/wire/`.
//!
//! `UPDATE_WIRE=1` writes the files again.

#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use contract::access_token::{AccessToken, SecretText, WrongShape};
use contract::finding::{Finding, Outcome, Subject};
use contract::problem::{Code, Field, Problem};
use contract::report::{App, Expiry, Facts, TokenReport};
use contract::request::{CheckToken, OpenSession, OtherApp, SaveCheck, SaveToken, Session};
use contract::settings::{Account, Graph, Project, ProjectKey, Settings, StoredToken};
use contract::timestamp::Timestamp;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::{Value, json};
use std::{env, fmt::Debug, fs, path::Path};

/// Compares `value` with the golden file of this name, in both directions.
fn check<T: Serialize + DeserializeOwned + PartialEq + Debug>(name: &str, value: &T) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/wire/{name}.json"));
    if env::var_os("UPDATE_WIRE").is_some() {
        fs::write(&path, format!("{:#}\n", json!(value))).unwrap();
    }
    let golden: Value = serde_json::from_str(&fs::read_to_string(&path).unwrap()).unwrap();
    assert_eq!(json!(value), golden, "{name}: what is written");
    assert_eq!(&serde_json::from_value::<T>(golden).unwrap(), value, "{name}: what is read");
}

fn at(text: &str) -> Timestamp {
    Timestamp::parse(text).unwrap()
}

fn token() -> AccessToken {
    let text = format!("EAASANDBOX{}Zb7K", "0".repeat(50));
    AccessToken::parse(&SecretText::new(text)).unwrap()
}

fn app() -> App {
    App { id: "634974688087057".into(), name: Some("Acme Support".into()) }
}

fn full_report() -> TokenReport {
    let facts = Facts {
        app: Some(app()),
        expires: Expiry::At { at: at("2027-01-22T09:30:00Z") },
        data_access_expires: Expiry::Never,
        accounts: vec!["102290129340398".into(), "215589313241560".into()],
        other_permissions: vec!["ads_management".into()],
    };
    // Every finding, so that every name and its order are fixed.
    let report = TokenReport::new(at("2026-11-23T09:30:00Z"), Finding::ALL.iter().copied(), facts);
    TokenReport { retry_after: Some(120), ..report }
}

fn small_report() -> TokenReport {
    TokenReport::new(at("2026-11-23T09:30:00Z"), [Finding::Reached, Finding::Revoked], Facts::default())
}

#[test]
fn requests() {
    check("check_token", &CheckToken::new(token()));
    check("save_token", &SaveToken::new(token(), SaveCheck::Required, OtherApp::Refuse));
    check("save_token_anyway", &SaveToken::new(token(), SaveCheck::IfPossible, OtherApp::Replace));
    check("open_session", &OpenSession { project: ProjectKey::parse("SUP").unwrap() });
}

#[test]
fn a_save_without_options_is_a_careful_one() {
    let careful: SaveToken = serde_json::from_value(json!({ "token": token().expose() })).unwrap();
    assert_eq!((careful.check, careful.other_app), (SaveCheck::Required, OtherApp::Refuse));
}

#[test]
fn a_request_with_unknown_fields_is_rejected() {
    let more = json!({ "token": token().expose(), "project": "SUP", "extra": 1 });
    assert!(serde_json::from_value::<CheckToken>(more.clone()).is_err());
    assert!(serde_json::from_value::<SaveToken>(more.clone()).is_err());
    assert!(serde_json::from_value::<OpenSession>(more).is_err());
    let odd = json!({ "token": token().expose(), "check": "never" });
    assert!(serde_json::from_value::<SaveToken>(odd).is_err());
}

#[test]
fn responses() {
    check("session", &Session { bearer: SecretText::new("v4.local.AAAA".into()), expires_in: 300 });
    check("token_report", &full_report());
    check("token_report_small", &small_report());
    let project = Project { key: ProjectKey::parse("SUP").unwrap(), name: None, site: None };
    check("settings_empty", &Settings { project, graph: Graph::Sandbox, token: None });
    let project = Project {
        key: ProjectKey::parse("SUP").unwrap(),
        name: Some("Support".into()),
        site: Some("acme.atlassian.net".into()),
    };
    let token = StoredToken {
        last_four: "Zb7K".into(),
        app: Some(app()),
        saved_by: Account { id: "5b10a2844c20165700ede21g".into(), name: Some("Amira Haddad".into()) },
        saved_at: at("2026-11-20T08:00:00Z"),
        report: small_report(),
        accepted_at: Some(at("2026-11-22T08:00:00Z")),
        refused_at: Some(at("2026-11-22T09:00:00Z")),
        used_elsewhere: true,
    };
    check("settings", &Settings { project, graph: Graph::Meta, token: Some(token) });
}

#[test]
fn problems() {
    let titled = |code| Problem::new(code, "for people who read traffic");
    let all: Vec<Problem> = Code::ALL.iter().map(|code| titled(*code)).collect();
    check("problems", &all);
    let full = Problem {
        field: Some(Field::Token),
        request_id: Some("00c0ffee00c0ffee".into()),
        retry_after: Some(7),
        shape: Some(WrongShape::AppToken),
        report: Some(small_report()),
        stored_app: Some(App { id: "771203456789012".into(), name: None }),
        ..titled(Code::OtherApp)
    };
    check("problem_full", &full);
}

#[test]
fn names_of_shapes() {
    use WrongShape as W;
    let shapes = vec![
        W::Empty,
        W::Digits,
        W::AppSecret,
        W::AppToken,
        W::InstagramToken,
        W::Jwt,
        W::AtlassianKey,
        W::SlackKey,
        W::GithubKey,
        W::OpenAiKey,
        W::Url,
        W::Masked,
        W::TwoTokens,
        W::WhiteSpaceInside,
        W::HiddenCharacter,
        W::UnexpectedCharacter,
        W::TooShort,
        W::TooLong,
    ];
    check("wrong_shapes", &shapes);
}

#[test]
fn an_unknown_name_reads_as_unknown() {
    fn read<T: DeserializeOwned>() -> T {
        serde_json::from_value(json!("brought_by_a_later_version")).unwrap()
    }
    assert_eq!(read::<Subject>(), Subject::Unknown);
    assert_eq!(read::<Outcome>(), Outcome::Unknown);
    assert_eq!(read::<Finding>(), Finding::Unknown);
    assert_eq!(read::<Code>(), Code::Unknown);
    assert_eq!(read::<Field>(), Field::Unknown);
    assert_eq!(read::<Graph>(), Graph::Unknown);
    assert_eq!(read::<WrongShape>(), WrongShape::Unknown);
    let expiry = json!({ "kind": "at_dawn", "of": "2026-11-23" });
    assert_eq!(serde_json::from_value::<Expiry>(expiry).unwrap(), Expiry::Unknown);
}
