//! A list of checks and their results.

use leptos::prelude::*;

use super::{dynamic::maybe, icon::Icon, tone::Tone};

/// An ordered list of [`Check`]s.
#[component]
pub fn CheckList(
    /// The id of the heading that names the list.
    labelled_by: &'static str,
    /// [`Check`]s.
    children: Children,
) -> impl IntoView {
    // The role is explicit because Safari drops it from lists without markers.
    view! {
        <ol class="wa-check-list" role="list" aria-labelledby=labelled_by>
            {children()}
        </ol>
    }
}

/// One check.
#[component]
pub fn Check(
    /// Its result. [`Tone::Neutral`] means unknown.
    tone: Tone,
    /// The spoken word for `tone`, such as "Passed". The icon shows the same.
    #[prop(into)]
    outcome: String,
    /// Its result in words.
    #[prop(into)]
    title: String,
    /// What follows from it, and what to do. May be empty.
    #[prop(optional, into)]
    detail: String,
    /// A link to where it can be fixed.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    view! {
        <li class="wa-check-list__check" data-tone=tone.attribute()>
            <Icon glyph=tone.glyph() />
            <div class="wa-check-list__words">
                <p class="wa-check-list__title">
                    <span class="wa-visually-hidden">{outcome}": "</span>
                    {title}
                </p>
                {maybe(
                    (!detail.is_empty())
                        .then(|| view! { <p class="wa-check-list__detail">{detail}</p> }),
                )}
                {maybe(
                    children
                        .map(|children| {
                            view! { <p class="wa-check-list__action">{children()}</p> }
                        }),
                )}
            </div>
        </li>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    #[test]
    fn a_check_says_its_outcome_before_its_title() {
        let html = Owner::new().with(|| {
            view! {
                <CheckList labelled_by="report">
                    <Check tone=Tone::Danger outcome="Failed" title="The lamp is off" detail="Turn it on.">
                        <a href="#switch">"Go to the switch"</a>
                    </Check>
                </CheckList>
            }
            .to_html()
        });
        assert!(html.starts_with("<ol"), "{html}");
        assert!(html.contains(r#"aria-labelledby="report""#), "{html}");
        let outcome = html.find("Failed").expect("an outcome");
        let title = html.find("The lamp is off").expect("a title");
        let detail = html.find("Turn it on.").expect("a detail");
        let action = html.find("Go to the switch").expect("an action");
        assert!(outcome < title && title < detail && detail < action, "{html}");
    }

    #[test]
    fn a_check_without_detail_or_action_is_one_line() {
        let html = Owner::new()
            .with(|| view! { <Check tone=Tone::Success outcome="Passed" title="The lamp is on" /> }.to_html());
        assert_eq!(html.matches("<p ").count(), 1, "{html}");
    }
}
