//! The line to a host that is spoken to by messages: numbers them, waits for answers, follows its colours.

use super::messages::{ColorMode, Context, Heard, Questions, VERSION, session};
use super::window;
use contract::request::Session;
use futures_channel::oneshot::{self, Sender};
use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use panel::HostError;
use std::cell::RefCell;
use wasm_bindgen::JsValue;

/// How long the host may take for an answer, in milliseconds.
const LIMIT: u32 = 5_000;

/// Carries a message to the host, to be read by this origin only. Before the host's is known that is `*`: the first
/// message holds nothing that is anybody's.
type Carry = fn(&'static Line, &JsValue, &str);

/// The line. It lives as long as the page does.
pub(super) struct Line {
    carry: Carry,
    questions: RefCell<Questions<Sender<Result<JsValue, String>>>>,
}

impl Line {
    /// A line on which nothing has been said yet.
    pub(super) fn new(carry: Carry) -> &'static Self {
        Box::leak(Box::new(Self { carry, questions: RefCell::new(Questions::new()) }))
    }

    /// Asks where the page is, and takes over the host's colours and its time zone. Has to come before all else.
    pub(super) async fn open(&'static self) -> Result<Context, HostError> {
        let answer = self.ask("context").await.map_err(|_| HostError::NoResponse)?;
        let context = Context::read(&answer).ok_or(HostError::NoResponse)?;
        if let Some(mode) = context.color_mode {
            show(mode);
        }
        if let Some(zone) = &context.time_zone {
            super::clock::set_zone(zone);
            super::intl::set_zone(zone);
        }
        Ok(context)
    }

    /// True once the host has answered, so that it is known whom to tell something.
    pub(super) fn is_open(&self) -> bool {
        self.questions.borrow().origin().is_some()
    }

    /// Asks for a session.
    pub(super) async fn session(&'static self) -> Result<Session, HostError> {
        session(self.ask("token").await)
    }

    /// Has the host do something, and does not wait for it.
    pub(super) fn tell(&'static self, method: &str, parameters: &[(&str, JsValue)]) {
        let id = self.questions.borrow_mut().number();
        self.say(id, method, parameters);
    }

    /// Takes a message from `origin`, whatever it is.
    pub(super) fn hear(&'static self, origin: &str, data: &JsValue) {
        let heard = self.questions.borrow_mut().hear(origin, data);
        match heard {
            // Whoever waited may be gone.
            Some(Heard::Answer(who, answer)) => drop(who.send(answer)),
            Some(Heard::Theme(mode)) => show(mode),
            None => {}
        }
    }

    /// The host's answer, or its word for why there is none; no word where time ran out.
    async fn ask(&'static self, method: &str) -> Result<JsValue, String> {
        let (who, answer) = oneshot::channel();
        let id = self.questions.borrow_mut().ask(who);
        let timer = Timeout::new(LIMIT, move || drop(self.questions.borrow_mut().give_up(id)));
        self.say(id, method, &[]);
        let answer = answer.await.unwrap_or_else(|_| Err(String::new()));
        drop(timer);
        answer
    }

    fn say(&'static self, id: u32, method: &str, parameters: &[(&str, JsValue)]) {
        let message =
            object(&[("v", VERSION.into()), ("id", id.into()), ("m", method.into()), ("p", object(parameters))]);
        let origin = self.questions.borrow().origin().map(str::to_owned);
        (self.carry)(self, &message, origin.as_deref().unwrap_or("*"));
    }
}

fn show(mode: ColorMode) {
    window::mark("data-color-mode", mode.name());
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Fails for no object that was just made.
        drop(Reflect::set(&object, &JsValue::from_str(name), value));
    }
    object.into()
}
