//! The window and the document: everything the other modules of `host` need from them.
#![expect(clippy::disallowed_methods, reason = "this module may touch the window")]

use wasm_bindgen::prelude::wasm_bindgen;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Document, DomStringList, HtmlElement, Window};

#[wasm_bindgen]
extern "C" {
    /// `Location`, with a property that web-sys doesn't have because Firefox doesn't.
    type FramedLocation;

    #[wasm_bindgen(method, getter, js_name = ancestorOrigins)]
    fn ancestor_origins(this: &FramedLocation) -> Option<DomStringList>;
}

fn document() -> Option<Document> {
    web_sys::window()?.document()
}

pub(super) fn body() -> Option<HtmlElement> {
    document()?.body()
}

/// The page that frames this one, if any.
pub(super) fn parent() -> Option<Window> {
    let window = web_sys::window()?;
    // A page without a frame is its own parent.
    window.parent().ok()?.filter(|parent| *parent != window)
}

/// The query of the page's address, with its question mark.
pub(super) fn query() -> String {
    web_sys::window().and_then(|window| window.location().search().ok()).unwrap_or_default()
}

/// The browser's preferred language.
pub(super) fn language() -> Option<String> {
    web_sys::window()?.navigator().language()
}

/// True if the browser says that it has no network. False proves nothing.
pub(super) fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

/// The origin of the top-level page; `None` if this page is the top-level one, or the browser doesn't say.
pub(super) fn top_origin() -> Option<String> {
    let location = web_sys::window()?.location();
    let ancestors = location.unchecked_ref::<FramedLocation>().ancestor_origins()?;
    // The nearest ancestor comes first.
    ancestors.item(ancestors.length().checked_sub(1)?)
}

/// Reloads the page from its current address.
pub(super) fn reload() {
    if let Some(window) = web_sys::window() {
        // Fails only if a sandbox forbids it, and then the page stays as it is.
        drop(window.location().reload());
    }
}

/// Sets an attribute of the `html` element, which styles and screen readers follow.
pub(super) fn set_root_attribute(name: &str, value: &str) {
    if let Some(root) = document().and_then(|document| document.document_element()) {
        // Fails only for names that no attribute can have.
        drop(root.set_attribute(name, value));
    }
}

/// Sets the document's title and language.
pub(super) fn set_title(title: &str, language: &str) {
    set_root_attribute("lang", language);
    if let Some(document) = document() {
        document.set_title(title);
    }
}

/// Removes what index.html shows while the page loads.
pub(super) fn remove_loading() {
    if let Some(loading) = document().and_then(|document| document.get_element_by_id("loading")) {
        loading.remove();
    }
}

/// Calls `listener` with every event of this name, as long as the page lives.
pub(super) fn listen(name: &str, listener: impl FnMut(JsValue) + 'static) {
    let Some(window) = web_sys::window() else { return };
    // Can't fail for a window.
    drop(window.add_event_listener_with_callback(name, callback(listener).unchecked_ref()));
}

/// A JavaScript function that lives as long as the page. All of them have one type, so that wasm-bindgen makes one
/// piece of glue.
pub(super) fn callback(act: impl FnMut(JsValue) + 'static) -> JsValue {
    let act: Box<dyn FnMut(JsValue)> = Box::new(act);
    wasm_bindgen::closure::Closure::wrap(act).into_js_value()
}
