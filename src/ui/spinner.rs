//! The sign that something is under way.

use leptos::prelude::*;

/// A turning arc, 16 pixels wide.
///
/// With a label it is an image that a screen reader names; without one it is decoration
/// beside words that say the same.
#[component]
pub fn Spinner(
    /// What is under way.
    #[prop(optional)]
    label: Option<&'static str>,
) -> impl IntoView {
    view! {
        <svg
            class="wa-spinner"
            viewBox="0 0 16 16"
            role=label.map(|_| "img")
            aria-label=label
            aria-hidden=label.is_none().then_some("true")
            focusable="false"
        >
            <circle class="wa-spinner__arc" cx="8" cy="8" r="7" />
        </svg>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_spinner_with_a_label_is_a_named_image() {
        let html = Owner::new().with(|| view! { <Spinner label="Loading" /> }.to_html());
        assert!(html.contains(r#"role="img""#), "{html}");
        assert!(html.contains(r#"aria-label="Loading""#), "{html}");
        assert!(!html.contains("aria-hidden"), "{html}");
    }

    #[test]
    fn a_spinner_without_a_label_is_decoration() {
        let html = Owner::new().with(|| view! { <Spinner /> }.to_html());
        assert!(html.contains(r#"aria-hidden="true""#), "{html}");
        assert!(!html.contains("role="), "{html}");
    }
}
