//! One or two words that name a status.

use leptos::prelude::*;

use super::tone::Tone;

/// A word with a border in the color of its meaning. The color only repeats the word.
#[component]
pub fn Lozenge(
    /// What the status means.
    tone: Tone,
    /// The status.
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
