//! Runs the panel in the browser: keeps its state, publishes what it shows, and runs the commands that follow an event.

use crate::api::{Abort, Client};
use crate::host::{self, Host};
use crate::shown::Shown;
use contract::request::SaveToken;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use panel::token::SaveOrder;
use panel::{Command, Event, FlagView, PanelView, Phrases, State};
use std::cell::RefCell;
use std::rc::Rc;

/// The panel's state, and what its commands need. Local, because a browser's objects stay on its one thread.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Runtime(StoredValue<Rc<Panel>, LocalStorage>);

#[derive(Debug)]
struct Panel {
    host: Rc<Host>,
    client: Client,
    phrases: Phrases,
    state: RefCell<State>,
    shown: Shown,
    /// What the host shows as a flag, to show each one once.
    flag: RefCell<Option<FlagView>>,
    field: NodeRef<html::Input>,
    running_check: RefCell<Option<Abort>>,
}

impl Runtime {
    /// Starts with loading the settings. `field` is the token field.
    pub(crate) fn start(host: Rc<Host>, client: Client, phrases: Phrases, field: NodeRef<html::Input>) -> Self {
        let (state, command) = State::begin();
        let shown = Shown::new(view(&state, &phrases, &host));
        let (state, flag, running_check) = (RefCell::new(state), RefCell::default(), RefCell::default());
        let panel = Panel { host, client, phrases, state, shown, flag, field, running_check };
        let runtime = Self(StoredValue::new_local(Rc::new(panel)));
        runtime.run(command);
        runtime
    }

    /// What the panel shows.
    pub(crate) fn shown(self) -> Shown {
        self.0.with_value(|panel| panel.shown)
    }

    /// Takes in what happened, and runs what follows. Does nothing once the panel is gone.
    pub(crate) fn dispatch(self, event: Event) {
        let Some(panel) = self.0.try_get_value() else { return };
        let commands = panel.state.borrow_mut().update(event);
        panel.host.set_dirty(panel.state.borrow().is_dirty());
        panel.publish();
        for command in commands {
            self.run(command);
        }
    }

    /// Updates what depends on the time.
    pub(crate) fn tick(self) {
        if let Some(panel) = self.0.try_get_value() {
            panel.publish();
        }
    }

    fn run(self, command: Command) {
        let Some(panel) = self.0.try_get_value() else { return };
        match command {
            Command::Check(..) => {
                panel.cancel_check();
                let abort = Abort::new();
                panel.running_check.borrow_mut().clone_from(&abort);
                spawn_local(self.request(panel, command, abort));
            }
            Command::Load(_) | Command::Save(..) | Command::CheckAgain(_) | Command::Disconnect(..) => {
                spawn_local(self.request(panel, command, None));
            }
            Command::CancelCheck => panel.cancel_check(),
            Command::Reload => panel.host.reload(),
            // The field may not be rendered yet.
            Command::FocusField => request_animation_frame(move || {
                if let Some(input) = panel.field.get_untracked() {
                    drop(input.focus());
                }
            }),
        }
    }

    /// Sends the request of `command` and dispatches its response. One future for all of them, because the compiler makes
    /// each future a state machine of its own.
    async fn request(self, panel: Rc<Panel>, command: Command, abort: Option<Abort>) {
        let client = &panel.client;
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

impl Panel {
    fn publish(&self) {
        let mut view = view(&self.state.borrow(), &self.phrases, &self.host);
        self.show_flag(view.flag.take());
        self.shown.publish(view);
    }

    fn show_flag(&self, flag: Option<FlagView>) {
        if *self.flag.borrow() == flag || !self.host.has_flags() {
            return;
        }
        if let Some(FlagView { is_success, title, body }) = &flag {
            self.host.flag(*is_success, title, body);
        }
        self.flag.replace(flag);
    }

    fn cancel_check(&self) {
        if let Some(check) = self.running_check.borrow_mut().take() {
            check.abort();
        }
    }
}

fn view(state: &State, phrases: &Phrases, host: &Host) -> PanelView {
    let view = panel::view(state, phrases, host::now());
    if host.has_flags() { view.with_flag() } else { view }
}
