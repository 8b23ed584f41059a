//! Words for ears alone.

use leptos::prelude::*;

/// How urgently a screen reader says what changed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// When the reader pauses.
    Polite,
    /// At once, cutting off what is being said. For the loss of work only.
    Assertive,
}

/// A hidden region whose text is spoken when it changes.
///
/// It has to be on the page, empty, before the first text comes, or that is not spoken.
#[component]
pub fn LiveRegion(
    /// How urgently.
    #[prop(optional, default = Urgency::Polite)]
    urgency: Urgency,
    /// What to say; empty says nothing.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let (role, live) = match urgency {
        Urgency::Polite => ("status", "polite"),
        Urgency::Assertive => ("alert", "assertive"),
    };
    view! {
        <div class="wa-visually-hidden" role=role aria-live=live aria-atomic="true">
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
