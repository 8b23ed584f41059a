//! Errors in Meta's format.
//!
//! Sources: <https://developers.facebook.com/docs/graph-api/guides/error-handling> and
//! <https://developers.facebook.com/documentation/business-messaging/whatsapp/support/error-codes>.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Map, Value, json};

/// Is in every text that Meta would have written, so that a test can prove that none of it reaches a screen.
pub const MARKER: &str = "SANDBOX RAW META TEXT";

/// An error of the Graph API.
#[derive(Debug, Deserialize)]
pub(crate) struct GraphError {
    /// The HTTP status.
    pub(super) status: u16,
    /// Headers that come with it.
    #[serde(default)]
    pub(super) headers: BTreeMap<String, String>,
    /// The object `error` of the body. In `message`, `{token}` is replaced by the token.
    #[serde(flatten)]
    fields: Map<String, Value>,
}

impl GraphError {
    fn new(status: u16, code: i64, message: &str) -> Self {
        let fields = [("message", message.into()), ("type", "OAuthException".into()), ("code", code.into())];
        let fields = fields.into_iter().map(|(name, value): (_, Value)| (name.to_owned(), value)).collect();
        Self { status, headers: BTreeMap::new(), fields }
    }

    pub(super) fn code(&self) -> Option<i64> {
        self.fields.get("code").and_then(Value::as_i64)
    }

    /// The text as sent, if this token is rejected.
    pub(super) fn message(&self, token: &str) -> String {
        let message = self.fields.get("message").and_then(Value::as_str).unwrap_or_default();
        format!("{} [{MARKER}]", message.replace("{token}", token))
    }

    /// The body of the response.
    pub(super) fn body(&self, token: &str, fbtrace_id: &str) -> Value {
        let mut error = self.fields.clone();
        error.insert("message".into(), self.message(token).into());
        if error.contains_key("error_subcode") {
            error.insert("error_user_title".into(), format!("{MARKER}: title").into());
            error.insert("error_user_msg".into(), format!("{MARKER}: advice").into());
        }
        error.insert("fbtrace_id".into(), fbtrace_id.into());
        json!({ "error": error })
    }

    /// The body of `debug_token`'s response about a token that Meta knows to be invalid. It calls the subcode
    /// `subcode`.
    pub(super) fn invalid_report(&self, token: &str) -> Value {
        let mut error = Map::new();
        error.insert("code".into(), self.code().into());
        error.insert("message".into(), self.message(token).into());
        if let Some(subcode) = self.fields.get("error_subcode") {
            error.insert("subcode".into(), subcode.clone());
        }
        json!({ "data": { "error": error, "is_valid": false, "scopes": [] } })
    }
}

/// No `Authorization` header, or one that this edge can't use.
pub(super) fn no_token() -> GraphError {
    GraphError::new(400, 104, "This request must carry an access token")
}

/// `debug_token` without its parameter.
pub(super) fn input_token_missing() -> GraphError {
    GraphError::new(400, 100, "(#100) The parameter input_token is required")
}

/// A token that can't inspect this one. Clients tell this error from others of code 100 by its words.
pub(super) fn app_token_needed() -> GraphError {
    GraphError::new(
        400,
        100,
        "(#100) You must provide an app access token, or a user access token that is an owner or developer of the app",
    )
}

/// An app whose secret or ID is wrong.
pub(super) fn wrong_app_secret() -> GraphError {
    GraphError::new(400, 190, "Invalid OAuth access token signature.")
}

/// An app that inspects a token of another app.
pub(super) fn token_of_another_app() -> GraphError {
    GraphError::new(400, 100, "(#100) The input_token belongs to an app other than the viewing one")
}

/// A path, a version or a method that doesn't exist.
pub(super) fn unknown_path() -> GraphError {
    GraphError::new(400, 2500, "Unknown path components in this request")
}

/// `/app` for a token without an app.
pub(super) fn no_such_object() -> GraphError {
    let message = "Unsupported get request. Object with ID 'app' does not exist or cannot be loaded";
    let mut error = GraphError::new(400, 100, message);
    error.fields.insert("type".into(), "GraphMethodException".into());
    error.fields.insert("error_subcode".into(), 33.into());
    error
}

/// A token that is not in the table, by whether it at least starts as Meta's do.
pub(super) fn unreadable(token: &str) -> GraphError {
    let known_start = token.starts_with("EAA");
    let message =
        if known_start { "Malformed access token" } else { "Invalid OAuth access token - Cannot parse access token" };
    GraphError::new(400, 190, message)
}
