//! A message about a whole section, with what to do.

use leptos::prelude::*;

use super::{dynamic::maybe, heading::Heading, icon::Icon, tone::Tone};

/// A colored box with an icon, a heading, text, and links.
///
/// It isn't announced. If it's shown because something happened, announce that through
/// a live region.
#[component]
pub fn SectionMessage(
    /// What it means.
    tone: Tone,
    /// What happened, in three or four words.
    #[prop(into)]
    title: String,
    /// The heading's level, 2 to 4.
    #[prop(optional, default = 2)]
    level: u8,
    /// Links and link-like buttons, on one line with dots between them.
    #[prop(optional)]
    actions: Vec<AnyView>,
    /// One or two sentences.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class="wa-section-message" data-tone=tone.attribute()>
            <Icon glyph=tone.glyph() />
            <div class="wa-section-message__content">
                <Heading level=level class="wa-section-message__title" text=title />
                {maybe(
                    children
                        .map(|children| {
                            view! { <div class="wa-section-message__body">{children()}</div> }
                        }),
                )} {maybe((!actions.is_empty()).then(|| list(actions)))}
            </div>
        </div>
    }
}

fn list(actions: Vec<AnyView>) -> impl IntoView {
    let items = actions
        .into_iter()
        .map(|action| view! { <li class="wa-section-message__action">{action}</li> }.into_any())
        .collect_view();
    // The role is explicit because Safari drops it from lists without markers.
    view! {
        <ul class="wa-section-message__actions" role="list">
            {items}
        </ul>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::link::Link;

    #[test]
    fn a_message_has_a_heading_words_and_a_list_of_actions() {
        let html = Owner::new().with(|| {
            let actions =
                vec![view! { <Link href="https://example.com/" label="Go there" new_tab="(new tab)" /> }.into_any()];
            view! {
                <SectionMessage tone=Tone::Danger title="It broke" level=2 actions=actions>
                    <p>"Mend it."</p>
                </SectionMessage>
            }
            .to_html()
        });
        assert!(html.contains(r#"data-tone="danger""#), "{html}");
        assert!(html.contains(r#"<h2 class="wa-section-message__title">It broke</h2>"#), "{html}");
        assert!(html.contains("Mend it."), "{html}");
        assert!(html.contains("<li"), "{html}");
    }

    #[test]
    fn a_message_without_actions_has_no_empty_list() {
        let html = Owner::new().with(|| view! { <SectionMessage tone=Tone::Neutral title="Quiet" /> }.to_html());
        assert!(!html.contains("<ul"), "{html}");
    }
}
