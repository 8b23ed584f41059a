//! One part at a time in a real browser: what markup alone cannot prove.
#![cfg(target_arch = "wasm32")]
#![expect(
    clippy::expect_used,
    clippy::disallowed_methods,
    reason = "a test may touch the window and stops when it fails"
)]

use leptos::html;
use leptos::mount::mount_to;
use leptos::prelude::*;
use leptos::web_sys::{self, Element, HtmlElement, HtmlInputElement};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};
use whatsapp_settings::ui::{Button, Dialog, RevealWords, SecretInput, Step, StepLink, Steps};

wasm_bindgen_test_configure!(run_in_browser);

const WORDS: RevealWords = RevealWords { show: "Show", show_spoken: "Show it", hide: "Hide", hide_spoken: "Hide it" };

/// Mounts `view` in the place of the last test's and hands over its root. The rest of the body is the test runner's.
fn page<V: IntoView + 'static>(view: impl FnOnce() -> V + 'static) -> HtmlElement {
    let document = document();
    if let Some(last) = document.get_element_by_id("page") {
        last.remove();
    }
    let root: HtmlElement = document.create_element("div").expect("a root").unchecked_into();
    root.set_id("page");
    document.body().expect("a body").append_child(&root).expect("a page");
    mount_to(root.clone(), view).forget();
    root
}

/// Waits until what was told has been drawn.
async fn drawn() {
    leptos::task::tick().await;
    let frame = js_sys::Promise::new(&mut |done, _| {
        window().request_animation_frame(&done).expect("a frame");
    });
    wasm_bindgen_futures::JsFuture::from(frame).await.expect("a frame");
}

fn find<T: JsCast>(root: &Element, selector: &str) -> T {
    root.query_selector(selector).expect("a selector").expect(selector).unchecked_into()
}

fn button(root: &Element, words: &str) -> HtmlElement {
    let all = root.query_selector_all("button").expect("a selector");
    let buttons = (0..all.length()).filter_map(|at| all.item(at));
    let mut named = buttons.filter(|node| node.text_content().as_deref() == Some(words));
    named.next().expect(words).unchecked_into()
}

fn secret(log: RwSignal<Vec<String>>) -> HtmlElement {
    let node = NodeRef::<html::Input>::new();
    page(move || {
        view! {
            <SecretInput
                id="key"
                node=node
                words=WORDS
                required=true
                invalid=false
                on_input=move |text: String| log.update(|log| log.push(text))
                on_paste=|raw: String| raw.replace(['\t', '\n'], "")
                on_blur=|()| ()
            />
        }
    })
}

/// What a browser tells of a paste, the text included.
fn paste(input: &HtmlInputElement, text: &str) {
    let script = js_sys::Function::new_with_args(
        "input, text",
        "const data = new DataTransfer(); data.setData('text/plain', text);
         input.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));",
    );
    script.call2(&JsValue::NULL, input, &JsValue::from_str(text)).expect("a paste");
}

#[wasm_bindgen_test]
async fn a_paste_arrives_with_its_line_breaks_and_is_inserted_clean_at_the_caret() {
    let log = RwSignal::new(Vec::new());
    let root = secret(log);
    let input: HtmlInputElement = find(&root, "input");
    input.set_value("headtail");
    input.set_selection_range(4, 4).expect("a caret");
    paste(&input, "\tmid\ndle\n");
    assert_eq!(input.value(), "headmiddletail");
    assert_eq!(input.selection_start(), Ok(Some(10)));
    assert_eq!(log.get_untracked(), ["headmiddletail"]);
    drawn().await;
    assert!(!root.inner_html().contains("middle"), "the text is in no attribute");
}

#[wasm_bindgen_test]
async fn the_text_is_hidden_again_when_the_window_loses_the_focus() {
    let root = secret(RwSignal::new(Vec::new()));
    let input: HtmlInputElement = find(&root, "input");
    drawn().await;
    assert_eq!(input.type_(), "password");
    button(&root, "Show").click();
    drawn().await;
    assert_eq!(input.type_(), "text");
    window().dispatch_event(&web_sys::Event::new("blur").expect("an event")).expect("told");
    drawn().await;
    assert_eq!(input.type_(), "password");
    assert_eq!(button(&root, "Show").get_attribute("aria-label").as_deref(), Some("Show it"));
}

#[wasm_bindgen_test]
async fn a_busy_button_keeps_the_focus_and_ignores_presses() {
    let (busy, presses) = (RwSignal::new(false), RwSignal::new(0));
    let root = page(move || view! { <Button label="Go" busy=busy on_press=move |()| presses.update(|n| *n += 1) /> });
    let go = button(&root, "Go");
    go.focus().expect("focus");
    go.click();
    busy.set(true);
    drawn().await;
    go.click();
    assert_eq!(presses.get_untracked(), 1);
    let focused = document().active_element().expect("a focus");
    assert!(focused.is_same_node(Some(go.as_ref())), "the focus was lost");
}

#[wasm_bindgen_test]
async fn a_dialog_takes_the_focus_to_its_safe_button_and_gives_it_back() {
    let (open, cancelled) = (RwSignal::new(false), RwSignal::new(0));
    let root = page(move || {
        let actions = view! {
            <Button label="Keep" on_press=|()| () />
            <Button label="Remove" on_press=|()| () />
        };
        view! {
            <Button label="Ask" on_press=move |()| open.set(true) />
            <Dialog
                id="ask"
                open=open
                on_cancel=move |()| {
                    cancelled.update(|n| *n += 1);
                    open.set(false);
                }
                title="Remove it?"
                actions=actions.into_any()
            >
                <p>"It does not come back."</p>
            </Dialog>
        }
    });
    drawn().await;
    let ask = button(&root, "Ask");
    ask.focus().expect("focus");
    ask.click();
    drawn().await;
    let focused = || document().active_element().and_then(|element| element.text_content());
    assert_eq!(focused().as_deref(), Some("Keep"));
    let dialog: web_sys::HtmlDialogElement = find(&root, "dialog");
    dialog.close();
    drawn().await;
    assert_eq!(focused().as_deref(), Some("Ask"));
}

#[wasm_bindgen_test]
async fn a_link_to_a_step_unfolds_it_and_moves_the_focus_there() {
    let root = page(|| {
        view! {
            <StepLink number=2 label="Go to step 2" />
            <Steps>
                <Step number=1 title="First" done_word="Done">
                    <p>"One."</p>
                </Step>
                <Step number=2 title="Second" done_word="Done">
                    <p>"Two."</p>
                </Step>
            </Steps>
        }
    });
    let address = window().location().href();
    find::<HtmlElement>(&root, "a").click();
    drawn().await;
    assert!(find::<Element>(&root, "#step-2 details").has_attribute("open"));
    assert!(!find::<Element>(&root, "#step-1 details").has_attribute("open"));
    let focused = document().active_element().expect("a focus");
    assert_eq!(focused.closest("li").ok().flatten().map(|step| step.id()).as_deref(), Some("step-2"));
    assert_eq!(window().location().href(), address, "an entry in the host's history");
}
