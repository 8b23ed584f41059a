//! Hosts in a real browser, with a stand-in at the other end of the line.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use super::embedded::Embedded;
use super::foreign::Foreign;
use super::line::Line;
use super::{Host, clock, leaving, window};
use contract::timestamp::Timestamp;
use js_sys::{Function, JSON, Promise};
use panel::HostError;
use std::cell::RefCell;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::Element;

wasm_bindgen_test_configure!(run_in_browser);

const SHELL: &str = "https://shell.example";

thread_local! {
    /// What the page said, with the origin that may read it.
    static SAID: RefCell<Vec<(String, JsValue)>> = const { RefCell::new(Vec::new()) };
}

/// A host that answers at once: where the page is, and a session.
fn answers(line: &'static Line, message: &JsValue, origin: &str) {
    let id = message.field("id").and_then(|id| id.number()).unwrap_or_default();
    let answer = match message.field("m").and_then(|method| method.text()).as_deref() {
        Some("context") => {
            r#"{"project":{"id":"10000","key":"SUP"},"locale":"de-DE","timezone":"Asia/Kolkata","colorMode":"dark"}"#
        }
        Some("token") => r#"{"status":200,"body":{"bearer":"session","expires_in":300}}"#,
        _ => "null",
    };
    SAID.with_borrow_mut(|said| said.push((origin.to_owned(), message.clone())));
    hear(line, SHELL, &format!(r#"{{"v":1,"id":{id},"ok":true,"r":{answer}}}"#));
}

fn hear(line: &'static Line, origin: &str, json: &str) {
    line.hear(origin, &JSON::parse(json).unwrap());
}

/// What was said of `method` since the last time somebody looked, as JSON, and to whom.
fn said(method: &str) -> Vec<(String, String)> {
    let all = SAID.take().into_iter();
    let of_method = all.filter(|(_, message)| message.field("m").and_then(|it| it.text()).as_deref() == Some(method));
    of_method.map(|(origin, message)| (origin, JSON::stringify(&message.field("p").unwrap()).unwrap().into())).collect()
}

fn root() -> Element {
    window::body().unwrap().closest("html").unwrap().unwrap()
}

fn color_mode() -> Option<String> {
    root().get_attribute("data-color-mode")
}

/// A piece of page, until the next test takes its place.
fn page(html: &str) -> Element {
    let body = window::body().unwrap();
    if let Ok(Some(last)) = body.query_selector("#host-test") {
        last.remove();
    }
    body.insert_adjacent_html("beforeend", &format!(r#"<div id="host-test">{html}</div>"#)).unwrap();
    body.query_selector("#host-test").unwrap().unwrap()
}

/// Whether the page keeps the browser from what it does by itself after `event`.
fn is_prevented(target: &JsValue, kind: &str, name: &str) -> bool {
    let told = "return !target.dispatchEvent(new window[kind](name, { bubbles: true, cancelable: true }))";
    let tell = Function::new_with_args("target, kind, name", told);
    tell.call3(&JsValue::NULL, target, &kind.into(), &name.into()).unwrap().as_bool().unwrap()
}

/// Two frames: in the first the page is measured, in the second everybody has heard of it.
async fn measured() {
    let wait = Function::new_with_args("done", "requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    let promise = Promise::new(&mut |done, _| drop(wait.call1(&JsValue::NULL, &done)));
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_host_is_asked_first_and_then_followed() {
    let line = Line::new(answers);
    assert!(!line.is_open());
    let context = line.open().await.unwrap();
    assert_eq!((context.project.as_str(), context.locale.as_deref()), ("10000", Some("de-DE")));
    assert!(line.is_open());
    assert_eq!(color_mode().as_deref(), Some("dark"));
    let midnight = clock::local(Timestamp::from_unix(0).unwrap());
    assert_eq!((midnight.hour, midnight.minute), (5, 30));

    hear(line, "https://stranger.example", r#"{"v":1,"ev":"theme","p":"light"}"#);
    assert_eq!(color_mode().as_deref(), Some("dark"), "a stranger is not heard");
    hear(line, SHELL, r#"{"v":1,"ev":"theme","p":"light"}"#);
    assert_eq!(color_mode().as_deref(), Some("light"));

    assert_eq!(line.session().await.unwrap().bearer.expose(), "session");
    line.tell("title", &[("title", "WhatsApp Business".into())]);
    let to_whom: Vec<String> = SAID.with_borrow(|said| said.iter().map(|(origin, _)| origin.clone()).collect());
    assert_eq!(to_whom, ["*", SHELL, SHELL], "only the first question is for whoever is there");
    assert_eq!(said("title"), [(SHELL.to_owned(), r#"{"title":"WhatsApp Business"}"#.to_owned())]);
}

#[wasm_bindgen_test]
async fn a_host_that_says_no_is_silent() {
    let refuses = |line: &'static Line, message: &JsValue, _: &str| {
        let id = message.field("id").and_then(|id| id.number()).unwrap_or_default();
        hear(line, SHELL, &format!(r#"{{"v":1,"id":{id},"ok":false,"e":"unreachable"}}"#));
    };
    let line = Line::new(refuses);
    assert_eq!(line.open().await, Err(HostError::NoResponse));
    assert!(!line.is_open());
}

#[wasm_bindgen_test]
async fn links_into_new_tabs_go_through_the_host_and_others_do_not() {
    let host = Embedded::new(Line::new(answers));
    host.open().await.unwrap();
    drop(SAID.take());
    let page =
        page(r##"<a id="out" href="https://example.com/a?b" target="_blank"><b>out</b></a><a href="#in">in</a>"##);
    let word = page.query_selector("b").unwrap().unwrap();
    assert!(is_prevented(&word, "MouseEvent", "click"));
    let expected = r#"{"url":"https://example.com/a?b","newTab":true}"#;
    assert_eq!(said("navigate"), [(SHELL.to_owned(), expected.to_owned())]);
    let inside = page.query_selector("a[href='#in']").unwrap().unwrap();
    assert!(!is_prevented(&inside, "MouseEvent", "click"));
    assert_eq!(said("navigate"), []);
}

#[wasm_bindgen_test]
async fn the_host_hears_of_each_new_height() {
    let line = Line::new(answers);
    line.open().await.unwrap();
    let page = page("<p>short</p>");
    Embedded::new(line).follow_height();
    measured().await;
    let heights = |said: Vec<(String, String)>| -> Vec<f64> {
        let px = |json: &str| JSON::parse(json).unwrap().field("px").unwrap().number().unwrap();
        said.iter().map(|(_, json)| px(json)).collect()
    };
    let first = heights(said("height"));
    let actual = window::body().unwrap().get_bounding_client_rect().height();
    assert_eq!(first, [actual.ceil()]);
    page.insert_adjacent_html("beforeend", &"<p>longer</p>".repeat(20)).unwrap();
    measured().await;
    let second = heights(said("height"));
    assert!(second.len() == 1 && second[0] > first[0], "{first:?} {second:?}");
    measured().await;
    assert_eq!(heights(said("height")), [0.0; 0], "nothing has changed");
}

#[wasm_bindgen_test]
fn leaving_asks_only_while_something_would_be_lost() {
    let this = js_sys::global();
    let asks = || is_prevented(&this, "Event", "beforeunload");
    assert!(!asks());
    leaving::set_dirty(true);
    leaving::set_dirty(true);
    // An event of another class: what older browsers ask by is set on it as on any object.
    assert!(asks());
    leaving::set_dirty(false);
    assert!(!asks());
}

#[wasm_bindgen_test]
fn a_page_without_a_frame_is_standalone() {
    let host = Host::detect();
    assert!(matches!(host, Host::Standalone) && !host.has_flags());
    assert!(host.is_on_site("acme.atlassian.net"), "nobody is around");
}
