//! Where the focus goes when the element that has it is removed.
//!
//! Browsers move it to the document, so keyboard and screen reader users would start again at the top of the page. A
//! region names the element that gets the focus instead, by its id, in `data-focus-fallback`. If that element is gone
//! too, the surrounding region decides.

use leptos::prelude::*;
use leptos::web_sys::{Element, Event, HtmlElement, wasm_bindgen::JsCast as _};

use super::dynamic::on_change;

/// The element that last had the focus.
struct Focused {
    element: Element,
    /// The ids of its fallbacks, nearest region first.
    fallbacks: Vec<String>,
}

/// Moves a lost focus to its fallback each time `rendered` has changed something.
pub fn keep_focus(rendered: impl Fn() + 'static) {
    let last = StoredValue::new_local(None::<Focused>);
    // In an effect, because there is no window when the page is rendered natively.
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
    /// A dialog returns the focus by itself, so elements in it don't count.
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
            // Doesn't fail for elements that regions name.
            drop(fallback.focus());
        }
    }
}
