//! The window and the document, as far as a host is about them.
#![expect(clippy::disallowed_methods, reason = "this is the room that may touch the window")]

use super::foreign::Foreign;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, Element, HtmlElement, Window};

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

fn root() -> Option<Element> {
    document()?.document_element()
}

/// What holds all of the page that can be seen.
pub(super) fn body() -> Option<HtmlElement> {
    document()?.body()
}

/// The page around this one, where there is one.
pub(super) fn parent() -> Option<Window> {
    let window = web_sys::window()?;
    // Nothing is around a page that is its own parent.
    window.parent().ok()?.filter(|parent| *parent != window)
}

/// The query of the page's address, with its question mark.
pub(super) fn query() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The languages that the browser is set to, the first of them.
pub(super) fn language() -> Option<String> {
    web_sys::window()?.navigator().language()
}

/// True where the browser says that it has no network. False proves nothing.
pub(super) fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// The origin of the outermost page around this one; `None` where there is none, or the browser does not tell.
pub(super) fn outermost() -> Option<String> {
    let window = web_sys::window()?;
    let around = AsRef::<JsValue>::as_ref(&window.location()).field("ancestorOrigins")?;
    // The nearest one stands first.
    let last = (around.field("length")?.number()? as u32).checked_sub(1)?;
    around.field(&last.to_string())?.text()
}

/// Loads the page anew, from the address that it was opened by.
pub(super) fn reload() {
    if let Some(window) = web_sys::window() {
        // Fails only where a sandbox forbids it, and then the page stays as it is.
        drop(window.location().reload());
    }
}

/// Sets the attribute of the document's root that the styles follow.
pub(super) fn mark(name: &str, value: &str) {
    if let Some(root) = root() {
        // Fails only for names that no attribute can have.
        drop(root.set_attribute(name, value));
    }
}

/// Says what the page is called, and in which language it speaks.
pub(super) fn introduce(title: &str, language: &str) {
    mark("lang", language);
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Removes the words of index.html that are seen while the page opens.
pub(super) fn end_of_opening() {
    if let Some(words) = document().and_then(|document| document.get_element_by_id("loading")) {
        words.remove();
    }
}

/// Calls `hear` with every event of this name. For as long as the page lives.
pub(super) fn listen(name: &str, hear: impl FnMut(JsValue) + 'static) {
    let Some(window) = web_sys::window() else { return };
    // Cannot fail for a window.
    drop(window.add_event_listener_with_callback(name, function(hear).unchecked_ref()));
}

/// A function of the browser's that lives as long as the page. All of one type, which is one piece of glue.
pub(super) fn function(act: impl FnMut(JsValue) + 'static) -> JsValue {
    let act: Box<dyn FnMut(JsValue)> = Box::new(act);
    wasm_bindgen::closure::Closure::wrap(act).into_js_value()
}
