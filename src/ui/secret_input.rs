//! An input for a secret.
//!
//! The text exists only in the input element. It's never written to an attribute, so it isn't
//! in the page's markup, and the owner of the node can clear it. Attributes tell password
//! managers and spell checkers to ignore the input.

use leptos::{
    attr::custom::custom_attribute,
    ev,
    html::Input,
    prelude::*,
    web_sys::{DataTransfer, HtmlInputElement},
};

use super::dynamic::on_change;

/// The labels of the button that shows and hides the text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RevealWords {
    /// The label while the text is hidden.
    pub show: String,
    /// The spoken name while the text is hidden. It starts with `show`.
    pub show_spoken: String,
    /// The label while the text is shown.
    pub hide: String,
    /// The spoken name while the text is shown. It starts with `hide`.
    pub hide_spoken: String,
}

/// Text that was pasted or dropped, with its line breaks, and the text that stays on both sides of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Paste {
    /// The text, unchanged.
    pub raw: String,
    /// The text before the selection.
    pub before: String,
    /// The text after the selection.
    pub after: String,
}

/// What the input inserts for a [`Paste`].
#[derive(Clone, PartialEq, Eq)]
pub struct Insertion {
    /// The text.
    pub text: String,
    /// Whether it replaces the whole text instead of the selection.
    pub replaces_all: bool,
}

/// A masked input in a [`Field`](super::field::Field) with the same id, and a button that
/// shows its text.
///
/// It hides the text again when its form is submitted, when it becomes read-only, and when
/// the page is hidden or loses the focus.
#[component]
pub fn SecretInput(
    /// The id of the field around it.
    id: &'static str,
    /// Lets the owner read, clear, and focus the input.
    node: NodeRef<Input>,
    /// The labels of the Show and Hide button.
    words: RevealWords,
    /// Whether it's required.
    #[prop(optional)]
    required: bool,
    /// Whether the text is wrong.
    invalid: impl Fn() -> bool + Send + 'static,
    /// Whether it's read-only, for example while the text is being saved.
    readonly: impl Fn() -> bool + Copy + Send + 'static,
    /// Called with the whole text after each change that isn't a paste or a drop.
    on_input: impl Fn(String) + Copy + 'static,
    /// Called for each paste and drop. The input inserts what it returns. Without this, an input would silently drop line
    /// breaks.
    on_paste: impl Fn(Paste) -> Insertion + Copy + 'static,
    /// Called when the focus leaves the input.
    #[prop(into)]
    on_blur: Callback<()>,
) -> impl IntoView {
    let revealed = RwSignal::new(false);
    hide_when_left(revealed);
    on_change(move || {
        if readonly() {
            revealed.set(false);
        }
    });

    let receive = move |transfer: Option<DataTransfer>| {
        let (Some(input), Some(transfer)) = (node.get_untracked(), transfer) else { return false };
        let raw = transfer.get_data("text/plain").unwrap_or_default();
        if raw.is_empty() || untrack(readonly) {
            return false;
        }
        let (before, after) = around_selection(&input);
        let Insertion { text, replaces_all } = on_paste(Paste { raw, before, after });
        if replaces_all {
            input.select();
        }
        insert_at_caret(&input, &text);
        true
    };

    let RevealWords { show, show_spoken, hide, hide_spoken } = words;
    view! {
        <div class="wa-secret-input">
            <input
                class="wa-secret-input__text"
                node_ref=node
                id=id
                type=move || Some(if revealed.get() { "text" } else { "password" })
                autocomplete="off"
                autocapitalize="off"
                spellcheck="false"
                data-1p-ignore=""
                data-lpignore="true"
                data-bwignore=""
                data-form-type="other"
                aria-labelledby=format!("{id}-label")
                aria-describedby=format!("{id}-error {id}-valid {id}-helper")
                aria-invalid=move || Some(if invalid() { "true" } else { "false" })
                aria-required=required.then_some("true")
                readonly=move || readonly().then_some("")
                on:input=move |event| on_input(event_target_value(&event))
                // Browsers also send this event while the input is removed, when its owner may already be gone.
                on:blur=move |_| {
                    on_blur.try_run(());
                }
                on:paste=move |event: ev::ClipboardEvent| {
                    if receive(event.clipboard_data()) {
                        event.prevent_default();
                    }
                }
                on:drop=move |event: ev::DragEvent| {
                    if receive(event.data_transfer()) {
                        event.prevent_default();
                    }
                }
                // A secret shouldn't be dragged out, and dropping it back would duplicate it.
                on:dragstart=|event: ev::DragEvent| event.prevent_default()
                {..custom_attribute("autocorrect", "off")}
            />
            <button
                class="wa-secret-input__toggle"
                type="button"
                aria-controls=id
                aria-label=move || Some(if revealed.get() { &hide_spoken } else { &show_spoken }.clone())
                on:click=move |_| revealed.update(|revealed| *revealed = !*revealed)
            >
                {move || if revealed.get() { &hide } else { &show }.clone()}
            </button>
        </div>
    }
}

/// Hides the text on every event after which the person may no longer be looking.
fn hide_when_left(revealed: RwSignal<bool>) {
    // In an effect, because there is no window when the page is rendered natively.
    on_change(move || {
        let listeners = ["blur", "pagehide", "submit"]
            .map(|name| window_event_listener_untyped(name, move |_| revealed.set(false)));
        on_cleanup(move || listeners.into_iter().for_each(WindowListenerHandle::remove));
    });
}

/// The text on both sides of the selection.
fn around_selection(input: &HtmlInputElement) -> (String, String) {
    let (mut before, mut after) = (String::new(), String::new());
    let start = input.selection_start().ok().flatten().unwrap_or_default();
    let end = input.selection_end().ok().flatten().unwrap_or_default();
    // Browsers count in UTF-16.
    let mut offset = 0;
    for c in input.value().chars() {
        if offset < start {
            before.push(c);
        } else if offset >= end {
            after.push(c);
        }
        offset += if c.len_utf16() == 1 { 1 } else { 2 };
    }
    (before, after)
}

/// Replaces the selection with `text` and puts the caret after it.
///
/// The browser keeps no undo step for this, and so no copy of the secret.
fn insert_at_caret(input: &HtmlInputElement, text: &str) {
    let start = input.selection_start().ok().flatten().unwrap_or_default();
    let length = u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
    // Neither call can fail for an input of type text or password, and this one always has one of these types.
    let inserted = input.set_range_text(text);
    let caret = start.saturating_add(length);
    let moved = input.set_selection_range(caret, caret);
    debug_assert!(inserted.is_ok() && moved.is_ok(), "the input has no selection");
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;

    fn words() -> RevealWords {
        let [show, show_spoken, hide, hide_spoken] = ["Show", "Show key", "Hide", "Hide key"].map(str::to_owned);
        RevealWords { show, show_spoken, hide, hide_spoken }
    }

    fn html_of(invalid: bool) -> String {
        Owner::new().with(|| {
            view! {
                <SecretInput
                    id="key"
                    node=NodeRef::new()
                    words=words()
                    required=true
                    invalid=move || invalid
                    readonly=|| false
                    on_input=|_| ()
                    on_paste=|paste: Paste| Insertion { text: paste.raw, replaces_all: false }
                    on_blur=|()| ()
                />
            }
            .to_html()
        })
    }

    #[test]
    fn a_secret_is_masked_and_kept_from_everything_that_remembers() {
        let html = html_of(false);
        for attribute in [
            r#"type="password""#,
            r#"autocomplete="off""#,
            r#"autocapitalize="off""#,
            r#"spellcheck="false""#,
            "data-1p-ignore",
            r#"data-lpignore="true""#,
            "data-bwignore",
            r#"data-form-type="other""#,
        ] {
            assert!(html.contains(attribute), "{attribute} is missing: {html}");
        }
        assert!(!html.contains("value="), "{html}");
        assert!(!html.contains("name="), "{html}");
    }

    #[test]
    fn a_screen_reader_hears_the_label_then_the_error_then_the_help() {
        let html = html_of(true);
        assert!(html.contains(r#"aria-labelledby="key-label""#), "{html}");
        assert!(html.contains(r#"aria-describedby="key-error key-valid key-helper""#), "{html}");
        assert!(html.contains(r#"aria-invalid="true""#), "{html}");
        assert!(html.contains(r#"aria-required="true""#), "{html}");
    }

    #[test]
    fn the_button_says_what_it_shows_and_submits_nothing() {
        let html = html_of(false);
        assert!(html.contains(r#"type="button" aria-controls="key" aria-label="Show key""#), "{html}");
    }
}
