//! What can still be learnt where a token may not inspect itself: its app from `/app`, its permissions from
//! `/me/permissions`. Its kind and its expiry stay unknown.
//!
//! Sources: the references of "App" and of "User, permissions" of the Graph API.

use super::ask::{Deadline, Question, ask};
use super::meaning::Failure;
use super::{Client, text};
use contract::access_token::AccessToken;
use contract::report::App;
use serde_json::Value;
use std::collections::BTreeSet;

/// What the two questions told. A failure of one does not take away what the other told.
pub(super) struct Ladder {
    /// The app, where Meta names one.
    pub(super) app: Result<Option<App>, Failure>,
    /// The granted permissions; `None` where the answer lists none that can be read.
    pub(super) granted: Result<Option<BTreeSet<String>>, Failure>,
}

/// Asks both questions.
pub(super) async fn climb(client: &Client, token: &AccessToken, deadline: Deadline) -> Ladder {
    let app = Question { path: "/app", query: &[("fields", "id,name")] };
    let permissions = Question { path: "/me/permissions", query: &[] };
    let (app, granted) = tokio::join!(ask(client, token, &app, deadline), ask(client, token, &permissions, deadline));
    Ladder {
        app: app.map(|answer| text::app(answer.get("id"), answer.get("name"))),
        granted: granted.map(|answer| granted_of(&answer)),
    }
}

/// `{data: [{permission, status}]}`, of which those count whose status is `granted`.
fn granted_of(answer: &Value) -> Option<BTreeSet<String>> {
    let entries = answer.get("data")?.as_array()?;
    let granted = entries.iter().filter(|entry| entry.get("status").and_then(Value::as_str) == Some("granted"));
    let names = granted.filter_map(|entry| entry.get("permission")?.as_str());
    Some(names.filter(|name| text::is_permission(name)).map(str::to_owned).collect())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn only_granted_permissions_count() {
        let answer = json!({ "data": [
            { "permission": "business_management", "status": "granted" },
            { "permission": "whatsapp_business_messaging", "status": "declined" },
            { "permission": "whatsapp_business_management", "status": "expired" },
            { "permission": 7, "status": "granted" },
            { "status": "granted" },
        ]});
        assert_eq!(granted_of(&answer), Some(BTreeSet::from(["business_management".to_owned()])));
        assert_eq!(granted_of(&json!({ "data": {} })), None);
    }
}
