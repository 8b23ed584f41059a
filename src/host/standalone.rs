//! A browser tab of its own: the project stands in the address, the session comes from the backend.
#![expect(clippy::disallowed_methods, reason = "this is the room that may touch the window")]

use contract::settings::ProjectKey;
use std::cell::Cell;
use wasm_bindgen::JsCast;
use wasm_bindgen::closure::Closure;
use web_sys::{BeforeUnloadEvent, UrlSearchParams};

/// A browser tab of its own.
pub struct Standalone {
    ask_before_leaving: Closure<dyn FnMut(BeforeUnloadEvent)>,
    dirty: Cell<bool>,
}

impl Standalone {
    pub(super) fn new() -> Self {
        let ask_before_leaving = Closure::new(|event: BeforeUnloadEvent| {
            event.prevent_default();
            // Older browsers ask only where a value is set.
            event.set_return_value("leave?");
        });
        Self { ask_before_leaving, dirty: Cell::new(false) }
    }

    /// `?project=SUP`
    pub(super) fn project(&self) -> Option<ProjectKey> {
        let query = web_sys::window()?.location().search().ok()?;
        let project = UrlSearchParams::new_with_str(&query).ok()?.get("project")?;
        ProjectKey::parse(&project)
    }

    /// Listens only while something could be lost: a listener that stays keeps the page out of the browser's
    /// back and forward cache.
    pub(super) fn set_dirty(&self, dirty: bool) {
        if self.dirty.replace(dirty) == dirty {
            return;
        }
        let Some(window) = web_sys::window() else { return };
        let listener = self.ask_before_leaving.as_ref().unchecked_ref();
        // Neither call can fail for a window.
        drop(if dirty {
            window.add_event_listener_with_callback("beforeunload", listener)
        } else {
            window.remove_event_listener_with_callback("beforeunload", listener)
        });
    }
}

impl std::fmt::Debug for Standalone {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Standalone")
    }
}

pub(super) fn is_offline() -> bool {
    web_sys::window().is_some_and(|window| !window.navigator().on_line())
}

pub(super) fn reload() {
    if let Some(window) = web_sys::window() {
        // A reload is refused only to sandboxed frames, which then stay as they are.
        drop(window.location().reload());
    }
}
