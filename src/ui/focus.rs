//! Where the focus goes when the element that has it is removed.
//!
//! A browser then gives it to the document, and a keyboard or a screen reader starts over from the top of the page. A
//! region says with `data-focus-fallback` which element takes the focus instead, by its id. If that one is gone too, the
//! region around it decides.

use leptos::prelude::*;
use leptos::web_sys::{Element, Event, HtmlElement, wasm_bindgen::JsCast as _};

use super::dynamic::on_change;

/// The element that had the focus last.
struct Focused {
    element: Element,
    /// The ids of the elements that may take its place, the nearest region's first.
    fallbacks: Vec<String>,
}

/// Moves a focus that got lost to its fallback, each time `rendered` has changed something.
pub fn keep_focus(rendered: impl Fn() + 'static) {
    let last = StoredValue::new_local(None::<Focused>);
    // Inside an effect, because there is no window when the page is rendered natively.
    on_change(move || {
        let listener = window_event_listener_untyped("focusin", move |event| {
            if let Some(focused) = Focused::new(&event) {
                last.set_value(Some(focused));
            }
        });
        on_cleanup(move || listener.remove());
    });
    on_change(move || {
        rendered();
        request_animation_frame(move || {
            last.try_with_value(|last| last.as_ref().map(Focused::hand_over));
        });
    });
}

impl Focused {
    /// A dialog gives the focus back to where it was by itself, so what it holds doesn't count.
    fn new(event: &Event) -> Option<Self> {
        let element: Element = event.target()?.dyn_into().ok()?;
        let closest = |element: &Element, selector| element.closest(selector).ok().flatten();
        if closest(&element, "dialog").is_some() {
            return None;
        }
        let mut fallbacks = Vec::new();
        let mut region = closest(&element, "[data-focus-fallback]");
        while let Some(found) = region {
            fallbacks.extend(found.get_attribute("data-focus-fallback"));
            region = found.parent_element().and_then(|parent| closest(&parent, "[data-focus-fallback]"));
        }
        Some(Self { element, fallbacks })
    }

    fn hand_over(&self) {
        let document = document();
        // A dialog that was just closed still has the focus until the browser renders the page.
        let is_nowhere = |active: Element| active.matches("body, dialog:not([open]) *").unwrap_or_default();
        if self.element.is_connected() || !document.active_element().is_none_or(is_nowhere) {
            return;
        }
        let mut fallbacks = self.fallbacks.iter().filter_map(|id| document.get_element_by_id(id));
        if let Some(fallback) = fallbacks.next().and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
            // Fails for no element that a region names.
            drop(fallback.focus());
        }
    }
}
