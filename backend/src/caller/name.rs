//! A person's display name. It is only shown; no permission depends on it.

use crate::atlassian::{self, PERMISSIONS_TIMEOUT, Reply};
use reqwest::RequestBuilder;
use serde::Deserialize;

const WHAT: &str = "the name of a person";

/// The longest name or account ID, in characters.
const LONGEST: usize = 128;

/// Source: Jira's REST API v3, "Get current user".
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    account_id: String,
    display_name: String,
}

/// The name of the person with this account, if Jira responds with one. It runs next to the permission request, and has
/// the same time limit.
pub(super) async fn fetch(request: RequestBuilder, account: &str) -> Option<String> {
    let Reply { status, body } = atlassian::send(request, WHAT, PERMISSIONS_TIMEOUT).await.ok()?;
    let name = (status == 200).then(|| read(&body, account)).flatten();
    if name.is_none() {
        // A missing name stops nothing, so it is only logged.
        let _logged = atlassian::unusable(WHAT, "it does not name the person");
    }
    name
}

/// The name in `body`, if it belongs to this account.
fn read(body: &[u8], account: &str) -> Option<String> {
    let user: User = serde_json::from_slice(body).ok()?;
    if user.account_id == account { displayable(&user.display_name) } else { None }
}

/// `text` without surrounding space, if it has 1 to 128 characters and no control characters.
pub(super) fn displayable(text: &str) -> Option<String> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().count() <= LONGEST && !text.chars().any(char::is_control);
    fits.then(|| text.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn named(name: serde_json::Value) -> Option<String> {
        read(json!({ "accountId": "5b10", "displayName": name }).to_string().as_bytes(), "5b10")
    }

    #[test]
    fn a_name_is_kept_as_it_is() {
        for name in ["A", "Amira Costa", "Ольга Süd-王", &"ü".repeat(128)] {
            assert_eq!(named(json!(name)).as_deref(), Some(name));
        }
    }

    #[test]
    fn anything_but_this_persons_name_is_ignored() {
        let too_long = "ü".repeat(129);
        for name in ["", " ", "Amira\nCosta", "Amira\u{0}", "\u{1b}[2JAmira", "Amira\u{85}Costa", &too_long] {
            assert_eq!(named(json!(name)), None, "{name:?}");
        }
        for name in [json!(null), json!(1), json!(["Amira"]), json!({})] {
            assert_eq!(named(name.clone()), None, "{name}");
        }
        let of_another = json!({ "accountId": "5b11", "displayName": "Amira Costa" }).to_string();
        for body in ["", "<html>", "{}", r#"{"accountId":"5b10"}"#, r#"{"displayName":"Amira Costa"}"#, &of_another] {
            assert_eq!(read(body.as_bytes(), "5b10"), None, "{body}");
        }
    }
}
