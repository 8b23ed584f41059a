//! A sign that something is running.

use leptos::prelude::*;

/// A turning arc, 16 pixels wide. It decorates text that says the same.
#[component]
pub fn Spinner() -> impl IntoView {
    view! {
        <svg class="wa-spinner" viewBox="0 0 16 16" aria-hidden="true" focusable="false">
            <circle class="wa-spinner__arc" cx="8" cy="8" r="7" />
        </svg>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_spinner_is_decoration() {
        let html = Owner::new().with(|| view! { <Spinner /> }.to_html());
        assert!(html.contains(r#"aria-hidden="true""#), "{html}");
        assert!(!html.contains("role="), "{html}");
    }
}
