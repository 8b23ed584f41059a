//! Runs the commands of the model: requests, their abort, and moving the focus. Decides nothing.

use crate::api::{Abort, Client};
use contract::request::SaveToken;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::token::SaveOrder;
use panel::{Command, Event, State};
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
    on_reload: Callback<()>,
}

impl Requests {
    pub(super) fn new(
        client: Client,
        state: RwSignal<State>,
        keys: RwSignal<()>,
        field: NodeRef<html::Input>,
        status: NodeRef<html::Div>,
        on_dirty: Callback<bool>,
        on_reload: Callback<()>,
    ) -> Self {
        let wire = StoredValue::new_local(Rc::new(Wire { client, check: RefCell::default() }));
        Self { wire, state, keys, field, status, on_dirty, on_reload }
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
    pub(super) fn start(self, effect: Command) {
        let Some(wire) = self.wire.try_get_value() else { return };
        match effect {
            Command::Check(..) => {
                wire.stop_check();
                let abort = Abort::new();
                wire.check.borrow_mut().clone_from(&abort);
                spawn_local(self.ask(wire, effect, abort));
            }
            Command::Load(_) | Command::Save(..) | Command::CheckAgain(_) | Command::Disconnect(..) => {
                spawn_local(self.ask(wire, effect, None));
            }
            Command::CancelCheck => wire.stop_check(),
            Command::Reload => self.on_reload.run(()),
            Command::FocusField => {
                let field = self.field;
                after_drawing(move || {
                    if let Some(input) = field.get_untracked() {
                        drop(input.focus());
                    }
                });
            }
            Command::FocusStatus => {
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
    async fn ask(self, wire: Rc<Wire>, effect: Command, abort: Option<Abort>) {
        let client = &wire.client;
        let event = match effect {
            Command::Load(request) => Event::Loaded(request, client.load().await),
            Command::Check(request, token) => Event::Checked(request, client.check(token, abort.as_ref()).await),
            Command::Save(request, SaveOrder { key, token, options, version }) => {
                let save = SaveToken::new(token, options.check, options.other_app);
                Event::Saved(request, client.save(&save, &version, key.0).await)
            }
            Command::CheckAgain(request) => Event::CheckedAgain(request, client.check_again().await),
            Command::Disconnect(request, version) => Event::Disconnected(request, client.disconnect(&version).await),
            Command::CancelCheck | Command::Reload | Command::FocusField | Command::FocusStatus => return,
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
