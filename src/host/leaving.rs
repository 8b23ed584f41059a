//! Asks before the page is left while something that was typed would be lost.
//!
//! Forge has no guard of its own, so it is the browser's in every host. It does not hear of a frame
//! that Jira takes away by itself.
#![expect(clippy::disallowed_methods, reason = "this is the room that may touch the window")]

use super::window::function;
use std::cell::{Cell, OnceCell};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::BeforeUnloadEvent;

thread_local! {
    static IS_DIRTY: Cell<bool> = const { Cell::new(false) };
    static ASKS: OnceCell<JsValue> = const { OnceCell::new() };
}

/// Listens only while something could be lost: a listener that stays keeps the page out of the browser's back and
/// forward cache.
pub(super) fn set_dirty(dirty: bool) {
    if IS_DIRTY.replace(dirty) == dirty {
        return;
    }
    let Some(window) = web_sys::window() else { return };
    ASKS.with(|asks| {
        let asks = asks.get_or_init(|| function(ask)).unchecked_ref();
        // Neither call can fail for a window.
        drop(if dirty {
            window.add_event_listener_with_callback("beforeunload", asks)
        } else {
            window.remove_event_listener_with_callback("beforeunload", asks)
        });
    });
}

fn ask(event: JsValue) {
    let event: BeforeUnloadEvent = event.unchecked_into();
    event.prevent_default();
    // Older browsers ask only where a value is set.
    event.set_return_value("leave?");
}
