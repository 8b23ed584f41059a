//! What a screen reader says without being asked.

use crate::ui::{LiveRegion, dynamic};
use leptos::prelude::*;
use panel::PanelView;

/// Two live regions, which stay on the page.
#[component]
pub fn Announcements(
    /// The panel.
    view: RwSignal<PanelView>,
) -> impl IntoView {
    dynamic(move || {
        let announcements = view.with(|view| view.announcements.clone());
        view! {
            <LiveRegion text=announcements.cleaning />
            <LiveRegion text=announcements.action />
        }
        .into_any()
    })
}
