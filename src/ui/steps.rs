//! Instructions to follow in another window, step by step.

use leptos::prelude::*;
use leptos::web_sys::{HtmlElement, MouseEvent, wasm_bindgen::JsCast as _};

use super::{
    dynamic::{dynamic, maybe},
    heading::Heading,
    icon::{Glyph, Icon},
    picture::Picture,
};

/// An ordered list of [`Step`]s.
#[component]
pub fn Steps(
    /// [`Step`]s.
    children: Children,
) -> impl IntoView {
    // The role is explicit because Safari drops it from lists without markers.
    view! {
        <ol class="wa-steps" role="list">
            {children()}
        </ol>
    }
}

/// How far a step is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether it's proved to be done. It then has a check mark.
    pub done: bool,
    /// Whether it's the next step. It's then open; the reader can open and close it until this changes.
    pub current: bool,
}

/// A step: a title that opens a picture and text.
///
/// Its element has the id `step-{number}`, which [`StepLink`] links to.
#[component]
pub fn Step(
    /// Counted from 1.
    number: u8,
    /// What to do, starting with a verb.
    #[prop(into)]
    title: String,
    /// The heading's level, 2 to 4.
    #[prop(optional, default = 3)]
    level: u8,
    /// How far it is, which may change.
    progress: impl Fn() -> Progress + Copy + Send + Sync + 'static,
    /// The spoken word for the check mark.
    #[prop(into)]
    done_word: String,
    /// A drawing of where to click; see [`Picture`].
    #[prop(optional_no_strip)]
    picture: Option<String>,
    /// The text, which has to be enough without the picture.
    children: Children,
) -> impl IntoView {
    let marker = move || {
        let (icon, spoken) = if progress().done {
            (view! { <Icon glyph=Glyph::Tick /> }.into_any(), format!("{number}. {done_word}: "))
        } else {
            (view! { <span aria-hidden="true">{number}</span> }.into_any(), format!("{number}. "))
        };
        view! {
            <span class="wa-step__marker">{icon}</span>
            <span class="wa-visually-hidden">{spoken}</span>
        }
        .into_any()
    };
    view! {
        <li
            class="wa-step"
            id=format!("step-{number}")
            data-done=move || progress().done.then_some("true")
            aria-current=move || progress().current.then_some("step")
        >
            <details class="wa-step__details" open=move || progress().current.then_some("")>
                <summary class="wa-step__summary">
                    {dynamic(marker)} <Heading level=level class="wa-step__title" text=title />
                    <Icon glyph=Glyph::Chevron />
                </summary>
                <div class="wa-step__content">
                    {maybe(picture.map(|href| view! { <Picture href=href /> }))} {children()}
                </div>
            </details>
        </li>
    }
}

/// A link that opens a [`Step`] and moves the focus to it.
#[component]
pub fn StepLink(
    /// The step's number.
    number: u8,
    /// Its label, which says where it leads.
    #[prop(into)]
    label: String,
) -> impl IntoView {
    // Following the URL would add an entry to the host's history and leave the step
    // closed.
    let follow = move |event: MouseEvent| {
        event.prevent_default();
        show_step(number);
    };
    view! {
        <a class="wa-link" href=format!("#step-{number}") on:click=follow>
            {label}
        </a>
    }
}

fn show_step(number: u8) {
    let Some(step) = document().get_element_by_id(&format!("step-{number}")) else { return };
    let found = |selector| step.query_selector(selector).ok().flatten();
    if let Some(details) = found("details") {
        // Fails only for a malformed attribute name, and this one is fine.
        drop(details.set_attribute("open", ""));
    }
    step.scroll_into_view();
    if let Some(summary) = found("summary").and_then(|node| node.dyn_into::<HtmlElement>().ok()) {
        drop(summary.focus());
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html_of(progress: Progress) -> String {
        Owner::new().with(|| {
            view! {
                <Steps>
                    <Step
                        number=3
                        title="Turn the key"
                        progress=move || progress
                        done_word="Done"
                        picture=Some("guide.svg#key".to_owned())
                    >
                        <p>"To the left."</p>
                    </Step>
                </Steps>
            }
            .to_html()
        })
    }

    #[test]
    fn the_next_step_is_open_says_its_number_and_can_be_linked_to() {
        let html = html_of(Progress { done: false, current: true });
        assert!(html.contains(r#"id="step-3""#), "{html}");
        assert!(html.contains("3. "), "{html}");
        assert!(html.contains(r#"aria-current="step""#), "{html}");
        assert!(html.contains("<details open"), "{html}");
        assert!(!html.contains("Done"), "{html}");
    }

    #[test]
    fn a_step_that_is_done_says_so_keeps_its_number_and_is_closed() {
        let html = html_of(Progress { done: true, current: false });
        assert!(html.contains("3. Done: "), "{html}");
        assert!(html.contains(r#"data-done="true""#), "{html}");
        assert!(!html.contains("aria-current"), "{html}");
        assert!(!html.contains(" open"), "{html}");
    }

    #[test]
    fn a_link_to_a_step_is_an_ordinary_link_without_script() {
        let html = Owner::new().with(|| view! { <StepLink number=3 label="Go to step 3" /> }.to_html());
        assert!(html.contains(r##"href="#step-3""##), "{html}");
    }
}
