//! Links that open in a new tab.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// A link that opens in a new tab and says so, with an icon and with hidden text.
///
/// The new tab gets neither this page's address nor a reference to it.
#[component]
pub fn Link(
    /// Where it leads.
    href: &'static str,
    /// Its label, which says where it leads.
    #[prop(into)]
    label: String,
    /// The spoken words for "opens in a new tab".
    #[prop(into)]
    new_tab: String,
) -> impl IntoView {
    view! {
        <a class="wa-link" href=href target="_blank" rel="noopener noreferrer">
            {label}
            <span class="wa-visually-hidden">" "{new_tab}</span>
            <Icon glyph=Glyph::External />
        </a>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_link_says_that_it_opens_a_new_tab_and_hands_over_nothing() {
        let html = Owner::new()
            .with(|| view! { <Link href="https://example.com/" label="Read more" new_tab="(new tab)" /> }.to_html());
        assert!(html.contains(r#"target="_blank""#), "{html}");
        assert!(html.contains(r#"rel="noopener noreferrer""#), "{html}");
        assert!(html.contains("(new tab)"), "{html}");
    }
}
