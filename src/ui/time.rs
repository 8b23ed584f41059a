//! Points in time, for people and for machines.

use leptos::prelude::*;

/// A point in time in words, with the exact value for machines.
#[component]
pub fn Time(
    /// RFC 3339.
    #[prop(into)]
    machine: String,
    /// As a person says it.
    #[prop(into)]
    human: String,
) -> impl IntoView {
    view! { <time datetime=machine>{human}</time> }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_said_twice() {
        let html = Owner::new().with(|| view! { <Time machine="2026-11-22T10:00:00Z" human="just now" /> }.to_html());
        assert!(html.contains(r#"datetime="2026-11-22T10:00:00Z""#), "{html}");
        assert!(html.contains("just now"), "{html}");
    }
}
