//! One copy of what Leptos compiles for every closure that renders, or runs, again and again.
//!
//! Each closure is a type of its own, and without these functions the page would download 1.6 kB of the same machinery.
//! For the same reason the closures of attributes in this module return `Option<&'static str>` or `Option<String>`.

use leptos::prelude::*;

/// Renders again when a signal that `render` has read changes: `{move || render()}`.
pub fn dynamic(render: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    one_type(Box::new(render))
}

// A closure inside a generic function is of another type for each of the function's types.
fn one_type(render: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || render()).into_any()
}

/// Runs `act` after the first rendering, and again when a signal that it has read changes.
pub fn on_change(act: impl Fn() + 'static) {
    one_effect(Box::new(act));
}

fn one_effect(act: Box<dyn Fn()>) {
    Effect::new(act);
}

/// Renders `view`, or nothing.
pub fn maybe<V: IntoAny>(view: Option<V>) -> AnyView {
    view.map_or_else(|| ().into_any(), IntoAny::into_any)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_no_element_behind() {
        let html = |what: Option<&'static str>| {
            Owner::new().with(|| {
                let word = move || maybe(what.map(|word| view! { <b>{word}</b> }));
                view! { <p>{dynamic(word)}</p> }.to_html()
            })
        };
        assert!(html(Some("here")).contains("<b>here</b>"));
        assert!(!html(None).contains("<b"), "{}", html(None));
    }
}
