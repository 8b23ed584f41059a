//! What a screen reader says without being asked, and the flag that the host shows.

use crate::ui::{LiveRegion, on_change};
use leptos::prelude::*;
use panel::{FlagView, PanelView};

/// Two live regions, which stay on the page. `on_flag` shows a flag, if the host can.
#[component]
pub fn Announcements(
    /// The panel.
    view: Memo<PanelView>,
    /// Shows a flag, if the host can.
    on_flag: Option<Callback<FlagView>>,
) -> impl IntoView {
    if let Some(on_flag) = on_flag {
        let last = StoredValue::new(None);
        on_change(move || {
            let flag = view.with(|view| view.flag.clone());
            let is_new = last.with_value(|last| *last != flag);
            last.set_value(flag.clone());
            if let Some(flag) = flag.filter(|_| is_new) {
                on_flag.run(flag);
            }
        });
    }
    view! {
        <LiveRegion text=Signal::derive(move || view.with(|view| view.announcements.cleaning.clone())) />
        <LiveRegion text=Signal::derive(move || view.with(|view| view.announcements.action.clone())) />
    }
}
