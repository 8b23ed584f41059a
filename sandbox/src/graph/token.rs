//! What Meta knows about a valid token, and the fictional apps of the table.
//!
//! The fields are those of the `debug_token` response on Meta's Permissions page
//! (<https://developers.facebook.com/documentation/business-messaging/whatsapp/permissions/>) and in the reference of
//! the edge (<https://developers.facebook.com/docs/graph-api/reference/debug_token>).

use std::time::{SystemTime, UNIX_EPOCH};

use serde::Deserialize;
use serde_json::{Map, Value, json};

const BUSINESS: &str = "business_management";
const MANAGEMENT: &str = "whatsapp_business_management";
const MESSAGING: &str = "whatsapp_business_messaging";

/// When every token of the table was made: 2024-04-02, in Unix seconds.
const ISSUED_AT: i64 = 1_712_099_387;

/// The system user, or person, behind every token of the table.
const USER_ID: &str = "104169029247128";

/// The app secret of both apps, for callers of the form `{app_id}|{app_secret}`. Visibly not a real one.
pub const APP_SECRET: &str = "00000000000000000000000005a4db0c";

/// What `debug_token` says about a valid token. A field that the table leaves out is that of the best token there is.
#[derive(Debug, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(crate) struct TokenFacts {
    /// The field `type`, in Meta's words.
    #[serde(rename = "type")]
    owner_type: String,
    /// The fields `app_id` and `application`; both are left out if it's `null`.
    pub(super) app: Option<App>,
    /// The field `expires_at`.
    expires: Expiration,
    /// The field `data_access_expires_at`.
    data_access_expires: Expiration,
    /// The field `scopes`.
    pub(super) scopes: Vec<String>,
    /// The WhatsApp Business Account IDs in `granular_scopes`, which is left out if there are none.
    accounts: Vec<String>,
    /// How long Meta takes to respond.
    pub(super) delay_seconds: u64,
}

impl Default for TokenFacts {
    fn default() -> Self {
        Self {
            owner_type: "SYSTEM_USER".into(),
            app: Some(App::AcmeSupport),
            expires: Expiration::Never,
            data_access_expires: Expiration::Never,
            scopes: [BUSINESS, MANAGEMENT, MESSAGING].map(str::to_owned).into(),
            accounts: Vec::new(),
            delay_seconds: 0,
        }
    }
}

/// An app of the fictional business.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
pub(crate) enum App {
    #[serde(rename = "Acme Support")]
    AcmeSupport,
    #[serde(rename = "Acme Returns")]
    AcmeReturns,
}

impl App {
    pub(super) fn with_id(id: &str) -> Option<Self> {
        [Self::AcmeSupport, Self::AcmeReturns].into_iter().find(|app| app.id() == id)
    }

    pub(super) fn id(self) -> &'static str {
        match self {
            Self::AcmeSupport => "634974688087057",
            Self::AcmeReturns => "771203456789012",
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::AcmeSupport => "Acme Support",
            Self::AcmeReturns => "Acme Returns",
        }
    }
}

/// A time in a report, relative to the request.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Expiration {
    /// Meta's 0.
    Never,
    /// The field is left out.
    Missing,
    InDays(i64),
    InHours(i64),
}

impl Expiration {
    /// The value of the field, in Unix seconds.
    fn at(self) -> Option<i64> {
        match self {
            Self::Never => Some(0),
            Self::Missing => None,
            Self::InDays(days) => Some(now() + days * 86_400),
            Self::InHours(hours) => Some(now() + hours * 3_600),
        }
    }
}

impl TokenFacts {
    /// The body of `debug_token`'s response.
    pub(crate) fn report(&self) -> Value {
        let mut data = Map::new();
        if let Some(app) = self.app {
            data.insert("app_id".into(), app.id().into());
            data.insert("application".into(), app.name().into());
        }
        data.insert("type".into(), self.owner_type.clone().into());
        let times = [("data_access_expires_at", self.data_access_expires), ("expires_at", self.expires)];
        for (field, expiration) in times {
            if let Some(at) = expiration.at() {
                data.insert(field.into(), at.into());
            }
        }
        data.insert("is_valid".into(), true.into());
        data.insert("issued_at".into(), ISSUED_AT.into());
        data.insert("scopes".into(), self.scopes.clone().into());
        if !self.accounts.is_empty() {
            data.insert("granular_scopes".into(), self.scopes.iter().map(|scope| self.granular(scope)).collect());
        }
        // An app's own token belongs to no user.
        if self.owner_type != "APP" {
            data.insert("user_id".into(), USER_ID.into());
        }
        json!({ "data": data })
    }

    /// The entry of `granular_scopes` for this scope. Only the two WhatsApp scopes are limited to accounts.
    fn granular(&self, scope: &str) -> Value {
        if [MANAGEMENT, MESSAGING].contains(&scope) {
            json!({ "scope": scope, "target_ids": self.accounts })
        } else {
            json!({ "scope": scope })
        }
    }
}

fn now() -> i64 {
    let passed = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(passed.as_secs()).unwrap_or(i64::MAX)
}
