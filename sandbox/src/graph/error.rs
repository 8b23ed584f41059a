//! Errors of Meta's shape.
//!
//! Sources: <https://developers.facebook.com/docs/graph-api/guides/error-handling> and
//! <https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes>.

use serde_json::{Map, Value, json};

/// Stands in every text that Meta would have written, so that a test can prove that none of it reaches a screen.
pub const MARKER: &str = "SANDBOX RAW META TEXT";

/// An error as the Graph API words it, with the HTTP status that it comes with.
#[derive(Clone, Copy, Debug)]
pub struct GraphError {
    pub(super) status: u16,
    pub(super) code: i64,
    kind: &'static str,
    message: Message,
    subcode: Option<i64>,
    details: Option<&'static str>,
    is_transient: Option<bool>,
    pub(super) wait: Wait,
}

/// The text of `error.message`, to which [`MARKER`] is added.
#[derive(Clone, Copy, Debug)]
enum Message {
    /// As written.
    Text(&'static str),
    /// As written, followed by the token itself, as Meta does with tokens that it cannot read.
    EchoesToken(&'static str),
}

/// What the headers say about when to come back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// Nothing.
    Unsaid,
    /// `Retry-After`, as a number of seconds.
    Seconds(u32),
    /// `Retry-After`, as a date so many seconds from now.
    DateInSeconds(u32),
    /// `x-business-use-case-usage`, whose `estimated_time_to_regain_access` counts minutes.
    UsageMinutes(u32),
}

impl GraphError {
    pub(crate) const fn new(status: u16, code: i64, message: &'static str) -> Self {
        Self {
            status,
            code,
            kind: "OAuthException",
            message: Message::Text(message),
            subcode: None,
            details: None,
            is_transient: None,
            wait: Wait::Unsaid,
        }
    }

    pub(crate) const fn echoing(status: u16, code: i64, message: &'static str) -> Self {
        let mut error = Self::new(status, code, message);
        error.message = Message::EchoesToken(message);
        error
    }

    /// Sets `type`, which is nearly always `OAuthException`.
    pub(crate) const fn kind(mut self, kind: &'static str) -> Self {
        self.kind = kind;
        self
    }

    pub(crate) const fn subcode(mut self, subcode: i64) -> Self {
        self.subcode = Some(subcode);
        self
    }

    /// Sets `error_data.details`, which the WhatsApp codes carry.
    pub(crate) const fn details(mut self, details: &'static str) -> Self {
        self.details = Some(details);
        self
    }

    pub(crate) const fn is_transient(mut self, is_transient: bool) -> Self {
        self.is_transient = Some(is_transient);
        self
    }

    pub(crate) const fn wait(mut self, wait: Wait) -> Self {
        self.wait = wait;
        self
    }

    /// The text as sent, for a refusal of this token.
    pub(super) fn message(&self, token: &str) -> String {
        match self.message {
            Message::Text(text) => format!("{text} [{MARKER}]"),
            Message::EchoesToken(text) => format!("{text} {token} [{MARKER}]"),
        }
    }

    /// The body of a refusal.
    pub(super) fn body(&self, token: &str, fbtrace_id: &str) -> Value {
        let mut error = Map::new();
        error.insert("message".into(), self.message(token).into());
        error.insert("type".into(), self.kind.into());
        error.insert("code".into(), self.code.into());
        if let Some(details) = self.details {
            let details = format!("{details} [{MARKER}]");
            let data = json!({ "messaging_product": "whatsapp", "details": details });
            error.insert("error_data".into(), data);
        }
        if let Some(subcode) = self.subcode {
            error.insert("error_subcode".into(), subcode.into());
            error.insert("error_user_title".into(), format!("{MARKER}: title").into());
            error.insert("error_user_msg".into(), format!("{MARKER}: advice").into());
        }
        if let Some(is_transient) = self.is_transient {
            error.insert("is_transient".into(), is_transient.into());
        }
        error.insert("fbtrace_id".into(), fbtrace_id.into());
        json!({ "error": error })
    }

    /// The shorter form inside a report with `is_valid: false`.
    pub(super) fn inside_report(&self, token: &str) -> Value {
        let mut error = Map::new();
        error.insert("code".into(), self.code.into());
        error.insert("message".into(), self.message(token).into());
        if let Some(subcode) = self.subcode {
            error.insert("subcode".into(), subcode.into());
        }
        Value::Object(error)
    }
}

/// No `Authorization` header, or one that this edge cannot use.
pub(super) const NO_TOKEN: GraphError = GraphError::new(400, 104, "This request must carry an access token");

/// `debug_token` without its parameter.
pub(super) const INPUT_TOKEN_MISSING: GraphError =
    GraphError::new(400, 100, "(#100) The parameter input_token is required");

/// A token that may not inspect this one. Clients tell this error from others of code 100 by its words.
pub(super) const APP_TOKEN_NEEDED: GraphError = GraphError::new(
    400,
    100,
    "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app",
);

/// An app whose secret, or whose id, Meta does not know.
pub(super) const WRONG_APP_SECRET: GraphError = GraphError::new(400, 190, "Invalid OAuth access token signature.");

/// An app that asks about a token of another app.
pub(super) const ANOTHER_APPS_TOKEN: GraphError =
    GraphError::new(400, 100, "(#100) The input_token belongs to an app other than the viewing one");

/// A path, a version or a method that does not exist.
pub(super) const UNKNOWN_PATH: GraphError = GraphError::new(400, 2500, "Unknown path components in this request");

/// `/app` for a token without an app.
pub(super) const NO_SUCH_OBJECT: GraphError =
    GraphError::new(400, 100, "Unsupported get request. Object with ID 'app' does not exist or cannot be loaded")
        .kind("GraphMethodException")
        .subcode(33);

const MALFORMED: GraphError = GraphError::new(400, 190, "Malformed access token");
const UNPARSABLE: GraphError = GraphError::new(400, 190, "Invalid OAuth access token - Cannot parse access token");

/// The refusal of a token that is not in the table, by whether it at least begins as Meta's do.
pub(super) fn unreadable(token: &str) -> &'static GraphError {
    if token.starts_with("EAA") { &MALFORMED } else { &UNPARSABLE }
}
