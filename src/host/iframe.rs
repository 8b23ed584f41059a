//! A page around this one: says where the page is and gives it sessions, opens its links, and follows its height.

use super::channel::Channel;
use super::messages::{self, ColorMode};
use super::{Context, HostError, window};
use contract::request::Session;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, HtmlAnchorElement, ResizeObserver, Window};

/// The page that frames this one.
#[derive(Clone, Copy)]
pub struct Iframe {
    channel: &'static Channel,
}

impl Iframe {
    /// Starts listening to `parent`. Which pages can be that is up to the browser, by `frame-ancestors`.
    pub(super) fn new(parent: Window) -> Self {
        Self { channel: Channel::open(parent, set_color_mode) }
    }

    /// Asks where the page is, and adopts the host's colors. Comes before all other requests.
    pub(super) async fn open(self) -> Result<Context, HostError> {
        let context = self.channel.request("context").await.map_err(|_| HostError::NoResponse)?;
        if let Some(mode) = context.color_mode {
            set_color_mode(mode);
        }
        let project = context.project.ok_or(HostError::NoResponse)?;
        self.follow_links();
        Ok(Context { project: Some(project.id), locale: context.locale, time_zone: context.time_zone })
    }

    /// A new session. It says itself how long it may be kept.
    pub(super) async fn session(self) -> Result<Session, HostError> {
        messages::session(self.channel.request("token").await)
    }

    /// Tells the host to do something.
    pub(super) fn notify(self, method: &str, parameters: &[(&str, JsValue)]) {
        self.channel.notify(method, parameters);
    }

    /// True once the host has responded, so that its origin is known.
    pub(super) fn is_open(self) -> bool {
        self.channel.is_open()
    }

    /// Has the host open new tabs: a frame within a frame may not be allowed to.
    fn follow_links(self) {
        window::listen("click", move |event| {
            let event: Event = event.unchecked_into();
            let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
            let link = target.and_then(|target| target.closest("a[target=_blank]").ok()?);
            if let Some(link) = link.and_then(|link| link.dyn_into::<HtmlAnchorElement>().ok()) {
                event.prevent_default();
                self.notify("navigate", &[("url", link.href().into()), ("newTab", true.into())]);
            }
        });
    }

    /// Tells the host how high the page is, now and on every change. The browser calls at most once per frame.
    pub(super) fn follow_height(self) {
        let Some(body) = window::body() else { return };
        let sent = Cell::new(0.0);
        let measured = body.clone();
        let observer = ResizeObserver::new(
            window::callback(move |_| {
                let height = measured.get_bounding_client_rect().height().ceil();
                if has_changed(sent.get(), height) {
                    sent.set(height);
                    self.notify("height", &[("px", height.into())]);
                }
            })
            .unchecked_ref(),
        );
        if let Ok(observer) = observer {
            // The browser keeps the observer alive as long as the element it observes.
            observer.observe(&body);
        }
    }
}

fn set_color_mode(mode: ColorMode) {
    window::set_root_attribute("data-color-mode", mode.name());
}

/// Whether two heights differ by more than the rounding of a browser's layout.
fn has_changed(sent: f64, height: f64) -> bool {
    (height - sent).abs() > 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_difference_of_one_pixel_is_no_change() {
        assert!(has_changed(0.0, 600.0) && has_changed(600.0, 602.0) && has_changed(602.0, 320.0));
        assert!(!has_changed(600.0, 600.0) && !has_changed(600.0, 601.0) && !has_changed(601.0, 600.0));
    }
}
