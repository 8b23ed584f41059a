//! Text for screen readers only.

use leptos::prelude::*;

/// A hidden region whose text is announced when it changes.
///
/// It has to be on the page, empty, before its first text, or that text isn't announced.
#[component]
pub fn LiveRegion(
    /// The text to announce. May be empty.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    view! {
        <div class="wa-visually-hidden" role="status" aria-live="polite" aria-atomic="true">
            {text}
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_live_region_is_there_before_its_first_words() {
        let html = Owner::new().with(|| view! { <LiveRegion text="" /> }.to_html());
        assert!(html.contains(r#"role="status""#), "{html}");
        assert!(html.contains(r#"aria-live="polite""#), "{html}");
    }
}
