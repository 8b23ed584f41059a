//! One or two words that name a state.

use leptos::prelude::*;

use super::tone::Tone;

/// A bordered word in the colour of its meaning. The word says it all; colour repeats it.
#[component]
pub fn Lozenge(
    /// What the state means for the reader.
    tone: Tone,
    /// The name of the state.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    view! {
        <span class="wa-lozenge" data-tone=tone.attribute()>
            {label}
        </span>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_lozenge_says_its_state_in_words() {
        let html = Owner::new().with(|| view! { <Lozenge tone=Tone::Success label="Ready" /> }.to_html());
        assert!(html.contains(">Ready<"), "{html}");
        assert!(html.contains(r#"data-tone="success""#), "{html}");
    }
}
