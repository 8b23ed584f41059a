//! Hosts in a real browser, with a frame that plays the page around this one.
#![expect(clippy::unwrap_used, reason = "a test stops where it fails")]

use super::iframe::Iframe;
use super::{Host, HostError, unload_guard, window};
use js_sys::{Function, JSON, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use web_sys::{Element, Window};

wasm_bindgen_test_configure!(run_in_browser);

const SHELL: &str = "https://shell.example";

/// A host that responds at once: where the page is, and a session. It keeps what it is sent in `sent`.
const RESPONSES: &str = r#"{
    "context": {"project":{"id":"10000","key":"SUP"},"locale":"de-DE","timezone":"Asia/Kolkata","colorMode":"dark"},
    "token": {"status":200,"body":{"bearer":"session","expires_in":300}}
}"#;

fn run(parameters: &str, script: &str, arguments: [&JsValue; 2]) -> JsValue {
    Function::new_with_args(parameters, script).call2(&JsValue::NULL, arguments[0], arguments[1]).unwrap()
}

/// A window that responds to messages as `RESPONSES` says, or with an error if it has none.
fn host(responses: &str) -> Window {
    let script = r#"
        const frame = document.createElement("iframe");
        document.body.append(frame);
        const host = frame.contentWindow;
        host.sent = [];
        host.tell = (data, origin = shell, source = host) =>
            dispatchEvent(new MessageEvent("message", { data, origin, source }));
        host.postMessage = (message, origin) => {
            host.sent.push([origin, message]);
            const all = JSON.parse(responses);
            const { id, m } = message;
            host.tell(all ? { v: 1, id, ok: true, r: all[m] ?? null } : { v: 1, id, ok: false, e: "unreachable" });
        };
        return host;"#;
    run("responses, shell", script, [&responses.into(), &SHELL.into()]).unchecked_into()
}

/// What the host was sent for `method` since the last time, as JSON: the parameters, and the origin that may read them.
fn sent(host: &Window, method: &str) -> String {
    let script =
        "return JSON.stringify(host.sent.splice(0).filter(([, { m }]) => m === method).map(([to, { p }]) => [to, p]))";
    run("host, method", script, [host, &method.into()]).as_string().unwrap()
}

fn theme(host: &Window, arguments: &str) {
    run("host, mode", &format!("host.tell({{ v: 1, ev: 'theme', p: {arguments})"), [host, &JsValue::NULL]);
}

fn root() -> Element {
    window::body().unwrap().closest("html").unwrap().unwrap()
}

fn color_mode() -> Option<String> {
    root().get_attribute("data-color-mode")
}

/// Adds HTML to the page, in place of the last test's.
fn page(html: &str) -> Element {
    let body = window::body().unwrap();
    if let Ok(Some(last)) = body.query_selector("#host-test") {
        last.remove();
    }
    body.insert_adjacent_html("beforeend", &format!(r#"<div id="host-test">{html}</div>"#)).unwrap();
    body.query_selector("#host-test").unwrap().unwrap()
}

/// Whether the page prevents the browser's default after `event`.
fn is_prevented(target: &JsValue, kind: &str, name: &str) -> bool {
    let script = format!("return !target.dispatchEvent(new {kind}(name, {{ bubbles: true, cancelable: true }}))");
    run("target, name", &script, [target, &name.into()]).as_bool().unwrap()
}

/// Two frames: in the first the page is measured, in the second everyone has been told.
async fn measured() {
    let wait = Function::new_with_args("done", "requestAnimationFrame(() => requestAnimationFrame(() => done()))");
    let promise = Promise::new(&mut |done, _| drop(wait.call1(&JsValue::NULL, &done)));
    JsFuture::from(promise).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_host_is_asked_first_and_then_followed() {
    let parent = host(RESPONSES);
    let host = Host::Framed(Iframe::new(parent.clone()));
    assert!(!host.has_flags(), "it hasn't responded yet");
    let context = host.open().await.unwrap();
    assert_eq!((context.project.as_ref().unwrap().as_str(), context.locale.as_deref()), ("10000", Some("de-DE")));
    assert!(host.has_flags());
    assert_eq!(sent(&parent, "context"), r#"[["*",{}]]"#, "the first message is for any host");
    assert_eq!(color_mode().as_deref(), Some("dark"));
    assert_eq!(context.time_zone.as_deref(), Some("Asia/Kolkata"));

    theme(&parent, "'light' }, 'https://stranger.example'");
    theme(&parent, "'light' }, undefined, window");
    theme(&parent, "[] }");
    assert_eq!(color_mode().as_deref(), Some("dark"), "another origin, another window, another shape");
    theme(&parent, "'light' }");
    assert_eq!(color_mode().as_deref(), Some("light"));

    host.set_title("WhatsApp Business", "en");
    assert_eq!(sent(&parent, "title"), format!(r#"[["{SHELL}",{{"title":"WhatsApp Business"}}]]"#));
    let super::Authorization::Granted(session) = host.authorization().await.unwrap() else { unreachable!() };
    assert_eq!(session.bearer.expose(), "session");
    assert_eq!(sent(&parent, "token"), format!(r#"[["{SHELL}",{{}}]]"#));
}

#[wasm_bindgen_test]
async fn a_host_that_responds_with_an_error_or_nonsense_gives_no_context() {
    for responses in ["null", r#"{"context":{"project":[]}}"#] {
        let host = Host::Framed(Iframe::new(host(responses)));
        assert_eq!(host.open().await, Err(HostError::NoResponse), "{responses}");
        assert!(!host.has_flags());
    }
}

#[wasm_bindgen_test]
async fn links_into_new_tabs_go_through_the_host_and_others_do_not() {
    let parent = host(RESPONSES);
    Iframe::new(parent.clone()).open().await.unwrap();
    let page =
        page(r##"<a id="out" href="https://example.com/a?b" target="_blank"><b>out</b></a><a href="#in">in</a>"##);
    let word = page.query_selector("b").unwrap().unwrap();
    assert!(is_prevented(&word, "MouseEvent", "click"));
    let expected = format!(r#"[["{SHELL}",{{"url":"https://example.com/a?b","newTab":true}}]]"#);
    assert_eq!(sent(&parent, "navigate"), expected);
    let inside = page.query_selector("a[href='#in']").unwrap().unwrap();
    assert!(!is_prevented(&inside, "MouseEvent", "click"));
    assert_eq!(sent(&parent, "navigate"), "[]");
}

#[wasm_bindgen_test]
async fn the_host_is_told_each_new_height() {
    let parent = host(RESPONSES);
    let frame = Iframe::new(parent.clone());
    frame.open().await.unwrap();
    let page = page("<p>short</p>");
    frame.follow_height();
    measured().await;
    let heights = || -> Vec<f64> {
        let all: js_sys::Array = JSON::parse(&sent(&parent, "height")).unwrap().unchecked_into();
        let px = |sent: JsValue| Reflect::get(&Reflect::get_u32(&sent, 1).unwrap(), &"px".into()).unwrap();
        all.iter().map(|sent| px(sent).as_f64().unwrap()).collect()
    };
    let first = heights();
    let actual = window::body().unwrap().get_bounding_client_rect().height();
    assert_eq!(first, [actual.ceil()]);
    page.insert_adjacent_html("beforeend", &"<p>longer</p>".repeat(20)).unwrap();
    measured().await;
    let second = heights();
    assert!(second.len() == 1 && second[0] > first[0], "{first:?} {second:?}");
    measured().await;
    assert_eq!(heights(), [0.0; 0], "nothing has changed");
}

#[wasm_bindgen_test]
fn leaving_asks_only_while_something_would_be_lost() {
    let this = js_sys::global();
    let asks = || is_prevented(&this, "Event", "beforeunload");
    assert!(!asks());
    unload_guard::set_dirty(true);
    unload_guard::set_dirty(true);
    // An event of another class: the value that older browsers need is set on it as on any object.
    assert!(asks());
    unload_guard::set_dirty(false);
    assert!(!asks());
}

#[wasm_bindgen_test]
fn a_page_without_a_frame_is_standalone() {
    let host = Host::detect();
    assert!(matches!(host, Host::Standalone) && !host.has_flags());
    assert!(host.is_on_site("acme.atlassian.net"), "there's no site around it");
}
