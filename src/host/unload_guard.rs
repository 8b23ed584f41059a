//! Asks before the page is closed or left while something that was typed would be lost.
//!
//! Jira has no such guard for a frame, so this is the browser's own, in every host. It doesn't run if Jira removes the
//! frame by itself.
#![expect(clippy::disallowed_methods, reason = "this module may touch the window")]

use super::window::callback;
use std::cell::{Cell, OnceCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::BeforeUnloadEvent;

thread_local! {
    static IS_DIRTY: Cell<bool> = const { Cell::new(false) };
    static LISTENER: OnceCell<JsValue> = const { OnceCell::new() };
}

/// Listens only while something could be lost: a permanent listener keeps the page out of the browser's back-forward
/// cache.
pub(super) fn set_dirty(dirty: bool) {
    if IS_DIRTY.replace(dirty) == dirty {
        return;
    }
    let Some(window) = web_sys::window() else { return };
    LISTENER.with(|listener| {
        let listener = listener.get_or_init(|| callback(ask)).unchecked_ref();
        // Neither call can fail for a window.
        drop(if dirty {
            window.add_event_listener_with_callback("beforeunload", listener)
        } else {
            window.remove_event_listener_with_callback("beforeunload", listener)
        });
    });
}

fn ask(event: JsValue) {
    let event: BeforeUnloadEvent = event.unchecked_into();
    event.prevent_default();
    // Older browsers ask only if a value is set.
    event.set_return_value("leave?");
}
