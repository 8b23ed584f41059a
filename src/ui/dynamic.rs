//! The doors through which a part draws, or does, what changes.
//!
//! Leptos compiles its machinery anew for every closure; through these functions there is one copy of it, which the
//! reader of the page does not have to download fifty times. It does so too for every type that an attribute's
//! closure returns, so those of this room return `Option<&'static str>`, all of them.

use leptos::prelude::*;

/// Draws again whenever something that `draw` has read changes.
pub fn dynamic(draw: impl Fn() -> AnyView + Send + 'static) -> AnyView {
    one_type(Box::new(draw))
}

// A closure that stands in a generic function is of another type for each of the function's types.
fn one_type(draw: Box<dyn Fn() -> AnyView + Send>) -> AnyView {
    (move || draw()).into_any()
}

/// Runs `act` once the part is drawn, and again whenever something that it has read changes.
pub fn whenever(act: impl Fn() + 'static) {
    one_effect(Box::new(act));
}

fn one_effect(act: Box<dyn Fn()>) {
    Effect::new(act);
}

/// Draws `what`, or nothing.
pub fn optional<V: IntoAny>(what: Option<V>) -> AnyView {
    what.map_or_else(|| ().into_any(), IntoAny::into_any)
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_no_element_behind() {
        let html = |what: Option<&'static str>| {
            Owner::new().with(|| {
                let word = move || optional(what.map(|word| view! { <b>{word}</b> }));
                view! { <p>{dynamic(word)}</p> }.to_html()
            })
        };
        assert!(html(Some("here")).contains("<b>here</b>"));
        assert!(!html(None).contains("<b"), "{}", html(None));
    }
}
