//! Buttons, including their busy state.

use leptos::{ev, prelude::*};

use super::{dynamic::maybe, spinner::Spinner};

/// How prominent a button is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Appearance {
    /// The main action. At most one on a page.
    Primary,
    /// Any other action.
    Default,
    /// The way out, such as Cancel.
    Subtle,
    /// Deletes something for good.
    Danger,
    /// Looks like a link, acts like a button.
    Link,
}

impl Appearance {
    const fn attribute(self) -> &'static str {
        match self {
            Self::Primary => "primary",
            Self::Default => "default",
            Self::Subtle => "subtle",
            Self::Danger => "danger",
            Self::Link => "link",
        }
    }
}

/// A button.
///
/// While busy it keeps its width and its name, shows a spinner and ignores presses. It is
/// never `disabled`, which would take the focus away from the person who just pressed it.
#[component]
pub fn Button(
    /// Its label, starting with a verb.
    #[prop(into)]
    label: String,
    /// How prominent it is.
    #[prop(optional, default = Appearance::Default)]
    appearance: Appearance,
    /// Whether what it started is still running.
    #[prop(optional)]
    busy: bool,
    /// The id of a text that says what pressing it does, or why it does nothing.
    #[prop(optional)]
    described_by: Option<&'static str>,
    /// Whether it submits its form.
    #[prop(optional)]
    submit: bool,
    /// Called for each press that isn't ignored. A submit button can omit it and let
    /// the form listen.
    #[prop(optional, into)]
    on_press: Option<Callback<()>>,
) -> impl IntoView {
    let press = move |event: ev::MouseEvent| {
        if busy {
            // Stops the form from being submitted, by a click or by Enter in its field.
            event.prevent_default();
        } else if let Some(on_press) = on_press {
            on_press.run(());
        }
    };
    let busy_word = busy.then_some("true");
    view! {
        <button
            class="wa-button"
            type=if submit { "submit" } else { "button" }
            data-appearance=appearance.attribute()
            aria-busy=busy_word
            aria-disabled=busy_word
            aria-describedby=described_by
            on:click=press
        >
            <span class="wa-button__label">{label}</span>
            {maybe(busy.then(|| view! { <Spinner /> }))}
        </button>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn html_of(busy: bool) -> String {
        Owner::new().with(|| {
            view! {
                <Button
                    label="Save"
                    appearance=Appearance::Primary
                    busy=busy
                    described_by="why"
                    on_press=|()| ()
                />
            }
            .to_html()
        })
    }

    #[test]
    fn a_button_does_not_submit_unless_told() {
        let html = html_of(false);
        assert!(html.contains(r#"type="button""#), "{html}");
        assert!(html.contains(r#"aria-describedby="why""#), "{html}");
        assert!(!html.contains("aria-busy"), "{html}");
        assert!(!html.contains("<svg"), "{html}");
    }

    #[test]
    fn a_busy_button_keeps_its_name_and_stays_in_the_tab_order() {
        let html = html_of(true);
        assert!(html.contains(r#"aria-busy="true""#), "{html}");
        assert!(html.contains(r#"aria-disabled="true""#), "{html}");
        assert!(html.contains(">Save<"), "{html}");
        assert!(html.contains("wa-spinner"), "{html}");
        assert!(!html.contains(" disabled"), "{html}");
    }
}
