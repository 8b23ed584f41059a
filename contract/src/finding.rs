//! Everything that a check can find, what it's about, and how good or bad it is.
//!
//! The backend turns Meta's codes into findings, and the page turns findings into sentences. Sources: Meta's
//! "Debug Token" reference, "Permissions" and "Error codes" pages of the WhatsApp Business Platform.

use serde::{Deserialize, Serialize};

/// What a check is about, in the order in which a report lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Subject {
    /// Whether Meta responded at all.
    Reached,
    /// Whether Meta accepts the token.
    Token,
    /// Whose token it is: a system user's, a person's, a page's.
    Owner,
    /// The app it was generated for.
    App,
    /// The permission `whatsapp_business_messaging`.
    WhatsappBusinessMessaging,
    /// The permission `whatsapp_business_management`.
    WhatsappBusinessManagement,
    /// The permission `business_management`, which Chat doesn't need.
    BusinessManagement,
    /// When the token expires.
    Expiry,
    /// When its access to data expires.
    DataAccess,
    /// Which WhatsApp accounts it can reach.
    Accounts,
    /// Permissions beyond those that Chat uses.
    OtherPermissions,
    /// A subject that this version doesn't know.
    #[serde(other)]
    Unknown,
}

/// How a check ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Outcome {
    /// As it should be.
    Pass,
    /// Worth knowing. Nothing to do.
    Information,
    /// It works, but something should be fixed.
    Warning,
    /// It doesn't work like this.
    Fail,
    /// We couldn't find out. Unknown is never bad.
    #[serde(other)]
    Unknown,
}

macro_rules! findings {
    ($($(#[$doc:meta])* $name:ident => $subject:ident, $outcome:ident;)*) => {
        /// What a check found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Finding {
            $($(#[$doc])* $name,)*
            /// A finding that this version doesn't know. Its subject and outcome are still useful.
            #[serde(other)]
            Unknown,
        }

        impl Finding {
            /// Every finding except `Unknown`, ordered by subject.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What it's about.
            #[must_use]
            pub fn subject(self) -> Subject {
                match self {
                    $(Self::$name => Subject::$subject,)*
                    Self::Unknown => Subject::Unknown,
                }
            }

            /// How good or bad it is.
            #[must_use]
            pub fn outcome(self) -> Outcome {
                match self {
                    $(Self::$name => Outcome::$outcome,)*
                    Self::Unknown => Outcome::Unknown,
                }
            }
        }
    };
}

findings! {
    /// Meta responded.
    Reached => Reached, Pass;
    /// The connection to Meta failed or was interrupted.
    Unreachable => Reached, Unknown;
    /// Meta didn't respond in time.
    TimedOut => Reached, Unknown;
    /// Meta reported a fault of its own: codes 1, 2, 131016, 131057, `is_transient`, HTTP 5xx.
    MetaDown => Reached, Unknown;
    /// Meta's response couldn't be used: HTML, cut off, or without `data`.
    BadAnswer => Reached, Unknown;
    /// Too many requests: codes 4, 17, 341, 613, 80007, 80008, 130429, 131056.
    RateLimited => Reached, Unknown;
    /// Meta returned an error code that isn't known here.
    UnknownAnswer => Reached, Unknown;
    /// The token was saved without a check.
    NotChecked => Reached, Unknown;

    /// Meta accepts the token.
    Accepted => Token, Pass;
    /// Rejected without a specific reason: codes 190, 102, 0, and 2500, "active access token".
    Refused => Token, Fail;
    /// Incomplete or damaged: code 190, "Malformed access token", "Cannot parse access token".
    Malformed => Token, Fail;
    /// Expired: code 190, subcode 463, or `expires_at` in the past.
    Expired => Token, Fail;
    /// Revoked or logged out: code 190, subcode 467.
    Revoked => Token, Fail;
    /// A person changed their password: code 190, subcode 460.
    PasswordChanged => Token, Fail;
    /// Its owner doesn't have the required role on the Facebook Page: code 190, subcode 492.
    PageRoleMissing => Token, Fail;
    /// The app isn't assigned to the system user: code 190, subcode 458.
    AppNotAssigned => Token, Fail;
    /// The owner needs to confirm their account on Facebook: code 190, subcodes 459 and 464.
    UserCheckpoint => Token, Fail;
    /// A permission is missing, and Meta doesn't say which: codes 3, 10, 131005.
    PermissionDenied => Token, Fail;
    /// Meta temporarily blocked the business for a policy issue: code 368.
    PolicyBlocked => Token, Unknown;
    /// Meta received the request without a token: code 104. It was sent with one.
    TokenNotSeen => Token, Unknown;
    /// We couldn't find out whether Meta accepts it.
    TokenUnknown => Token, Unknown;

    /// It belongs to a system user.
    SystemUser => Owner, Pass;
    /// It belongs to a person, and ends when their password, role, or employment changes.
    PersonalToken => Owner, Warning;
    /// It doesn't belong to a system user and expires within 48 hours, like the tokens of Meta's API Setup page.
    TemporaryToken => Owner, Fail;
    /// It belongs to a Facebook Page.
    PageToken => Owner, Fail;
    /// It belongs to an app.
    AppsOwnToken => Owner, Fail;
    /// We couldn't find out who owns it: Meta declined to inspect it (code 100) or returned a new kind of owner.
    OwnerUnknown => Owner, Unknown;

    /// We know the app.
    AppKnown => App, Pass;
    /// The app requires a proof made with its App Secret, which Chat doesn't have: code 100, `appsecret_proof`.
    AppSecretRequired => App, Fail;
    /// We couldn't find out which app it belongs to.
    AppUnknown => App, Unknown;

    /// `whatsapp_business_messaging` is granted.
    MessagingGranted => WhatsappBusinessMessaging, Pass;
    /// `whatsapp_business_messaging` is missing.
    MessagingMissing => WhatsappBusinessMessaging, Fail;
    /// We couldn't find out whether `whatsapp_business_messaging` is granted.
    MessagingUnknown => WhatsappBusinessMessaging, Unknown;

    /// `whatsapp_business_management` is granted.
    ManagementGranted => WhatsappBusinessManagement, Pass;
    /// `whatsapp_business_management` is missing.
    ManagementMissing => WhatsappBusinessManagement, Fail;
    /// We couldn't find out whether `whatsapp_business_management` is granted.
    ManagementUnknown => WhatsappBusinessManagement, Unknown;

    /// `business_management` is granted.
    BusinessGranted => BusinessManagement, Pass;
    /// `business_management` isn't granted.
    BusinessNotGranted => BusinessManagement, Information;

    /// `expires_at` is 0.
    NeverExpires => Expiry, Pass;
    /// `expires_at` is in the future: [`crate::report::Facts::expires`].
    Expires => Expiry, Warning;
    /// Meta didn't return an expiration date.
    ExpiryUnknown => Expiry, Unknown;

    /// `data_access_expires_at` is 0 or missing.
    DataAccessNeverExpires => DataAccess, Pass;
    /// `data_access_expires_at` is in the future: [`crate::report::Facts::data_access_expires`].
    DataAccessExpires => DataAccess, Warning;
    /// `data_access_expires_at` has passed: Meta rejects requests until someone authorizes the app again.
    DataAccessExpired => DataAccess, Fail;
    /// Meta didn't return a data access expiration date.
    DataAccessUnknown => DataAccess, Unknown;

    /// The token isn't limited to specific accounts.
    AccountsUnrestricted => Accounts, Pass;
    /// The token can reach the accounts in [`crate::report::Facts::accounts`].
    AccountsNamed => Accounts, Pass;
    /// The system user can't use the WhatsApp account: codes 200 to 299, subcodes 1349174 to 1349176.
    AccountNotAssigned => Accounts, Fail;
    /// Meta found no such object: a wrong ID, or an account that isn't assigned (code 100, subcode 33).
    AccountNotVisible => Accounts, Fail;
    /// Meta has locked the WhatsApp account: code 131031.
    AccountLocked => Accounts, Fail;
    /// We couldn't find out which accounts it can reach.
    AccountsUnknown => Accounts, Unknown;

    /// It has more permissions than Chat needs: [`crate::report::Facts::other_permissions`].
    MorePermissions => OtherPermissions, Information;
}
