//! Where each finding can be mended: the step of the guide, and the place at Meta.

use super::Way;
use contract::finding::Finding as F;

/// The step of the guide that mends `finding`.
pub(super) fn step_of(finding: F) -> Option<u8> {
    match finding {
        F::PersonalToken | F::TemporaryToken | F::PageToken | F::AppsOwnToken => Some(3),
        F::PasswordChanged | F::PageRoleMissing => Some(3),
        F::AppNotAssigned => Some(5),
        F::AccountNotAssigned | F::AccountNotVisible => Some(6),
        F::Expired | F::Expires | F::DataAccessExpires | F::DataAccessExpired | F::Refused | F::Revoked => Some(7),
        F::MessagingMissing | F::ManagementMissing | F::PermissionDenied => Some(8),
        F::Malformed => Some(9),
        F::Reached | F::Unreachable | F::TimedOut | F::MetaDown | F::BadAnswer | F::RateLimited => None,
        F::UnknownAnswer | F::NotChecked | F::Accepted | F::UserCheckpoint | F::PolicyBlocked => None,
        F::TokenNotSeen | F::TokenUnknown | F::SystemUser | F::OwnerUnknown | F::AppKnown => None,
        F::AppSecretRequired => None,
        F::AppUnknown | F::MessagingGranted | F::MessagingUnknown | F::ManagementGranted => None,
        F::ManagementUnknown | F::BusinessGranted | F::BusinessNotGranted | F::NeverExpires => None,
        F::ExpiryUnknown | F::DataAccessNeverExpires | F::DataAccessUnknown => None,
        F::AccountsUnrestricted | F::AccountsNamed | F::AccountLocked | F::AccountsUnknown => None,
        F::MorePermissions | F::Unknown => None,
    }
}

/// Where the admin can do something about `finding`, the likeliest first.
pub(super) fn ways_of(finding: F) -> Vec<Way> {
    if let Some(step) = step_of(finding) {
        return vec![Way::Step(step), Way::MetaSettings];
    }
    match finding {
        F::MetaDown | F::Unreachable | F::TimedOut | F::BadAnswer => vec![Way::MetaStatus],
        F::AppSecretRequired => vec![Way::MetaApps],
        F::PolicyBlocked | F::AccountLocked => vec![Way::MetaSupport],
        F::OwnerUnknown | F::AppUnknown | F::ExpiryUnknown | F::AccountsUnknown => vec![Way::MetaSettings],
        F::Unknown => vec![Way::Reload],
        F::Reached | F::RateLimited | F::UnknownAnswer | F::NotChecked | F::Accepted | F::Refused => Vec::new(),
        F::Malformed | F::Expired | F::Revoked | F::PasswordChanged | F::AppNotAssigned => Vec::new(),
        F::UserCheckpoint | F::PermissionDenied | F::TokenUnknown | F::SystemUser => Vec::new(),
        F::TokenNotSeen | F::PageRoleMissing => Vec::new(),
        F::PersonalToken | F::TemporaryToken | F::PageToken | F::AppsOwnToken | F::AppKnown => Vec::new(),
        F::MessagingGranted | F::MessagingMissing | F::MessagingUnknown | F::ManagementGranted => Vec::new(),
        F::ManagementMissing | F::ManagementUnknown | F::BusinessGranted | F::BusinessNotGranted => Vec::new(),
        F::NeverExpires | F::Expires | F::DataAccessNeverExpires | F::DataAccessExpires => Vec::new(),
        F::DataAccessExpired | F::DataAccessUnknown | F::AccountsUnrestricted | F::AccountsNamed => Vec::new(),
        F::AccountNotAssigned | F::AccountNotVisible | F::MorePermissions => Vec::new(),
    }
}

/// True for a finding about a required permission.
pub(super) fn about_permission(finding: F) -> bool {
    matches!(finding, F::MessagingMissing | F::ManagementMissing)
}
