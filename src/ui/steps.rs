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
    /// Whether it's proved to be done. It then has a check mark.
    #[prop(optional, into)]
    done: Signal<bool>,
    /// The spoken word for the check mark.
    #[prop(into)]
    done_word: String,
    /// Whether it's the next step.
    #[prop(optional, into)]
    current: Signal<bool>,
    /// Whether it's open. The reader can open and close it until this changes.
    #[prop(optional, into)]
    open: Signal<bool>,
    /// A drawing of where to click; see [`Picture`].
    #[prop(optional_no_strip)]
    picture: Option<String>,
    /// The text, which has to be enough without the picture.
    children: Children,
) -> impl IntoView {
    let marker = move || {
        if done.get() {
            view! { <Icon glyph=Glyph::Tick /> }.into_any()
        } else {
            view! { <span aria-hidden="true">{number}</span> }.into_any()
        }
    };
    let spoken = move || if done.get() { format!("{number}. {done_word}: ") } else { format!("{number}. ") };
    view! {
        <li
            class="wa-step"
            id=format!("step-{number}")
            data-done=move || done.get().then_some("true")
            aria-current=move || current.get().then_some("step")
        >
            <details class="wa-step__details" open=move || open.get().then_some("")>
                <summary class="wa-step__summary">
                    <span class="wa-step__marker">{dynamic(marker)}</span>
                    <span class="wa-visually-hidden">{spoken}</span>
                    <Heading level=level class="wa-step__title" text=title />
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

    fn html_of(done: bool, open: bool) -> String {
        Owner::new().with(|| {
            view! {
                <Steps>
                    <Step
                        number=3
                        title="Turn the key"
                        done=done
                        done_word="Done"
                        current=!done
                        open=open
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
    fn a_step_says_its_number_and_can_be_linked_to() {
        let html = html_of(false, false);
        assert!(html.contains(r#"id="step-3""#), "{html}");
        assert!(html.contains("3. "), "{html}");
        assert!(html.contains(r#"aria-current="step""#), "{html}");
        assert!(!html.contains("Done"), "{html}");
        assert!(!html.contains(" open"), "{html}");
    }

    #[test]
    fn a_step_that_is_done_says_so_and_keeps_its_number() {
        let html = html_of(true, true);
        assert!(html.contains("3. Done: "), "{html}");
        assert!(html.contains(r#"data-done="true""#), "{html}");
        assert!(!html.contains("aria-current"), "{html}");
        assert!(html.contains("<details open"), "{html}");
    }

    #[test]
    fn a_link_to_a_step_is_an_ordinary_link_without_script() {
        let html = Owner::new().with(|| view! { <StepLink number=3 label="Go to step 3" /> }.to_html());
        assert!(html.contains(r##"href="#step-3""##), "{html}");
    }
}
