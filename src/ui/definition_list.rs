//! Facts, each with a name and a value.

use leptos::prelude::*;

/// A list of facts in two columns, or in one if space is short.
#[component]
pub fn DefinitionList(
    /// [`Definition`]s.
    children: Children,
) -> impl IntoView {
    view! { <dl class="wa-definition-list">{children()}</dl> }
}

/// One fact.
#[component]
pub fn Definition(
    /// Its name.
    #[prop(into)]
    term: String,
    /// Its value.
    children: Children,
) -> impl IntoView {
    view! {
        <div class="wa-definition-list__row">
            <dt class="wa-definition-list__term">{term}</dt>
            <dd class="wa-definition-list__fact">{children()}</dd>
        </div>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn each_fact_is_next_to_its_name() {
        let html = Owner::new().with(|| {
            view! { <DefinitionList><Definition term="Expires">"Never"</Definition></DefinitionList> }.to_html()
        });
        assert!(html.starts_with("<dl"), "{html}");
        let term = html.find(">Expires</dt>").expect("a term");
        let fact = html.find(">Never</dd>").expect("a fact");
        assert!(term < fact, "{html}");
    }
}
