//! Mounts the page, and says so when it stops. No decisions.

use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use whatsapp_settings::app::{App, open};
use zeroizing_alloc::ZeroAlloc;

/// Overwrites memory when it's freed, so that no typed token is left in the page's heap.
#[global_allocator]
static ALLOCATOR: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

#[wasm_bindgen]
extern "C" {
    /// Clears the page and shows a message; see boot.js.
    #[wasm_bindgen(js_name = chatFatal)]
    fn chat_fatal();
}

fn main() {
    // The text of a panic may contain anything, so it isn't shown.
    std::panic::set_hook(Box::new(|_| chat_fatal()));
    let root = leptos::tachys::dom::document().get_element_by_id("app");
    let Some(root) = root.and_then(|root| root.dyn_into().ok()) else { return chat_fatal() };
    open(|start| mount_to(root, || view! { <App start=start /> }).forget());
}
