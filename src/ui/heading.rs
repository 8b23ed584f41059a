//! Headings whose level depends on their place in the page.

use leptos::prelude::*;

/// A heading of a given level, so that a component fits into the outline of any page.
#[component]
pub fn Heading(
    /// 2, 3, or 4. Other values are treated as 4. Level 1 belongs to the page.
    level: u8,
    /// The class of the component around it.
    class: &'static str,
    /// The element's id, for elements that refer to their heading.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The words.
    #[prop(into)]
    text: String,
) -> impl IntoView {
    match level {
        2 => view! { <h2 id=id class=class>{text}</h2> }.into_any(),
        3 => view! { <h3 id=id class=class>{text}</h3> }.into_any(),
        _ => view! { <h4 id=id class=class>{text}</h4> }.into_any(),
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_heading_has_the_level_that_its_place_asks_for() {
        for (level, tag) in [(2, "<h2"), (3, "<h3"), (4, "<h4"), (1, "<h4")] {
            let html = Owner::new().with(|| view! { <Heading level=level class="x" text="Words" /> }.to_html());
            assert!(html.starts_with(tag), "{level}: {html}");
        }
    }
}
