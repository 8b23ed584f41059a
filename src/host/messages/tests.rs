//! Which messages count, and that nothing else ever does.

use super::*;
use serde_json::{Value, json};

const SHELL: &str = "https://shell.example";

fn context() -> Value {
    let project = json!({ "id": "10000", "key": "SUP" });
    json!({ "project": project, "siteUrl": "https://acme.atlassian.net", "locale": "de-DE",
            "timezone": "Asia/Kolkata", "colorMode": "dark" })
}

fn answer(id: u32, r: &Value) -> Value {
    json!({ "v": 1, "id": id, "ok": true, "r": r })
}

/// Questions whose host is known, with none open.
fn opened() -> Questions<&'static str> {
    let mut questions = Questions::new();
    let id = questions.ask("context");
    assert!(questions.hear(SHELL, &answer(id, &context())).is_some());
    questions
}

#[test]
fn the_first_right_answer_makes_the_origin_and_every_question_has_one_answer() {
    let mut questions = Questions::new();
    let id = questions.ask("context");
    assert_eq!(questions.origin(), None);
    let right = answer(id, &context());
    assert_eq!(questions.hear(SHELL, &right), Some(Heard::Answer("context", Ok(context()))));
    assert_eq!(questions.origin(), Some(SHELL));
    assert_eq!(questions.hear(SHELL, &right), None, "answered twice");
    let (first, second) = (questions.ask("first"), questions.ask("second"));
    assert_eq!(questions.hear(SHELL, &answer(second, &json!(2))), Some(Heard::Answer("second", Ok(json!(2)))));
    let refused = json!({ "v": 1, "id": first, "ok": false, "e": "unverified" });
    assert_eq!(questions.hear(SHELL, &refused), Some(Heard::Answer("first", Err("unverified".into()))));
}

#[test]
fn a_wrong_first_answer_makes_no_origin() {
    let mut questions = Questions::new();
    let id = questions.ask("context");
    let nameless = answer(id, &context());
    assert_eq!(questions.hear("null", &nameless), None);
    for wrong in [json!(null), json!({}), json!({ "project": { "id": 10000 } }), json!({ "project": { "id": "a/b" } })]
    {
        assert_eq!(questions.hear(SHELL, &answer(id, &wrong)), None, "{wrong}");
    }
    assert_eq!(questions.hear(SHELL, &json!({ "v": 1, "ev": "theme", "p": "dark" })), None, "nobody is known yet");
    assert_eq!(questions.origin(), None);
    let failed = json!({ "v": 1, "id": id, "ok": false, "e": "unreachable" });
    assert_eq!(questions.hear(SHELL, &failed), Some(Heard::Answer("context", Err("unreachable".into()))));
    assert_eq!(questions.origin(), None, "a failure introduces nobody");
}

#[test]
fn nothing_of_another_origin_version_or_shape_is_heard() {
    let mut questions = opened();
    let id = questions.ask("open");
    let right = answer(id, &json!(null));
    for origin in ["https://shell.example.evil", "https://other.example", "null", ""] {
        assert_eq!(questions.hear(origin, &right), None, "{origin}");
    }
    for wrong in [
        json!({ "v": 2, "id": id, "ok": true, "r": null }),
        json!({ "v": "1", "id": id, "ok": true, "r": null }),
        json!({ "id": id, "ok": true, "r": null }),
        json!({ "v": 1, "id": id + 1, "ok": true, "r": null }),
        json!({ "v": 1, "id": id.to_string(), "ok": true, "r": null }),
        json!({ "v": 1, "id": f64::from(id) + 0.5, "ok": true, "r": null }),
        json!({ "v": 1, "id": id, "ok": "true", "r": null }),
        json!({ "v": 1, "id": id, "ok": true }),
        json!({ "v": 1, "id": id, "ok": false }),
        json!({ "v": 1, "id": id, "ok": false, "e": 1 }),
        json!({ "v": 1, "ev": "theme", "p": "blue" }),
        json!({ "v": 1, "ev": "themes", "p": "dark" }),
        json!([1, id, true]),
    ] {
        assert_eq!(questions.hear(SHELL, &wrong), None, "{wrong}");
    }
    assert_eq!(questions.hear(SHELL, &right), Some(Heard::Answer("open", Ok(json!(null)))));
}

#[test]
fn what_was_given_up_is_not_heard_any_more() {
    let mut questions = opened();
    let id = questions.ask("open");
    assert_eq!(questions.give_up(id), Some("open"));
    assert_eq!(questions.hear(SHELL, &answer(id, &json!(1))), None);
    assert_eq!(questions.give_up(id), None);
}

#[test]
fn a_change_of_colours_is_heard() {
    let theme = |mode| json!({ "v": 1, "ev": "theme", "p": mode });
    assert_eq!(opened().hear(SHELL, &theme("dark")), Some(Heard::Theme(ColorMode::Dark)));
    assert_eq!(opened().hear(SHELL, &theme("light")), Some(Heard::Theme(ColorMode::Light)));
}

#[test]
fn a_context_needs_a_project_and_nothing_else() {
    let whole = Context::read(&context()).unwrap();
    assert_eq!(whole.project.as_str(), "10000");
    assert_eq!((whole.locale.as_deref(), whole.time_zone.as_deref()), (Some("de-DE"), Some("Asia/Kolkata")));
    assert_eq!(whole.color_mode, Some(ColorMode::Dark));
    let least = json!({ "project": { "id": "7" }, "locale": 1, "timezone": null, "colorMode": "blue" });
    let least = Context::read(&least).unwrap();
    assert_eq!((least.locale, least.time_zone, least.color_mode), (None, None, None));
}

#[test]
fn a_session_is_read_or_it_is_known_why_there_is_none() {
    let body = json!({ "bearer": "v4.local.x-y_z", "expires_in": 300 });
    let session_of = |status: Value, body: &Value| session(Ok(json!({ "status": status, "body": body })));
    let good = session_of(json!(200), &body).unwrap();
    assert_eq!((good.bearer.expose(), good.expires_in), ("v4.local.x-y_z", 300));
    assert_eq!(session::<Value>(Err("unverified".into())), Err(HostError::Unverified));
    for word in ["unreachable", "", "anything"] {
        assert_eq!(session::<Value>(Err(word.into())), Err(HostError::NoResponse));
    }
    for status in [401, 403, 404, 502, 503] {
        assert_eq!(session_of(json!(status), &json!(null)), Err(HostError::Rejected(status)));
    }
    for status in [json!(0), json!(204), json!(302), json!(600), json!(-1), json!("200"), json!(null)] {
        assert_eq!(session_of(status, &body), Err(HostError::NoResponse));
    }
    for body in [
        json!(null),
        json!("v4.local.x"),
        json!({ "bearer": "", "expires_in": 300 }),
        json!({ "bearer": "two words", "expires_in": 300 }),
        json!({ "bearer": "a\r\nb", "expires_in": 300 }),
        json!({ "bearer": "x".repeat(8 * 1024 + 1), "expires_in": 300 }),
        json!({ "bearer": 1, "expires_in": 300 }),
        json!({ "bearer": "x", "expires_in": "300" }),
        json!({ "bearer": "x", "expires_in": -1 }),
        json!({ "bearer": "x" }),
    ] {
        assert_eq!(session_of(json!(200), &body), Err(HostError::NoResponse), "{body}");
    }
}

/// A browser has no randomness that proptest could use.
#[cfg(not(target_arch = "wasm32"))]
mod garbage {
    use super::*;
    use proptest::prelude::*;

    /// JSON of any shape, in which the names that mean something are common.
    fn json() -> impl Strategy<Value = Value> {
        let leaf = prop_oneof![
            Just(Value::Null),
            any::<bool>().prop_map(Value::from),
            (-2_i64..4).prop_map(Value::from),
            any::<f64>().prop_map(Value::from),
            "theme|dark|light|10000|unverified|.{0,6}".prop_map(Value::from),
        ];
        leaf.prop_recursive(4, 24, 6, |inner| {
            let name = "v|id|ok|r|e|ev|p|project|status|body|bearer|expires_in|.{0,3}";
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
                prop::collection::hash_map(name, inner, 0..7)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

        #[test]
        fn no_garbage_panics_or_closes_a_question_that_it_does_not_answer(data in json(), own in any::<bool>()) {
            let mut questions = opened();
            let id = questions.ask("open");
            let heard = questions.hear(if own { SHELL } else { "https://other.example" }, &data);
            match heard {
                Some(Heard::Answer(..)) => prop_assert!(own && data["v"] == 1 && data["id"] == id && data["ok"].is_boolean()),
                Some(Heard::Theme(_)) => prop_assert!(own && data["v"] == 1 && data["ev"] == "theme"),
                None => prop_assert_eq!(questions.give_up(id), Some("open")),
            }
            prop_assert_eq!(questions.origin(), Some(SHELL));
        }

        #[test]
        fn no_garbage_makes_a_stranger_known_or_a_session(data in json()) {
            let mut questions = Questions::new();
            questions.ask("context");
            if questions.hear("https://stranger.example", &data).is_some() {
                prop_assert!(data["ok"] == false || data["r"]["project"]["id"].is_string());
            }
            if let Ok(session) = session(Ok(data.clone())) {
                prop_assert_eq!(&data["status"], 200);
                prop_assert_eq!(Some(session.bearer.expose()), data["body"]["bearer"].as_str());
            }
        }
    }
}
