//! Links, and what they tell before they are followed.

use leptos::prelude::*;

use super::{
    dynamic::optional,
    icon::{Glyph, Icon},
};

/// A link. One that opens in a new tab says so, to eyes by an icon and to ears by words.
///
/// A new tab is given neither the address of this page nor a handle to it.
#[component]
pub fn Link(
    /// Where it leads.
    #[prop(into)]
    href: String,
    /// Words that say where it leads.
    #[prop(into)]
    label: String,
    /// The spoken words for "opens in a new tab". Given: it does. Absent: it stays here.
    #[prop(optional)]
    new_tab: Option<&'static str>,
) -> impl IntoView {
    let leaves = new_tab.is_some();
    view! {
        <a
            class="wa-link"
            href=href
            target=leaves.then_some("_blank")
            rel=leaves.then_some("noopener noreferrer")
        >
            {label}
            {optional(
                new_tab
                    .map(|words| {
                        view! {
                            <span class="wa-visually-hidden">" "{words}</span>
                            <Icon glyph=Glyph::External />
                        }
                    }),
            )}
        </a>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_link_to_a_new_tab_says_so_and_hands_over_nothing() {
        let html = Owner::new()
            .with(|| view! { <Link href="https://example.com/" label="Read more" new_tab="(new tab)" /> }.to_html());
        assert!(html.contains(r#"target="_blank""#), "{html}");
        assert!(html.contains(r#"rel="noopener noreferrer""#), "{html}");
        assert!(html.contains("(new tab)"), "{html}");
    }

    #[test]
    fn a_link_within_the_page_promises_no_new_tab() {
        let html = Owner::new().with(|| view! { <Link href="#here" label="Go there" /> }.to_html());
        assert!(!html.contains("target="), "{html}");
        assert!(!html.contains("<svg"), "{html}");
    }
}
