//! `docs/openapi.json` is generated from the types. `UPDATE_OPENAPI=1` writes it again.

#![cfg(feature = "openapi")]
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use contract::{openapi, problem::Code};
use serde_json::Value;
use std::{env, fs, path::Path};

#[test]
fn the_document_in_git_is_up_to_date() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs/openapi.json");
    let made = openapi::document();
    if env::var_os("UPDATE_OPENAPI").is_some() {
        fs::write(&path, &made).unwrap();
    }
    // Compared as values: the order of fields is serde_json's, which another crate of a build may change.
    let read = |text: &str| serde_json::from_str::<Value>(text).unwrap();
    let kept = fs::read_to_string(&path).unwrap();
    assert!(
        read(&kept) == read(&made),
        "run UPDATE_OPENAPI=1 cargo test -p contract --features openapi, and read the difference"
    );
}

fn document() -> Value {
    serde_json::from_str(&openapi::document()).unwrap()
}

/// Every `$ref` below `value`.
fn references<'a>(value: &'a Value, found: &mut Vec<&'a str>) {
    match value {
        Value::Object(fields) => {
            found.extend(fields.get("$ref").and_then(Value::as_str));
            fields.values().for_each(|value| references(value, found));
        }
        Value::Array(values) => values.iter().for_each(|value| references(value, found)),
        _ => {}
    }
}

#[test]
fn every_reference_leads_somewhere_and_every_schema_is_used() {
    let document = document();
    let mut found = Vec::new();
    references(&document, &mut found);
    assert!(found.len() > 20, "{found:?}");
    for reference in &found {
        let pointer = reference.trim_start_matches('#');
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    for name in document["components"]["schemas"].as_object().unwrap().keys() {
        assert!(found.contains(&&*format!("#/components/schemas/{name}")), "{name}");
    }
}

#[test]
fn every_code_belongs_to_an_operation() {
    let responses = document()["paths"].to_string();
    let unmet =
        |code: &&Code| !responses.contains(&format!("`{}`", serde_json::to_value(code).unwrap().as_str().unwrap()));
    let unmet: Vec<_> = Code::ALL.iter().filter(unmet).collect();
    assert_eq!(unmet, [&Code::MethodNotAllowed], "the others belong to an operation");
}

/// The schemas that `name` refers to, itself included.
fn parts(document: &Value, name: &str) -> Vec<String> {
    let mut names = vec![name.to_owned()];
    let mut at = 0;
    while at < names.len() {
        let mut found = Vec::new();
        references(&document["components"]["schemas"][&names[at]], &mut found);
        for reference in found {
            let part = reference.rsplit('/').next().unwrap().to_owned();
            if !names.contains(&part) {
                names.push(part);
            }
        }
        at += 1;
    }
    names
}

#[test]
fn no_response_has_a_field_that_could_hold_the_token() {
    let document = document();
    let schemas = &document["components"]["schemas"];
    for answer in ["Settings", "TokenReport", "Problem", "Session"] {
        for part in parts(&document, answer) {
            assert!(!["CheckToken", "SaveToken"].contains(&&*part), "{answer} holds {part}");
            for (name, field) in schemas[&part]["properties"].as_object().into_iter().flatten() {
                let is_text = field["type"] == "string" || field["type"][0] == "string";
                let secret = name.contains("token") || name.contains("secret") || field["format"] == "password";
                assert!(!(is_text && secret), "{part}.{name}");
            }
        }
    }
    // The same search finds the field where it belongs.
    assert_eq!(schemas["SaveToken"]["properties"]["token"]["format"], "password");
}
