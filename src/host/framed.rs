//! A frame whose parent speaks the page's own messages: Forge's shell in `forge/`, or any other that does.

use super::embedded::Embedded;
use super::foreign::Foreign;
use super::line::Line;
use super::window;
use wasm_bindgen::JsValue;

/// The page around this one. Which pages may be that is the browser's business, by `frame-ancestors`.
pub(super) fn host() -> Embedded {
    let line = Line::new(carry);
    if let Some(parent) = window::parent() {
        window::listen("message", move |event| {
            if event.field("source").as_ref() == Some(parent.as_ref())
                && let Some(origin) = event.field("origin").and_then(|origin| origin.text())
                && let Some(data) = event.field("data")
            {
                line.hear(&origin, &data);
            }
        });
    }
    Embedded::new(line)
}

fn carry(_: &'static Line, message: &JsValue, origin: &str) {
    if let Some(parent) = window::parent() {
        // Fails only for what cannot be copied.
        drop(parent.post_message(message, origin));
    }
}
