//! Runs the panel in the browser: keeps its state, takes events, and runs the commands that follow.

use crate::api::{Abort, Client};
use crate::host::Host;
use contract::request::SaveToken;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::token::SaveOrder;
use panel::{Command, Event, State};
use std::cell::RefCell;
use std::rc::Rc;

/// The panel's state, and what its commands need.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runtime {
    state: RwSignal<State>,
    field: NodeRef<html::Input>,
    /// Local, because a browser's objects stay on its one thread.
    outside: StoredValue<Rc<Outside>, LocalStorage>,
}

/// What is outside of the panel.
#[derive(Debug)]
struct Outside {
    host: Rc<Host>,
    client: Client,
    running_check: RefCell<Option<Abort>>,
}

impl Runtime {
    /// Starts with loading the settings. `field` is the token field.
    #[must_use]
    pub(crate) fn start(host: Rc<Host>, client: Client, field: NodeRef<html::Input>) -> Self {
        let (state, command) = State::begin();
        let outside = Rc::new(Outside { host, client, running_check: RefCell::default() });
        let runtime = Self { state: RwSignal::new(state), field, outside: StoredValue::new_local(outside) };
        runtime.run(command);
        runtime
    }

    /// The state, for reading.
    #[must_use]
    pub(crate) fn state(self) -> ReadSignal<State> {
        self.state.read_only()
    }

    /// Takes in what happened, and runs what follows. Does nothing once the panel is gone.
    pub(crate) fn dispatch(self, event: Event) {
        let Some(commands) = self.state.try_update(|state| state.update(event)) else { return };
        let is_dirty = self.state.with_untracked(State::is_dirty);
        self.outside.with_value(|outside| outside.host.set_dirty(is_dirty));
        for command in commands {
            self.run(command);
        }
    }

    fn run(self, command: Command) {
        let Some(outside) = self.outside.try_get_value() else { return };
        match command {
            Command::Check(..) => {
                outside.cancel_check();
                let abort = Abort::new();
                outside.running_check.borrow_mut().clone_from(&abort);
                spawn_local(self.request(outside, command, abort));
            }
            Command::Load(_) | Command::Save(..) | Command::CheckAgain(_) | Command::Disconnect(..) => {
                spawn_local(self.request(outside, command, None));
            }
            Command::CancelCheck => outside.cancel_check(),
            Command::Reload => outside.host.reload(),
            // The field may not be rendered yet.
            Command::FocusField => request_animation_frame(move || {
                if let Some(input) = self.field.get_untracked() {
                    drop(input.focus());
                }
            }),
        }
    }

    /// Sends the request of `command` and dispatches its response. One future for all of them, because the compiler makes
    /// each future a state machine of its own.
    async fn request(self, outside: Rc<Outside>, command: Command, abort: Option<Abort>) {
        let client = &outside.client;
        let event = match command {
            Command::Load(request) => Event::Loaded(request, client.load().await),
            Command::Check(request, token) => Event::Checked(request, client.check(token, abort.as_ref()).await),
            Command::Save(request, SaveOrder { key, token, options, version }) => {
                let save = SaveToken::new(token, options.check, options.other_app);
                Event::Saved(request, client.save(&save, &version, key.0).await)
            }
            Command::CheckAgain(request) => Event::CheckedAgain(request, client.check_again().await),
            Command::Disconnect(request, version) => Event::Disconnected(request, client.disconnect(&version).await),
            Command::CancelCheck | Command::Reload | Command::FocusField => return,
        };
        self.dispatch(event);
    }
}

impl Outside {
    fn cancel_check(&self) {
        if let Some(check) = self.running_check.borrow_mut().take() {
            check.abort();
        }
    }
}
