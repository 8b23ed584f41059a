//! What Meta knows about a token, and the pretend apps and accounts that the table speaks of.
//!
//! The fields are those of the `debug_token` response as Meta's Permissions page shows it
//! (<https://developers.facebook.com/documentation/business-messaging/whatsapp/permissions/>) and of the reference of
//! the edge (<https://developers.facebook.com/docs/graph-api/reference/debug_token>).

/// What `debug_token` tells about a valid token.
#[derive(Clone, Copy, Debug)]
pub struct Facts {
    /// The field `type`.
    pub kind: Kind,
    /// The fields `app_id` and `application`; both absent when `None`.
    pub app: Option<App>,
    /// The field `expires_at`.
    pub expires_at: Moment,
    /// The field `data_access_expires_at`.
    pub data_access_expires_at: Moment,
    /// The field `scopes`.
    pub scopes: &'static [&'static str],
    /// The field `granular_scopes`.
    pub granular: Granular,
    /// Fields beyond those that Meta documents.
    pub extra: Extra,
}

/// Whose token it is, in Meta's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A system user of a business portfolio.
    SystemUser,
    /// A person.
    User,
    /// A Facebook page.
    Page,
    /// An app itself.
    App,
    /// A kind that no published page of Meta lists.
    Undocumented,
}

impl Kind {
    pub(super) const fn as_meta_says(self) -> &'static str {
        match self {
            Self::SystemUser => "SYSTEM_USER",
            Self::User => "USER",
            Self::Page => "PAGE",
            Self::App => "APP",
            Self::Undocumented => "SANDBOX_UNDOCUMENTED_KIND",
        }
    }
}

/// An app as Meta names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct App {
    /// `app_id`: a string of digits.
    pub id: &'static str,
    /// `application`: the name that its owner gave.
    pub name: &'static str,
}

/// A time in a report, relative to the moment at which it is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moment {
    /// The field is left out.
    Absent,
    /// Meta's 0.
    Never,
    /// So many seconds from now; negative in the past.
    FromNow(i64),
}

/// The field `granular_scopes`, in which `target_ids` is optional.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Granular {
    /// The field is left out.
    Absent,
    /// One entry a scope, none with `target_ids`: not limited to named accounts. This is Meta's own example.
    WithoutTargets,
    /// The two WhatsApp scopes are limited to these WhatsApp Business Account IDs.
    Targets(&'static [&'static str]),
}

/// Whether a report holds fields that no page of Meta's documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extra {
    /// Only documented fields.
    None,
    /// Some that a reader has to pass over.
    Undocumented,
}

/// The app of nearly every token of the table.
pub const ACME_SUPPORT: App = App { id: "634974688087057", name: "Acme Support" };

/// The app of the token that must not silently replace one of [`ACME_SUPPORT`].
pub const ACME_RETURNS: App = App { id: "771203456789012", name: "Acme Returns" };

/// The app secret of both apps, for callers of the form `{app_id}|{app_secret}`. Visibly not a real one.
pub const APP_SECRET: &str = "00000000000000000000000005a4db0c";

/// The WhatsApp Business Account IDs of the pretend business.
pub const ACCOUNTS: &[&str] = &["102290129340398", "215589313241560"];

pub(crate) const MANAGEMENT: &str = "whatsapp_business_management";
pub(crate) const MESSAGING: &str = "whatsapp_business_messaging";
pub(crate) const BUSINESS: &str = "business_management";

pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;
pub(crate) const DAY: i64 = 24 * HOUR;

/// The best token there is; the other cases of the table say in what they differ.
pub const GOOD: Facts = Facts {
    kind: Kind::SystemUser,
    app: Some(ACME_SUPPORT),
    expires_at: Moment::Never,
    data_access_expires_at: Moment::Never,
    scopes: &[BUSINESS, MANAGEMENT, MESSAGING],
    granular: Granular::Absent,
    extra: Extra::None,
};

/// Whether an app of this id exists.
pub(super) fn is_app(id: &str) -> bool {
    [ACME_SUPPORT, ACME_RETURNS].iter().any(|app| app.id == id)
}
