//! Parses Meta's `debug_token` response.
//!
//! Source: Meta's reference of `debug_token`, and the example on the "Permissions" page of the WhatsApp Business
//! Platform. A field that is missing, null or of another type is *unknown*, which never means no.

use super::error_codes::{Failure, MetaError};
use super::safe_text;
use contract::finding::{Finding, Outcome, Subject};
use contract::report::{App, Expiry};
use serde_json::Value;
use std::collections::BTreeSet;

/// What Meta says about a token that it calls valid.
pub(super) struct Inspection {
    /// The field `type`, in Meta's words.
    pub(super) kind: Option<String>,
    /// The app that the token was made for.
    pub(super) app: Option<App>,
    /// The field `expires_at`.
    pub(super) expires: Expiry,
    /// The field `data_access_expires_at`.
    pub(super) data_access_expires: Expiry,
    /// The field `scopes`.
    pub(super) scopes: Option<BTreeSet<String>>,
    /// The accounts that the token can reach.
    pub(super) accounts: Accounts,
}

/// The WhatsApp Business accounts that a token can reach.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Accounts {
    /// Meta names no limit.
    Unlimited,
    /// Only these; at least one, sorted.
    Named(Vec<String>),
    /// It is limited, but to which accounts can't be read.
    Unknown,
}

/// The permissions that can be limited to accounts.
const ACCOUNT_PERMISSIONS: [&str; 2] = ["whatsapp_business_management", "whatsapp_business_messaging"];

/// Parses the response. An invalid token is a failure with the finding of the error inside.
pub(super) fn parse(response: &Value) -> Result<Inspection, Failure> {
    let data = response.get("data").ok_or_else(|| Failure::new(Finding::BadAnswer))?;
    match data.get("is_valid").and_then(Value::as_bool) {
        None => Err(Failure::new(Finding::BadAnswer)),
        Some(false) => Err(invalid(data)),
        Some(true) => Ok(Inspection {
            kind: data.get("type").and_then(Value::as_str).map(str::to_owned),
            app: safe_text::app(data.get("app_id"), data.get("application")),
            expires: expiry(data.get("expires_at")),
            data_access_expires: expiry(data.get("data_access_expires_at")),
            scopes: data.get("scopes").and_then(scopes),
            accounts: accounts(data.get("granular_scopes")),
        }),
    }
}

/// Meta said that the token isn't valid. The error inside only says why; it can't make the token unknown again.
fn invalid(data: &Value) -> Failure {
    let why = data.get("error").and_then(MetaError::parse).map(|error| error.failure(200).finding);
    let blames_token = |why: &Finding| why.subject() == Subject::Token && why.outcome() == Outcome::Fail;
    Failure::new(why.filter(blames_token).unwrap_or(Finding::Refused))
}

/// Unix seconds; 0 means never.
fn expiry(value: Option<&Value>) -> Expiry {
    match value.and_then(Value::as_i64) {
        Some(0) => Expiry::Never,
        Some(seconds) if seconds > 0 => Expiry::At { at: crate::clock::at(seconds) },
        _ => Expiry::Unknown,
    }
}

fn scopes(value: &Value) -> Option<BTreeSet<String>> {
    let names = value.as_array()?.iter().filter_map(Value::as_str);
    Some(names.filter(|name| safe_text::is_permission(name)).map(str::to_owned).collect())
}

/// The accounts that both permissions reach, since Chat needs both.
fn accounts(granular: Option<&Value>) -> Accounts {
    let Some(granular) = granular else { return Accounts::Unlimited };
    let Some(entries) = granular.as_array() else { return Accounts::Unknown };
    let limits: Vec<BTreeSet<String>> = ACCOUNT_PERMISSIONS.iter().filter_map(|scope| limit(entries, scope)).collect();
    match limits.into_iter().reduce(|reached, limit| &reached & &limit) {
        None => Accounts::Unlimited,
        Some(both) if both.is_empty() => Accounts::Unknown,
        Some(both) => Accounts::Named(both.into_iter().collect()),
    }
}

/// The accounts that the permission `scope` is limited to. Without `target_ids` there is no limit; a `target_ids` without
/// an ID is still a limit.
fn limit(entries: &[Value], scope: &str) -> Option<BTreeSet<String>> {
    let of_scope = |entry: &&Value| entry.get("scope").and_then(Value::as_str) == Some(scope);
    let limits = entries.iter().filter(of_scope).filter_map(|entry| entry.get("target_ids"));
    let read =
        |targets: &Value| targets.as_array().into_iter().flatten().filter_map(|id| safe_text::id(Some(id))).collect();
    limits.map(read).reduce(|one: BTreeSet<String>, other| &one | &other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_unknown_field_means_neither_no_nor_never() {
        let inspection = parse(&json!({ "data": { "is_valid": true } })).ok().unwrap();
        assert!(inspection.kind.is_none() && inspection.app.is_none() && inspection.scopes.is_none());
        assert_eq!(inspection.accounts, Accounts::Unlimited);
        assert_eq!((inspection.expires, inspection.data_access_expires), (Expiry::Unknown, Expiry::Unknown));
        for odd in [json!(null), json!("0"), json!(-5), json!(1.5), json!({ "at": 0 })] {
            assert_eq!(expiry(Some(&odd)), Expiry::Unknown, "{odd}");
        }
    }

    #[test]
    fn an_invalid_token_is_never_called_unknown() {
        for code in [987_654, 2, 4, 368, 104, 10, 0] {
            let failure = parse(&json!({ "data": { "is_valid": false, "error": { "code": code } } })).err().unwrap();
            assert_eq!(failure.finding.outcome(), Outcome::Fail, "{code}");
        }
        for error in [json!(null), json!({ "code": 987_654 }), json!({ "code": 368 }), json!({ "code": 104 })] {
            let failure = parse(&json!({ "data": { "is_valid": false, "error": error } })).err().unwrap();
            assert_eq!(failure.finding, Finding::Refused, "{error}");
        }
    }

    #[test]
    fn a_report_says_in_its_subcode_why_the_token_is_invalid() {
        for (subcode, finding) in [
            (None, Finding::Refused),
            (Some(458), Finding::AppNotAssigned),
            (Some(459), Finding::UserCheckpoint),
            (Some(460), Finding::PasswordChanged),
            (Some(463), Finding::Expired),
            (Some(464), Finding::UserCheckpoint),
            (Some(467), Finding::Revoked),
            (Some(492), Finding::PageRoleMissing),
        ] {
            let error = json!({ "code": 190, "message": "The session is not valid", "subcode": subcode });
            let report = json!({ "data": { "error": error, "is_valid": false, "scopes": [] } });
            assert_eq!(parse(&report).err().unwrap().finding, finding, "{subcode:?}");
        }
    }

    #[test]
    fn a_body_that_does_not_say_whether_the_token_is_valid_is_no_report() {
        for body in [
            json!({ "success": true }),
            json!({ "data": { "app_id": null, "type": null, "is_valid": null, "scopes": null } }),
            json!({ "data": { "app_id": 1, "type": 7, "expires_at": "never", "is_valid": "yes", "scopes": "all" } }),
            json!([]),
            json!(null),
        ] {
            assert_eq!(parse(&body).err().unwrap().finding, Finding::BadAnswer, "{body}");
        }
    }

    #[test]
    fn accounts_are_those_that_both_permissions_reach() {
        let both = |management: Value, messaging: Value| {
            accounts(Some(&json!([
                { "scope": "whatsapp_business_management", "target_ids": management },
                { "scope": "whatsapp_business_messaging", "target_ids": messaging },
                { "scope": "pages_show_list", "target_ids": ["3"] },
                { "scope": 7 },
            ])))
        };
        let named = |ids: &[&str]| Accounts::Named(ids.iter().map(|id| (*id).to_owned()).collect());
        assert_eq!(both(json!(["2", "1", "x"]), json!(["2", 1])), named(&["1", "2"]));
        assert_eq!(both(json!(["2", "1"]), json!(["2", "4"])), named(&["2"]));
        assert_eq!(both(json!(["1"]), json!(["2"])), Accounts::Unknown);
        for unreadable in [json!([]), json!(["x"]), json!(null), json!("1"), json!({})] {
            assert_eq!(both(unreadable.clone(), json!(["1"])), Accounts::Unknown, "{unreadable}");
            assert_eq!(both(json!(["1"]), unreadable.clone()), Accounts::Unknown, "{unreadable}");
        }
    }

    #[test]
    fn a_permission_without_targets_limits_nothing() {
        let one = json!([
            { "scope": "whatsapp_business_management" },
            { "scope": "whatsapp_business_messaging", "target_ids": ["2"] },
        ]);
        assert_eq!(accounts(Some(&one)), Accounts::Named(vec!["2".to_owned()]));
        for none in [json!([]), json!([{ "scope": "whatsapp_business_messaging" }]), json!([{ "target_ids": ["1"] }])] {
            assert_eq!(accounts(Some(&none)), Accounts::Unlimited, "{none}");
        }
        assert_eq!(accounts(None), Accounts::Unlimited);
        assert_eq!(accounts(Some(&json!("all"))), Accounts::Unknown);
    }
}
