//! What is the same in every host that frames the page: links, colours and height go through the host.

use super::foreign::Foreign;
use super::line::Line;
use super::messages::Context;
use super::window;
use contract::request::Session;
use panel::HostError;
use std::cell::Cell;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Element, Event, ResizeObserver};

/// A host around the page.
#[derive(Clone, Copy)]
pub struct Embedded {
    line: &'static Line,
}

impl Embedded {
    pub(super) fn new(line: &'static Line) -> Self {
        Self { line }
    }

    /// Asks where the page is.
    pub(super) async fn open(self) -> Result<Context, HostError> {
        let context = self.line.open().await?;
        self.follow_links();
        Ok(context)
    }

    /// A session. Asked for whenever one is needed: how long it may be kept stands in it.
    pub(super) async fn session(self) -> Result<Session, HostError> {
        self.line.session().await
    }

    /// Has the host do something.
    pub(super) fn tell(self, method: &str, parameters: &[(&str, JsValue)]) {
        self.line.tell(method, parameters);
    }

    /// True once the host has answered, so that it can be told something.
    pub(super) fn is_open(self) -> bool {
        self.line.is_open()
    }

    /// New tabs are opened by the host: a frame within a frame may be forbidden to.
    fn follow_links(self) {
        window::listen("click", move |event| {
            let target = event.field("target").and_then(|target| target.dyn_into::<Element>().ok());
            let link = target.and_then(|target| target.closest("a[target=_blank]").ok()?);
            let address = link.and_then(|link| AsRef::<JsValue>::as_ref(&link).field("href"));
            if let Some(address) = address {
                event.unchecked_into::<Event>().prevent_default();
                self.tell("navigate", &[("url", address), ("newTab", true.into())]);
            }
        });
    }

    /// Tells the host how high the page is, now and whenever that changes. The browser calls at most once a frame.
    pub(super) fn follow_height(self) {
        let Some(body) = window::body() else { return };
        let told = Cell::new(0.0);
        let measured = body.clone();
        let observer = ResizeObserver::new(
            window::function(move |_| {
                let height = measured.get_bounding_client_rect().height().ceil();
                if is_news(told.get(), height) {
                    told.set(height);
                    self.tell("height", &[("px", height.into())]);
                }
            })
            .unchecked_ref(),
        );
        if let Ok(observer) = observer {
            observer.observe(&body);
            // It observes for as long as its element is there, without anybody holding it.
        }
    }
}

/// Whether a height differs by more than the rounding of a browser's layout.
fn is_news(told: f64, height: f64) -> bool {
    (height - told).abs() > 1.0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pixel_is_no_news() {
        assert!(is_news(0.0, 600.0) && is_news(600.0, 602.0) && is_news(602.0, 320.0));
        assert!(!is_news(600.0, 600.0) && !is_news(600.0, 601.0) && !is_news(601.0, 600.0));
    }
}
