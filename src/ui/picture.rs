//! Drawings that aren't part of the program.

use leptos::prelude::*;

/// A drawing from a sprite, 340 by 136 units, in the colors of the page.
///
/// It's hidden from assistive technology, so the text next to it has to be enough.
#[component]
pub fn Picture(
    /// The sprite's URL and, after `#`, the name of the drawing.
    #[prop(into)]
    href: String,
) -> impl IntoView {
    view! {
        <svg class="wa-picture" viewBox="0 0 340 136" aria-hidden="true" focusable="false">
            <use href=href />
        </svg>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_picture_is_referred_to_and_hidden_from_assistive_technology() {
        let html = Owner::new().with(|| view! { <Picture href="guide.svg#copy" /> }.to_html());
        assert!(html.contains(r#"href="guide.svg#copy""#), "{html}");
        assert!(html.contains(r#"aria-hidden="true""#), "{html}");
    }
}
