//! A modal dialog.

use leptos::{html, prelude::*};

use super::dynamic::on_change;

/// A modal dialog. The browser keeps the focus inside, declines on Esc, and returns the
/// focus afterwards.
///
/// When it opens, the browser focuses the first button, so make that the safe one.
#[component]
pub fn Dialog(
    /// The dialog's id, and the prefix of its heading's id.
    id: &'static str,
    /// Whether it's open.
    open: impl Fn() -> bool + Copy + Send + 'static,
    /// Called when it's closed without a choice. The owner then sets `open` to false.
    #[prop(into)]
    on_cancel: Callback<()>,
    /// The question. It names what it's about.
    #[prop(into)]
    title: String,
    /// The buttons, the safe one first.
    actions: AnyView,
    /// What will happen.
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<html::Dialog>::new();
    on_change(move || {
        let Some(dialog) = node.get() else { return };
        let shown = open();
        if shown && !dialog.open() {
            // Not earlier: a browser checks the attribute when the button enters the page, and complains inside
            // a frame.
            if let Ok(Some(safe)) = dialog.query_selector(".wa-dialog__actions > button") {
                drop(safe.set_attribute("autofocus", ""));
            }
            // Fails only for a dialog that isn't in the document, and an effect runs after
            // it was added.
            drop(dialog.show_modal());
        } else if !shown && dialog.open() {
            dialog.close();
        }
    });
    let closed = move |_| {
        if untrack(open) {
            on_cancel.run(());
        }
    };
    view! {
        <dialog
            class="wa-dialog"
            id=id
            node_ref=node
            aria-labelledby=format!("{id}-title")
            aria-describedby=format!("{id}-body")
            on:close=closed
        >
            <h2 class="wa-dialog__title" id=format!("{id}-title")>
                {title}
            </h2>
            <div class="wa-dialog__body" id=format!("{id}-body")>
                {children()}
            </div>
            <div class="wa-dialog__actions">{actions}</div>
        </dialog>
    }
}

#[cfg(all(test, feature = "ssr"))]
mod tests {
    use super::*;
    use crate::ui::button::{Appearance, Button};

    #[test]
    fn a_dialog_is_named_described_and_closed_until_it_is_asked_for() {
        let html = Owner::new().with(|| {
            let actions = view! {
                <Button label="Keep" on_press=|()| () />
                <Button label="Remove" appearance=Appearance::Danger on_press=|()| () />
            }
            .into_any();
            view! {
                <Dialog id="ask" open=|| false on_cancel=|()| () title="Remove it?" actions=actions>
                    <p>"It does not come back."</p>
                </Dialog>
            }
            .to_html()
        });
        assert!(html.contains(r#"aria-labelledby="ask-title""#), "{html}");
        assert!(html.contains(r#"aria-describedby="ask-body""#), "{html}");
        assert!(html.contains(r#"id="ask-title""#), "{html}");
        assert!(!html.contains(" open"), "{html}");
        assert!(!html.contains("autofocus"), "nothing takes the focus before the dialog opens: {html}");
    }
}
