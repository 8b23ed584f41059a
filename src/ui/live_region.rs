//! Words for ears alone.

use leptos::prelude::*;

/// A hidden region whose text is spoken when it changes and the reader pauses.
///
/// It has to be on the page, empty, before the first text comes, or that is not spoken.
#[component]
pub fn LiveRegion(
    /// What to say; empty says nothing.
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
