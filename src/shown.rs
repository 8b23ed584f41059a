//! What the panel shows now, in signals.

use leptos::prelude::*;
use panel::{PanelView, Screen};

/// What the panel shows now. What is rendered from it follows its changes.
#[derive(Clone, Copy, Debug)]
pub struct Shown {
    /// What the task column shows.
    pub screen: RwSignal<Screen>,
    /// Everything but the line under the field. Leptos patches what has changed.
    pub view: RwSignal<PanelView>,
    /// The line under the field. It changes with every key, and nothing else has to follow then.
    pub helper: RwSignal<String>,
}

impl Shown {
    /// Shows `view`.
    #[must_use]
    pub fn new(view: PanelView) -> Self {
        let (screen, helper) = (RwSignal::new(view.screen), RwSignal::new(view.helper()));
        Self { screen, helper, view: RwSignal::new(view.without_helper()) }
    }

    /// Shows `view` from now on.
    pub fn publish(self, view: PanelView) {
        set(self.screen, view.screen);
        set(self.helper, view.helper());
        set(self.view, view.without_helper());
    }
}

/// Sets a signal whose value has changed.
fn set<T: PartialEq + Send + Sync + 'static>(signal: RwSignal<T>, value: T) {
    if signal.with_untracked(|old| *old != value) {
        signal.set(value);
    }
}
