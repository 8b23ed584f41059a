//! The name of a person: what is shown beside what they saved, and nothing else. No right rests on it.

use crate::atlassian::{self, Answer, FOR_RIGHTS};
use reqwest::RequestBuilder;
use serde::Deserialize;

/// For the log.
const WHAT: &str = "the name of a person";

/// The longest name or account ID, in characters.
const LONGEST: usize = 128;

/// A user, as Jira describes one.
/// Source: Jira's REST API v3, "Get current user" and "Get user".
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct User {
    account_id: String,
    display_name: String,
}

/// The name of the person with this account, where Jira answers `question` with it. It may take as long as the question
/// for their rights, beside which it is asked.
pub(super) async fn ask(question: RequestBuilder, account: &str) -> Option<String> {
    let Answer { status, body } = atlassian::ask(question, WHAT, FOR_RIGHTS).await.ok()?;
    let name = (status == 200).then(|| read(&body, account)).flatten();
    if name.is_none() {
        // Everything goes on without a name, so only the log is told.
        let _only_logged = atlassian::useless(WHAT, "it does not name the person");
    }
    name
}

/// The name in `body`, where it is that of this account.
fn read(body: &[u8], account: &str) -> Option<String> {
    let user: User = serde_json::from_slice(body).ok()?;
    if user.account_id == account { fit(&user.display_name) } else { None }
}

/// `text` without the space around it, where it is 1 to 128 characters that all can be shown.
pub(super) fn fit(text: &str) -> Option<String> {
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
    fn a_name_is_taken_as_it_is() {
        for name in ["A", "Amira Costa", "Ольга Süd-王", &"ü".repeat(128)] {
            assert_eq!(named(json!(name)).as_deref(), Some(name));
        }
    }

    #[test]
    fn what_is_no_name_of_this_person_is_left_out() {
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
