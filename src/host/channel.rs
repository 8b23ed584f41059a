//! Messages to and from the page that frames this one: numbers them, matches responses to requests, limits the wait.

use super::js_value::read_value;
use super::messages::{ColorMode, Message, Received, Requests, Response, VERSION};
use super::window;
use futures_channel::oneshot::{self, Sender};
use gloo_timers::callback::Timeout;
use js_sys::{Object, Reflect};
use std::cell::RefCell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{MessageEvent, Window};

/// How long the host may take to respond, in milliseconds.
const TIMEOUT: u32 = 5_000;

/// The channel. It lives as long as the page does.
pub(super) struct Channel {
    parent: Window,
    on_theme: fn(ColorMode),
    requests: RefCell<Requests<Sender<Result<Response, String>>>>,
}

impl Channel {
    /// Starts listening to `parent`, and calls `on_theme` whenever it changes its colors.
    pub(super) fn open(parent: Window, on_theme: fn(ColorMode)) -> &'static Self {
        let channel: &'static Self =
            Box::leak(Box::new(Self { parent, on_theme, requests: RefCell::new(Requests::new()) }));
        window::listen("message", move |event| {
            let event: MessageEvent = event.unchecked_into();
            if event.source().as_deref() == Some(channel.parent.as_ref()) {
                channel.receive(&event.origin(), event.data());
            }
        });
        channel
    }

    /// True once the host has responded, so that its origin is known.
    pub(super) fn is_open(&self) -> bool {
        self.requests.borrow().origin().is_some()
    }

    /// Sends a request and waits for its response. The error is the host's error code, or empty after a timeout.
    pub(super) async fn request(&'static self, method: &str) -> Result<Response, String> {
        let (sender, response) = oneshot::channel();
        let id = self.requests.borrow_mut().add(sender);
        let timer = Timeout::new(TIMEOUT, move || drop(self.requests.borrow_mut().remove(id)));
        self.send(id, method, &[]);
        let response = response.await.unwrap_or_else(|_| Err(String::new()));
        drop(timer);
        response
    }

    /// Sends a message whose response doesn't matter.
    pub(super) fn notify(&self, method: &str, parameters: &[(&str, JsValue)]) {
        let id = self.requests.borrow_mut().next_id();
        self.send(id, method, parameters);
    }

    fn receive(&self, origin: &str, data: JsValue) {
        let Some(message) = read_value::<Message>(data) else { return };
        let received = self.requests.borrow_mut().receive(origin, message);
        match received {
            // The receiver may have been dropped.
            Some(Received::Response(sender, response)) => drop(sender.send(response)),
            Some(Received::Theme(mode)) => (self.on_theme)(mode),
            None => {}
        }
    }

    fn send(&self, id: u32, method: &str, parameters: &[(&str, JsValue)]) {
        let message =
            object(&[("v", VERSION.into()), ("id", id.into()), ("m", method.into()), ("p", object(parameters))]);
        let origin = self.requests.borrow().origin().map(str::to_owned);
        // Before the host's origin is known, any origin may read it: the first message holds nothing.
        // Fails only for values that can't be cloned, and none is sent.
        drop(self.parent.post_message(&message, origin.as_deref().unwrap_or("*")));
    }
}

fn object(fields: &[(&str, JsValue)]) -> JsValue {
    let object = Object::new();
    for (name, value) in fields {
        // Can't fail for a new object.
        drop(Reflect::set(&object, &JsValue::from_str(name), value));
    }
    object.into()
}
