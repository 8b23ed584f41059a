//! Reading what `debug_token` tells of a token.
//!
//! Source: Meta's reference of `debug_token`, and the example on the "Permissions" page of the WhatsApp Business
//! Platform. Fields that are missing, null or of another type are *not told*, which is never the same as no.

use super::meaning::{Failure, MetaError};
use super::text;
use contract::finding::{Finding, Outcome, Subject};
use contract::report::{App, Expiry};
use serde_json::Value;
use std::collections::BTreeSet;

/// What Meta tells of a token that it calls valid.
pub(super) struct Inspection {
    /// The field `type`, in Meta's words.
    pub(super) kind: Option<String>,
    /// The app that it was made for.
    pub(super) app: Option<App>,
    /// The field `expires_at`.
    pub(super) expires: Expiry,
    /// The field `data_access_expires_at`.
    pub(super) data_access_expires: Expiry,
    /// The field `scopes`.
    pub(super) scopes: Option<BTreeSet<String>>,
    /// The accounts that it reaches.
    pub(super) accounts: Accounts,
}

/// The WhatsApp accounts that a token reaches.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Accounts {
    /// Meta limits it to none.
    Unlimited,
    /// These, of which there is at least one, in order.
    Named(Vec<String>),
    /// It is limited, and to which accounts cannot be read.
    Unknown,
}

/// The permissions whose targets are WhatsApp accounts.
const ABOUT_ACCOUNTS: [&str; 2] = ["whatsapp_business_management", "whatsapp_business_messaging"];

/// Reads the answer of `debug_token`.
///
/// An invalid token is a failure by the error inside. An answer that does not say whether the token is valid is bad.
pub(super) fn read(answer: &Value) -> Result<Inspection, Failure> {
    let data = answer.get("data").ok_or_else(|| Failure::new(Finding::BadAnswer))?;
    match data.get("is_valid").and_then(Value::as_bool) {
        None => Err(Failure::new(Finding::BadAnswer)),
        Some(false) => Err(invalid(data)),
        Some(true) => Ok(Inspection {
            kind: data.get("type").and_then(Value::as_str).map(str::to_owned),
            app: text::app(data.get("app_id"), data.get("application")),
            expires: moment(data.get("expires_at")),
            data_access_expires: moment(data.get("data_access_expires_at")),
            scopes: data.get("scopes").and_then(scopes),
            accounts: accounts(data.get("granular_scopes")),
        }),
    }
}

/// Meta has said that the token is not valid; the error only tells why, and cannot leave it open again.
fn invalid(data: &Value) -> Failure {
    let why = data.get("error").and_then(MetaError::read).map(|error| error.failure(200).finding);
    let refuses = |why: &Finding| why.subject() == Subject::Token && why.outcome() == Outcome::Fail;
    Failure::new(why.filter(refuses).unwrap_or(Finding::Refused))
}

/// Unix seconds; 0 is never.
fn moment(value: Option<&Value>) -> Expiry {
    match value.and_then(Value::as_i64) {
        Some(0) => Expiry::Never,
        Some(seconds) if seconds > 0 => Expiry::At { at: crate::clock::at(seconds) },
        _ => Expiry::Unknown,
    }
}

fn scopes(value: &Value) -> Option<BTreeSet<String>> {
    let names = value.as_array()?.iter().filter_map(Value::as_str);
    Some(names.filter(|name| text::is_permission(name)).map(str::to_owned).collect())
}

/// What every permission about accounts lets the token reach. Chat needs both, so only what both reach counts.
fn accounts(granular: Option<&Value>) -> Accounts {
    let Some(granular) = granular else { return Accounts::Unlimited };
    let Some(entries) = granular.as_array() else { return Accounts::Unknown };
    let limits: Vec<BTreeSet<String>> = ABOUT_ACCOUNTS.iter().filter_map(|scope| limit(entries, scope)).collect();
    match limits.into_iter().reduce(|reached, limit| &reached & &limit) {
        None => Accounts::Unlimited,
        Some(both) if both.is_empty() => Accounts::Unknown,
        Some(both) => Accounts::Named(both.into_iter().collect()),
    }
}

/// The accounts that the permission `scope` is limited to. `target_ids` may be missing, which means that there is no
/// limit; one that holds no ID is a limit all the same.
fn limit(entries: &[Value], scope: &str) -> Option<BTreeSet<String>> {
    let of_scope = |entry: &&Value| entry.get("scope").and_then(Value::as_str) == Some(scope);
    let limits = entries.iter().filter(of_scope).filter_map(|entry| entry.get("target_ids"));
    let read = |targets: &Value| targets.as_array().into_iter().flatten().filter_map(|id| text::id(Some(id))).collect();
    limits.map(read).reduce(|one: BTreeSet<String>, other| &one | &other)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_is_not_told_is_not_taken_for_no_or_never() {
        let told = read(&json!({ "data": { "is_valid": true } })).ok().unwrap();
        assert!(told.kind.is_none() && told.app.is_none() && told.scopes.is_none());
        assert_eq!(told.accounts, Accounts::Unlimited);
        assert_eq!((told.expires, told.data_access_expires), (Expiry::Unknown, Expiry::Unknown));
        for odd in [json!(null), json!("0"), json!(-5), json!(1.5), json!({ "at": 0 })] {
            assert_eq!(moment(Some(&odd)), Expiry::Unknown, "{odd}");
        }
    }

    #[test]
    fn an_invalid_token_is_never_called_unknown() {
        for code in [987_654, 2, 4, 368, 104, 10, 0] {
            let failure = read(&json!({ "data": { "is_valid": false, "error": { "code": code } } })).err().unwrap();
            assert_eq!(failure.finding.outcome(), Outcome::Fail, "{code}");
        }
        for error in [json!(null), json!({ "code": 987_654 }), json!({ "code": 368 }), json!({ "code": 104 })] {
            let failure = read(&json!({ "data": { "is_valid": false, "error": error } })).err().unwrap();
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
            assert_eq!(read(&report).err().unwrap().finding, finding, "{subcode:?}");
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
            assert_eq!(read(&body).err().unwrap().finding, Finding::BadAnswer, "{body}");
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
