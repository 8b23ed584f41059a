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
use whatsapp_settings::ui::{
    Button, Dialog, Insertion, Paste, Progress, RevealWords, SecretInput, Step, StepLink, Steps, keep_focus,
};

wasm_bindgen_test_configure!(run_in_browser);

fn words() -> RevealWords {
    let [show, show_spoken, hide, hide_spoken] = ["Show", "Show it", "Hide", "Hide it"].map(str::to_owned);
    RevealWords { show, show_spoken, hide, hide_spoken }
}

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

/// An input that cleans pieces of text and inserts them, and takes the whole of a long text.
fn secret(log: RwSignal<Vec<String>>) -> HtmlElement {
    let node = NodeRef::<html::Input>::new();
    page(move || {
        view! {
            <SecretInput
                id="key"
                node=node
                words=words()
                required=true
                invalid=|| false
                readonly=|| false
                on_input=move |text: String| log.update(|log| log.push(text))
                on_paste=move |Paste { raw, before, after }: Paste| {
                    log.update(|log| log.push(format!("{before}|{raw}|{after}")));
                    let text = raw.replace(['\t', '\n'], "");
                    Insertion { replaces_all: text.len() > 20, text }
                }
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
    assert_eq!(log.get_untracked(), ["head|\tmid\ndle\n|tail"]);
    drawn().await;
    assert!(!root.inner_html().contains("middle"), "the text is in no attribute");
}

#[wasm_bindgen_test]
async fn a_whole_secret_replaces_the_text() {
    let root = secret(RwSignal::new(Vec::new()));
    let input: HtmlInputElement = find(&root, "input");
    input.set_value("head");
    input.set_selection_range(2, 2).expect("a caret");
    paste(&input, "a long text without a space\n");
    assert_eq!(input.value(), "a long text without a space");
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
    let root = page(move || {
        let on_press = move |()| presses.update(|n| *n += 1);
        move || view! { <Button label="Go" busy=busy.get() on_press=on_press /> }
    });
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
                open=move || open.get()
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

/// A button in a message in a form in a page; each of the three can be removed.
fn removable(message: RwSignal<bool>, form: RwSignal<bool>, dialog: RwSignal<bool>) -> HtmlElement {
    page(move || {
        keep_focus(move || {
            message.track();
            form.track();
            dialog.track();
        });
        let inner = move || message.get().then(|| view! { <Button label="Retry" on_press=|()| () /> });
        let outer = move || {
            form.get().then(|| {
                view! {
                    <div data-focus-fallback="field">
                        <input id="field" />
                        {inner}
                    </div>
                }
            })
        };
        view! {
            <div data-focus-fallback="state">
                <p id="state" tabindex="-1">"State"</p>
                {outer}
            </div>
            <Dialog
                id="ask"
                open=move || dialog.get()
                on_cancel=move |()| dialog.set(false)
                title="Remove it?"
                actions=view! { <Button label="Keep" on_press=|()| () /> }.into_any()
            >
                <p>"It does not come back."</p>
            </Dialog>
        }
    })
}

fn focused_id() -> String {
    document().active_element().expect("a focus").id()
}

#[wasm_bindgen_test]
async fn a_lost_focus_goes_to_the_nearest_fallback_that_is_left() {
    let [message, form, dialog] = [true, true, false].map(RwSignal::new);
    let root = removable(message, form, dialog);
    drawn().await;
    button(&root, "Retry").focus().expect("focus");
    message.set(false);
    drawn().await;
    drawn().await;
    assert_eq!(focused_id(), "field");
    form.set(false);
    drawn().await;
    drawn().await;
    assert_eq!(focused_id(), "state");
}

#[wasm_bindgen_test]
async fn a_focus_that_is_not_lost_stays_where_it_is() {
    let [message, form, dialog] = [true, true, false].map(RwSignal::new);
    let root = removable(message, form, dialog);
    drawn().await;
    find::<HtmlElement>(&root, "#state").focus().expect("focus");
    form.set(false);
    drawn().await;
    drawn().await;
    assert_eq!(focused_id(), "state");
}

#[wasm_bindgen_test]
async fn a_dialog_whose_button_is_gone_leaves_the_focus_to_the_fallback() {
    let [message, form, dialog] = [true, true, false].map(RwSignal::new);
    let root = removable(message, form, dialog);
    drawn().await;
    button(&root, "Retry").focus().expect("focus");
    message.set(false);
    dialog.set(true);
    drawn().await;
    drawn().await;
    let focused = document().active_element().and_then(|element| element.text_content());
    assert_eq!(focused.as_deref(), Some("Keep"), "an open dialog keeps the focus");
    dialog.set(false);
    drawn().await;
    drawn().await;
    assert_eq!(focused_id(), "field");
}

#[wasm_bindgen_test]
async fn a_link_to_a_step_unfolds_it_and_moves_the_focus_there() {
    let root = page(|| {
        view! {
            <StepLink number=2 label="Go to step 2" />
            <Steps>
                <Step number=1 title="First" progress=Progress::default done_word="Done">
                    <p>"One."</p>
                </Step>
                <Step number=2 title="Second" progress=Progress::default done_word="Done">
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
