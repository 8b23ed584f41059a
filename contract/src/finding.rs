//! Every single thing that a check can find, what it is about, and how good or bad it is.
//!
//! Meta's codes become findings in the backend; a finding becomes words in the page. Sources: Meta's
//! "Debug Token" reference, "Permissions" and "Error codes" pages of the WhatsApp Business Platform.

use serde::{Deserialize, Serialize};

/// What a check is about, in the order in which a report lists them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Subject {
    /// Whether Meta answered at all.
    Reached,
    /// Whether Meta accepts the token.
    Token,
    /// Whose token it is: a system user's, a person's, a page's.
    Owner,
    /// The app it was made for.
    App,
    /// The permission `whatsapp_business_messaging`.
    WhatsappBusinessMessaging,
    /// The permission `whatsapp_business_management`.
    WhatsappBusinessManagement,
    /// The permission `business_management`, which Chat does not need.
    BusinessManagement,
    /// When the token expires.
    Expiry,
    /// When its access to data expires.
    DataAccess,
    /// Which WhatsApp accounts it reaches.
    Accounts,
    /// Permissions beyond those that Chat uses.
    OtherPermissions,
    /// A subject that this version does not know.
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
    /// Worth knowing; nothing to do.
    Information,
    /// It works, and something should be mended.
    Warning,
    /// It does not work like this.
    Fail,
    /// It could not be found out. Unknown is never bad.
    #[serde(other)]
    Unknown,
}

macro_rules! findings {
    ($($(#[$doc:meta])* $name:ident => $subject:ident, $outcome:ident;)*) => {
        /// One thing that a check found.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "snake_case")]
        #[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
        pub enum Finding {
            $($(#[$doc])* $name,)*
            /// A finding that this version does not know; its subject and outcome still tell something.
            #[serde(other)]
            Unknown,
        }

        impl Finding {
            /// Every finding but `Unknown`, in the order of their subjects.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// What it is about.
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
    /// Meta answered.
    Reached => Reached, Pass;
    /// No connection to Meta could be made, or it broke.
    Unreachable => Reached, Unknown;
    /// Meta did not answer in time.
    TimedOut => Reached, Unknown;
    /// Meta said that the fault is its own: codes 1, 2, 131016, 131057, `is_transient`, HTTP 5xx.
    MetaDown => Reached, Unknown;
    /// Meta answered something that is no answer to the question: HTML, cut off, without `data`.
    BadAnswer => Reached, Unknown;
    /// Too many calls: codes 4, 17, 341, 613, 80007, 80008, 130429, 131056.
    RateLimited => Reached, Unknown;
    /// Meta answered with an error code that is not known here.
    UnknownAnswer => Reached, Unknown;
    /// The token was saved without asking Meta.
    NotChecked => Reached, Unknown;

    /// Meta accepts the token.
    Accepted => Token, Pass;
    /// Refused without a closer reason: codes 190, 102, 0, and 2500, "active access token".
    Refused => Token, Fail;
    /// Cut or altered: code 190, "Malformed access token", "Cannot parse access token".
    Malformed => Token, Fail;
    /// Expired: code 190, subcode 463, or `expires_at` in the past.
    Expired => Token, Fail;
    /// Revoked or logged out: code 190, subcode 467.
    Revoked => Token, Fail;
    /// A person changed their password: code 190, subcode 460.
    PasswordChanged => Token, Fail;
    /// The person behind it has no fitting role on the Facebook page: code 190, subcode 492.
    PageRoleMissing => Token, Fail;
    /// The app is not assigned to the system user: code 190, subcode 458.
    AppNotAssigned => Token, Fail;
    /// The user has to confirm the account at Facebook: code 190, subcodes 459 and 464.
    UserCheckpoint => Token, Fail;
    /// Meta refuses the call for want of a permission and does not say which: codes 3, 10, 131005.
    PermissionDenied => Token, Fail;
    /// Meta has blocked the business for a time, for its policies: code 368.
    PolicyBlocked => Token, Unknown;
    /// Meta says that the question came without a token: code 104. It was sent with one.
    TokenNotSeen => Token, Unknown;
    /// Whether Meta accepts it was not found out.
    TokenUnknown => Token, Unknown;

    /// It is a system user's token.
    SystemUser => Owner, Pass;
    /// A person's token: it ends with the person's password, role or employment.
    PersonalToken => Owner, Warning;
    /// No system user's token, and it expires within 48 hours, as those of API Setup do.
    TemporaryToken => Owner, Fail;
    /// A Facebook page's token.
    PageToken => Owner, Fail;
    /// An app's own token.
    AppsOwnToken => Owner, Fail;
    /// Whose it is was not found out: Meta refused to inspect it (code 100), or named a new kind.
    OwnerUnknown => Owner, Unknown;

    /// The app is known.
    AppKnown => App, Pass;
    /// The app demands a proof made with its App Secret, which Chat does not have: code 100, `appsecret_proof`.
    AppSecretRequired => App, Fail;
    /// Which app it belongs to was not found out.
    AppUnknown => App, Unknown;

    /// `whatsapp_business_messaging` is granted.
    MessagingGranted => WhatsappBusinessMessaging, Pass;
    /// `whatsapp_business_messaging` is missing.
    MessagingMissing => WhatsappBusinessMessaging, Fail;
    /// Whether `whatsapp_business_messaging` is granted was not found out.
    MessagingUnknown => WhatsappBusinessMessaging, Unknown;

    /// `whatsapp_business_management` is granted.
    ManagementGranted => WhatsappBusinessManagement, Pass;
    /// `whatsapp_business_management` is missing.
    ManagementMissing => WhatsappBusinessManagement, Fail;
    /// Whether `whatsapp_business_management` is granted was not found out.
    ManagementUnknown => WhatsappBusinessManagement, Unknown;

    /// `business_management` is granted.
    BusinessGranted => BusinessManagement, Pass;
    /// `business_management` is not granted.
    BusinessNotGranted => BusinessManagement, Information;

    /// `expires_at` is 0.
    NeverExpires => Expiry, Pass;
    /// `expires_at` lies ahead: [`crate::report::Facts::expires`].
    Expires => Expiry, Warning;
    /// Meta said nothing of its expiry.
    ExpiryUnknown => Expiry, Unknown;

    /// `data_access_expires_at` is 0, or Meta names none.
    DataAccessNeverExpires => DataAccess, Pass;
    /// `data_access_expires_at` lies ahead: [`crate::report::Facts::data_access_expires`].
    DataAccessExpires => DataAccess, Warning;
    /// `data_access_expires_at` has passed: calls are refused until the app is authorised again.
    DataAccessExpired => DataAccess, Fail;
    /// Meta said nothing of its data access.
    DataAccessUnknown => DataAccess, Unknown;

    /// The token is not limited to named accounts.
    AccountsUnrestricted => Accounts, Pass;
    /// The token reaches the accounts in [`crate::report::Facts::accounts`].
    AccountsNamed => Accounts, Pass;
    /// The system user has no access to the WhatsApp account: codes 200 to 299, subcodes 1349174 to 1349176.
    AccountNotAssigned => Accounts, Fail;
    /// Meta shows no such object: a wrong ID, or an account that is not assigned (code 100, subcode 33).
    AccountNotVisible => Accounts, Fail;
    /// Meta has locked the WhatsApp account: code 131031.
    AccountLocked => Accounts, Fail;
    /// Which accounts it reaches was not found out.
    AccountsUnknown => Accounts, Unknown;

    /// It may do more than Chat needs: [`crate::report::Facts::other_permissions`].
    MorePermissions => OtherPermissions, Information;
}
