//! Atlassian Connect, which ends on 2027-01-31. To remove it then, delete this file and `connect.js`, and the lines that
//! name either or the feature `host-connect`.
//!
//! Connect has a script of its own and no messages, so `connect.js` answers the page's messages by calling it: a shell
//! inside the page. It is fetched with the first message, and nowhere else.

use super::embedded::Embedded;
use super::line::Line;
use super::window::function;
use std::cell::OnceCell;
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

/// What stands for the origin of a message that never left the page.
const ORIGIN: &str = "connect.js";

thread_local! {
    static HEARS: OnceCell<JsValue> = const { OnceCell::new() };
}

#[wasm_bindgen]
extern "C" {
    /// Has `connect.js` answer `message` by calling `hear`; see boot.js.
    #[wasm_bindgen(catch, js_name = chatConnect)]
    fn chat_connect(message: &JsValue, hear: &JsValue) -> Result<JsValue, JsValue>;
}

/// Jira, as Connect's script reaches it. Its tokens are asked for with every request, and never kept.
pub(super) fn host() -> Embedded {
    Embedded::new(Line::new(carry), "JWT")
}

fn carry(line: &'static Line, message: &JsValue, _: &str) {
    HEARS.with(|hears| {
        let hears = hears.get_or_init(|| function(move |data| line.hear(ORIGIN, &data)));
        // A boot.js without it leaves the question unanswered, which is then said.
        drop(chat_connect(message, hears));
    });
}
