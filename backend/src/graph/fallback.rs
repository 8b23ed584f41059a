//! What can be found out about a token that may not inspect itself: its app from `/app`, its permissions from
//! `/me/permissions`. Its owner and its expiration stay unknown.
//!
//! Sources: the references of "App" and of "User, permissions" of the Graph API.

use super::error_codes::Failure;
use super::request::{Deadline, Request, send};
use super::{Client, safe_text};
use contract::access_token::AccessToken;
use contract::report::App;
use serde_json::Value;
use std::collections::BTreeSet;

/// The results of both requests; one can fail without the other.
pub(super) struct Fallback {
    /// The app, if Meta names one.
    pub(super) app: Result<Option<App>, Failure>,
    /// The granted permissions; `None` if the response has no list.
    pub(super) granted: Result<Option<BTreeSet<String>>, Failure>,
}

/// Sends both requests.
pub(super) async fn fetch_fallback(client: &Client, token: &AccessToken, deadline: Deadline) -> Fallback {
    let app = Request { path: "/app", query: &[("fields", "id,name")] };
    let permissions = Request { path: "/me/permissions", query: &[] };
    let (app, granted) = tokio::join!(send(client, token, &app, deadline), send(client, token, &permissions, deadline));
    Fallback {
        app: app.map(|response| safe_text::app(response.get("id"), response.get("name"))),
        granted: granted.map(|response| granted_permissions(&response)),
    }
}

/// The permissions with status `granted` in `{data: [{permission, status}]}`.
fn granted_permissions(response: &Value) -> Option<BTreeSet<String>> {
    let entries = response.get("data")?.as_array()?;
    let granted = entries.iter().filter(|entry| entry.get("status").and_then(Value::as_str) == Some("granted"));
    let names = granted.filter_map(|entry| entry.get("permission")?.as_str());
    Some(names.filter(|name| safe_text::is_permission(name)).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_granted_permissions_count() {
        let response = json!({ "data": [
            { "permission": "business_management", "status": "granted" },
            { "permission": "whatsapp_business_messaging", "status": "declined" },
            { "permission": "whatsapp_business_management", "status": "expired" },
            { "permission": 7, "status": "granted" },
            { "status": "granted" },
        ]});
        assert_eq!(granted_permissions(&response), Some(BTreeSet::from(["business_management".to_owned()])));
        assert_eq!(granted_permissions(&json!({ "data": {} })), None);
    }
}
