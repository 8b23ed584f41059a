//! Does what the model orders: requests, their abort, and moving the focus. Decides nothing.

use crate::api::{Abort, Client};
use contract::request::SaveToken;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::model::{Effect, Event, Saving, State};
use std::cell::RefCell;
use std::rc::Rc;

/// The backend, and the one check that may be running.
#[derive(Debug)]
struct Wire {
    client: Client,
    check: RefCell<Option<Abort>>,
}

/// Where an order of the model's is carried out, and where what comes of it is told.
#[derive(Clone, Copy, Debug)]
pub(super) struct Requests {
    /// Local: what belongs to the browser's one thread stays on it.
    wire: StoredValue<Rc<Wire>, LocalStorage>,
    state: RwSignal<State>,
    keys: RwSignal<()>,
    field: NodeRef<html::Input>,
    status: NodeRef<html::Div>,
    on_dirty: Callback<bool>,
}

impl Requests {
    pub(super) fn new(
        client: Client,
        state: RwSignal<State>,
        keys: RwSignal<()>,
        field: NodeRef<html::Input>,
        status: NodeRef<html::Div>,
        on_dirty: Callback<bool>,
    ) -> Self {
        let wire = StoredValue::new_local(Rc::new(Wire { client, check: RefCell::default() }));
        Self { wire, state, keys, field, status, on_dirty }
    }

    /// Tells the model what happened, and starts what it orders. Nothing happens after the panel is gone.
    pub(super) fn take_note(self, event: Event) {
        let change = |state: &mut State| {
            let before = state.calm();
            let effects = state.update(event);
            (effects, before.is_some() && before == state.calm())
        };
        let Some((effects, only_typed)) = self.state.try_update_untracked(change) else { return };
        // The line under the field reads the text itself; whatever else is drawn from the state is as it was.
        self.keys.notify();
        if !only_typed {
            self.state.notify();
            self.on_dirty.run(self.state.with_untracked(State::is_dirty));
        }
        for effect in effects {
            self.start(effect);
        }
    }

    /// Starts one thing.
    pub(super) fn start(self, effect: Effect) {
        let Some(wire) = self.wire.try_get_value() else { return };
        match effect {
            Effect::Check(..) => {
                wire.stop_check();
                let abort = Abort::new();
                wire.check.borrow_mut().clone_from(&abort);
                spawn_local(self.ask(wire, effect, abort));
            }
            Effect::Load(_) | Effect::Save(..) | Effect::CheckAgain(_) | Effect::Disconnect(..) => {
                spawn_local(self.ask(wire, effect, None));
            }
            Effect::AbortCheck => wire.stop_check(),
            Effect::FocusField => {
                let field = self.field;
                after_drawing(move || {
                    if let Some(input) = field.get_untracked() {
                        drop(input.focus());
                    }
                });
            }
            Effect::FocusStatus => {
                let status = self.status;
                after_drawing(move || {
                    if let Some(status) = status.get_untracked() {
                        drop(status.focus());
                    }
                });
            }
        }
    }

    /// Asks the backend, and tells the model what came of it. One future for all questions: each one more would be
    /// compiled, and downloaded, with the whole of what runs it.
    async fn ask(self, wire: Rc<Wire>, effect: Effect, abort: Option<Abort>) {
        let client = &wire.client;
        let event = match effect {
            Effect::Load(attempt) => Event::Loaded(attempt, client.load().await),
            Effect::Check(attempt, token) => Event::Checked(attempt, client.check(token, abort.as_ref()).await),
            Effect::Save(attempt, Saving { token, check, other_app, version, intent }) => {
                let save = SaveToken::new(token, check, other_app);
                Event::Saved(attempt, client.save(&save, &version, intent.0).await)
            }
            Effect::CheckAgain(attempt) => Event::CheckedAgain(attempt, client.check_again().await),
            Effect::Disconnect(attempt, version) => Event::Disconnected(attempt, client.disconnect(&version).await),
            Effect::AbortCheck | Effect::FocusField | Effect::FocusStatus => return,
        };
        self.take_note(event);
    }
}

impl Wire {
    fn stop_check(&self) {
        if let Some(check) = self.check.borrow_mut().take() {
            check.abort();
        }
    }
}

/// Runs `act` once what the model changed is on the page.
fn after_drawing(act: impl FnOnce() + 'static) {
    request_animation_frame(act);
}
