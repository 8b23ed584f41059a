//! Which messages count, and that nothing else ever does.

use super::*;
use serde_json::{Value, json};

const SHELL: &str = "https://shell.example";

fn context() -> Value {
    let project = json!({ "id": "10000", "key": "SUP" });
    json!({ "project": project, "siteUrl": "https://acme.atlassian.net", "locale": "de-DE",
            "timezone": "Asia/Kolkata", "colorMode": "dark" })
}

fn read(r: &Value) -> Response {
    serde_json::from_value(r.clone()).unwrap()
}

fn good(id: u32, r: &Value) -> Value {
    json!({ "v": 1, "id": id, "ok": true, "r": r })
}

fn receive<W>(requests: &mut Requests<W>, origin: &str, data: &Value) -> Option<Received<W>> {
    requests.receive(origin, serde_json::from_value(data.clone()).ok()?)
}

/// Requests whose host is known, with none pending.
fn opened() -> Requests<&'static str> {
    let mut requests = Requests::new();
    let id = requests.add("context");
    assert!(receive(&mut requests, SHELL, &good(id, &context())).is_some());
    requests
}

#[test]
fn the_first_response_with_a_project_sets_the_origin_and_every_request_has_one_response() {
    let mut requests = Requests::new();
    let id = requests.add("context");
    assert_eq!(requests.origin(), None);
    let right = good(id, &context());
    let expected = Received::Response("context", Ok(read(&context())));
    assert_eq!(receive(&mut requests, SHELL, &right), Some(expected));
    assert_eq!(requests.origin(), Some(SHELL));
    assert_eq!(receive(&mut requests, SHELL, &right), None, "a second response");
    let (first, second) = (requests.add("first"), requests.add("second"));
    let r = json!({ "status": 200 });
    let expected = Received::Response("second", Ok(read(&r)));
    assert_eq!(receive(&mut requests, SHELL, &good(second, &r)), Some(expected));
    let rejected = json!({ "v": 1, "id": first, "ok": false, "e": "unverified" });
    let expected = Received::Response("first", Err("unverified".into()));
    assert_eq!(receive(&mut requests, SHELL, &rejected), Some(expected));
}

#[test]
fn a_wrong_first_response_sets_no_origin() {
    let mut requests = Requests::new();
    let id = requests.add("context");
    assert_eq!(receive(&mut requests, "null", &good(id, &context())), None, "an opaque origin");
    assert_eq!(receive(&mut requests, SHELL, &good(id + 1, &context())), None, "no such request");
    for wrong in [json!(null), json!({}), json!({ "project": { "id": 10000 } }), json!({ "project": { "id": "a/b" } })]
    {
        assert_eq!(receive(&mut requests, SHELL, &good(id, &wrong)), None, "{wrong}");
    }
    let theme = json!({ "v": 1, "ev": "theme", "p": "dark" });
    assert_eq!(receive(&mut requests, SHELL, &theme), None, "the host isn't known yet");
    assert_eq!(requests.origin(), None);
    let failed = json!({ "v": 1, "id": id, "ok": false, "e": "unreachable" });
    let expected = Received::Response("context", Err("unreachable".into()));
    assert_eq!(receive(&mut requests, SHELL, &failed), Some(expected));
    assert_eq!(requests.origin(), None, "an error says nothing about who sent it");
}

#[test]
fn a_message_of_another_origin_version_or_shape_is_ignored() {
    let mut requests = opened();
    let id = requests.add("open");
    let right = good(id, &json!(null));
    for origin in ["https://shell.example.evil", "https://other.example", "null", ""] {
        assert_eq!(receive(&mut requests, origin, &right), None, "{origin}");
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
        assert_eq!(receive(&mut requests, SHELL, &wrong), None, "{wrong}");
    }
    assert_eq!(receive(&mut requests, SHELL, &right), Some(Received::Response("open", Ok(Response::default()))));
}

#[test]
fn a_response_to_a_removed_request_is_ignored() {
    let mut requests = opened();
    let id = requests.add("open");
    assert_eq!(requests.remove(id), Some("open"));
    assert_eq!(receive(&mut requests, SHELL, &good(id, &json!(1))), None);
    assert_eq!(requests.remove(id), None);
}

#[test]
fn a_change_of_colors_is_received() {
    let theme = |mode| json!({ "v": 1, "ev": "theme", "p": mode });
    assert_eq!(receive(&mut opened(), SHELL, &theme("dark")), Some(Received::Theme(ColorMode::Dark)));
    assert_eq!(receive(&mut opened(), SHELL, &theme("light")), Some(Received::Theme(ColorMode::Light)));
}

#[test]
fn a_field_of_another_type_counts_as_missing() {
    let whole = read(&context());
    assert_eq!(whole.project.unwrap().id.as_str(), "10000");
    assert_eq!((whole.locale.as_deref(), whole.time_zone.as_deref()), (Some("de-DE"), Some("Asia/Kolkata")));
    assert_eq!(whole.color_mode, Some(ColorMode::Dark));
    let least = read(&json!({ "project": { "id": "7" }, "locale": 1, "timezone": null, "colorMode": "blue" }));
    assert_eq!(least.project.unwrap().id.as_str(), "7");
    assert_eq!((least.locale, least.time_zone, least.color_mode), (None, None, None));
}

#[test]
fn a_response_holds_a_session_or_says_why_there_is_none() {
    let body = json!({ "bearer": "v4.local.x-y_z", "expires_in": 300 });
    let session_of = |status: Value, body: &Value| session(Ok(read(&json!({ "status": status, "body": body }))));
    let good = session_of(json!(200), &body).unwrap();
    assert_eq!((good.bearer.expose(), good.expires_in), ("v4.local.x-y_z", 300));
    assert_eq!(session(Err("unverified".into())), Err(HostError::Unverified));
    for word in ["unreachable", "", "anything"] {
        assert_eq!(session(Err(word.into())), Err(HostError::NoResponse));
    }
    for status in [401, 403, 404, 502, 503] {
        assert_eq!(session_of(json!(status), &json!(null)), Err(HostError::Rejected(status)));
    }
    let problem = json!({ "code": "jira_unreachable" });
    assert_eq!(session_of(json!(502), &problem), Err(HostError::JiraUnreachable));
    assert_eq!(session_of(json!(503), &problem), Err(HostError::Rejected(503)));
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

/// proptest finds no randomness in a browser.
#[cfg(not(target_arch = "wasm32"))]
mod garbage {
    use super::*;
    use proptest::prelude::*;

    /// JSON of any shape, in which the names that mean something are common. Lists are objects whose names are numbers,
    /// as they are in a browser: serde_json would take a list for a struct.
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
                prop::collection::vec(inner.clone(), 0..4).prop_map(|items| {
                    let fields = items.into_iter().enumerate().map(|(index, item)| (index.to_string(), item));
                    Value::Object(fields.collect())
                }),
                prop::collection::hash_map(name, inner, 0..7)
                    .prop_map(|fields| Value::Object(fields.into_iter().collect())),
            ]
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 10_000, ..ProptestConfig::default() })]

        #[test]
        fn no_garbage_panics_or_ends_a_request_that_it_does_not_respond_to(data in json(), own in any::<bool>()) {
            let mut requests = opened();
            let id = requests.add("open");
            match receive(&mut requests, if own { SHELL } else { "https://other.example" }, &data) {
                Some(Received::Response(..)) => {
                    prop_assert!(own && data["v"] == 1 && data["id"] == id && data["ok"].is_boolean());
                }
                Some(Received::Theme(_)) => prop_assert!(own && data["v"] == 1 && data["ev"] == "theme"),
                None => prop_assert_eq!(requests.remove(id), Some("open")),
            }
            prop_assert_eq!(requests.origin(), Some(SHELL));
        }

        #[test]
        fn no_garbage_makes_a_stranger_the_host_or_a_session(data in json()) {
            let mut requests = Requests::new();
            requests.add("context");
            if receive(&mut requests, "https://stranger.example", &data).is_some() {
                prop_assert!(data["ok"] == false || data["r"]["project"]["id"].is_string());
            }
            if let Ok(response) = serde_json::from_value(data.clone())
                && let Ok(session) = session(Ok(response))
            {
                prop_assert_eq!(&data["status"], 200);
                prop_assert_eq!(Some(session.bearer.expose()), data["body"]["bearer"].as_str());
            }
        }
    }
}
