//! What the panel says about each finding, and where the admin can fix it.
//!
//! A finding that is added to the contract doesn't compile until it has a line here.

use crate::next_step::NextStep;
use crate::phrases::Key;
use contract::finding::{Finding, Outcome};
use contract::report::{Check, Expiry, TokenReport};
use contract::timestamp::Timestamp;

/// What the panel says about one finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Wording {
    /// The line in the report.
    pub line: Key,
    /// What follows from it, below the line.
    pub detail: Option<Key>,
    /// The title of the message over the report. `None` for a finding that needs no action.
    pub title: Option<Key>,
    /// What happened and what to do; `None` if `title` is.
    pub body: Option<Key>,
    /// The step of the guide that fixes it, counted from 1.
    pub step: Option<u8>,
    /// Where else the admin can do something about it.
    place: Option<NextStep>,
}

impl Wording {
    /// A finding that needs no action.
    const fn quiet(line: Key) -> Self {
        Self { line, detail: None, title: None, body: None, step: None, place: None }
    }

    /// A finding that can become the message over the report. Its line is the message's title.
    const fn message(title: Key, body: Key) -> Self {
        Self { title: Some(title), body: Some(body), ..Self::quiet(title) }
    }

    const fn line(self, line: Key) -> Self {
        Self { line, ..self }
    }

    const fn detail(self, detail: Key) -> Self {
        Self { detail: Some(detail), ..self }
    }

    const fn step(self, step: u8) -> Self {
        Self { step: Some(step), ..self }
    }

    const fn place(self, place: NextStep) -> Self {
        Self { place: Some(place), ..self }
    }

    /// Where the admin can do something about it, the most useful place first.
    #[must_use]
    pub(crate) fn next_steps(&self) -> Vec<NextStep> {
        match self.step {
            Some(step) => vec![NextStep::Step(step), NextStep::MetaSettings],
            None => self.place.into_iter().collect(),
        }
    }
}

/// What the panel says at `now` about a check of `report`.
#[must_use]
pub(crate) fn of_check(check: &Check, report: &TokenReport, now: Timestamp) -> Wording {
    use Key as K;
    let facts = &report.facts;
    // People also read reports long after they were made.
    let is_past = |end| matches!(end, Expiry::At { at } if at <= now);
    match check.finding {
        // Meta returned an owner, but of a type that's unknown here.
        Finding::OwnerUnknown if !report.has(Finding::ExpiryUnknown) => {
            Wording::message(K::FindingOwnerNewTitle, K::FindingOwnerNewBody)
                .line(K::FindingOwnerNewLine)
                .detail(K::FindingOwnerNewDetail)
                .place(NextStep::MetaSettings)
        }
        Finding::AppKnown if facts.app.as_ref().is_none_or(|app| app.name.is_none()) => {
            Wording::quiet(K::FindingAppNamelessLine)
        }
        Finding::Expires if is_past(facts.expires) => of(Finding::Expired),
        Finding::DataAccessExpires if is_past(facts.data_access_expires) => of(Finding::DataAccessExpired),
        Finding::Unknown => of_unknown(check.outcome),
        finding => of(finding),
    }
}

/// What the panel says about a finding that a newer backend made.
fn of_unknown(outcome: Outcome) -> Wording {
    let title = match outcome {
        Outcome::Pass | Outcome::Information => return Wording::quiet(Key::FindingUnknownPassedLine),
        Outcome::Warning => Key::FindingUnknownWarningTitle,
        Outcome::Fail => Key::FindingUnknownFailedTitle,
        Outcome::Unknown => Key::FindingUnknownTitle,
    };
    Wording::message(title, Key::FindingUnknownBody).detail(Key::FindingUnknownDetail).place(NextStep::Reload)
}

/// What the panel says about a finding, whatever else is in its report.
#[must_use]
pub(crate) fn of(finding: Finding) -> Wording {
    use Finding as F;
    use Key as K;
    let quiet = Wording::quiet;
    let message = Wording::message;
    match finding {
        F::Reached => quiet(K::FindingReachedLine),
        F::Unreachable => message(K::FindingUnreachableTitle, K::FindingUnreachableBody)
            .detail(K::FindingUnreachableDetail)
            .place(NextStep::MetaStatus),
        F::TimedOut => message(K::FindingTimedOutTitle, K::FindingTimedOutBody)
            .detail(K::FindingTimedOutDetail)
            .place(NextStep::MetaStatus),
        F::MetaDown => message(K::FindingMetaDownTitle, K::FindingMetaDownBody)
            .detail(K::FindingMetaDownDetail)
            .place(NextStep::MetaStatus),
        F::BadAnswer => message(K::FindingBadAnswerTitle, K::FindingBadAnswerBody)
            .detail(K::FindingBadAnswerDetail)
            .place(NextStep::MetaStatus),
        F::RateLimited => {
            message(K::FindingRateLimitedTitle, K::FindingRateLimitedBody).detail(K::FindingRateLimitedDetail)
        }
        F::UnknownAnswer => {
            message(K::FindingUnknownAnswerTitle, K::FindingUnknownAnswerBody).detail(K::FindingUnknownAnswerDetail)
        }
        F::NotChecked => {
            message(K::FindingNotCheckedTitle, K::FindingNotCheckedBody).detail(K::FindingNotCheckedDetail)
        }

        F::Accepted => quiet(K::FindingAcceptedLine),
        F::Refused => message(K::FindingRefusedTitle, K::FindingRefusedBody).step(7),
        F::Malformed => {
            message(K::FindingMalformedTitle, K::FindingMalformedBody).detail(K::FindingMalformedDetail).step(9)
        }
        F::Expired => message(K::FindingExpiredTitle, K::FindingExpiredBody).step(7),
        F::Revoked => message(K::FindingRevokedTitle, K::FindingRevokedBody).detail(K::FindingRevokedDetail).step(7),
        F::PasswordChanged => message(K::FindingPasswordChangedTitle, K::FindingPasswordChangedBody)
            .detail(K::FindingPasswordChangedDetail)
            .step(3),
        F::PageRoleMissing => message(K::FindingPageRoleMissingTitle, K::FindingPageRoleMissingBody)
            .detail(K::FindingPageRoleMissingDetail)
            .step(3),
        F::AppNotAssigned => message(K::FindingAppNotAssignedTitle, K::FindingAppNotAssignedBody)
            .detail(K::FindingAppNotAssignedDetail)
            .step(5),
        F::UserCheckpoint => {
            message(K::FindingUserCheckpointTitle, K::FindingUserCheckpointBody).detail(K::FindingUserCheckpointDetail)
        }
        F::PermissionDenied => message(K::FindingPermissionDeniedTitle, K::FindingPermissionDeniedBody)
            .detail(K::FindingPermissionDeniedDetail)
            .step(8),
        F::PolicyBlocked => message(K::FindingPolicyBlockedTitle, K::FindingPolicyBlockedBody)
            .detail(K::FindingPolicyBlockedDetail)
            .place(NextStep::MetaSupport),
        F::TokenNotSeen => {
            message(K::FindingTokenNotSeenTitle, K::FindingTokenNotSeenBody).detail(K::FindingTokenNotSeenDetail)
        }
        F::TokenUnknown => {
            message(K::FindingTokenUnknownTitle, K::FindingTokenUnknownBody).line(K::FindingTokenUnknownLine)
        }

        F::SystemUser => quiet(K::FindingSystemUserLine),
        F::PersonalToken => message(K::FindingPersonalTokenTitle, K::FindingPersonalTokenBody)
            .line(K::FindingPersonalTokenLine)
            .detail(K::FindingPersonalTokenDetail)
            .step(3),
        F::TemporaryToken => message(K::FindingTemporaryTokenTitle, K::FindingTemporaryTokenBody)
            .line(K::FindingTemporaryTokenLine)
            .detail(K::FindingTemporaryTokenDetail)
            .step(3),
        F::PageToken => message(K::FindingPageTokenTitle, K::FindingPageTokenBody)
            .line(K::FindingPageTokenLine)
            .detail(K::FindingPageTokenDetail)
            .step(3),
        F::AppsOwnToken => message(K::FindingAppsOwnTokenTitle, K::FindingAppsOwnTokenBody)
            .line(K::FindingAppsOwnTokenLine)
            .detail(K::FindingAppsOwnTokenDetail)
            .step(3),
        F::OwnerUnknown => message(K::FindingOwnerUnknownTitle, K::FindingOwnerUnknownBody)
            .line(K::FindingOwnerUnknownLine)
            .detail(K::FindingOwnerUnknownDetail)
            .place(NextStep::MetaSettings),

        F::AppKnown => quiet(K::FindingAppKnownLine).detail(K::FindingAppKnownDetail),
        F::AppSecretRequired => message(K::FindingAppSecretRequiredTitle, K::FindingAppSecretRequiredBody)
            .detail(K::FindingAppSecretRequiredDetail)
            .place(NextStep::MetaApps),
        F::AppUnknown => message(K::FindingAppUnknownTitle, K::FindingAppUnknownBody)
            .line(K::FindingAppUnknownLine)
            .place(NextStep::MetaSettings),

        F::MessagingGranted => quiet(K::FindingMessagingGrantedLine),
        F::MessagingMissing => message(K::FindingMessagingMissingTitle, K::FindingMessagingMissingBody)
            .line(K::FindingMessagingMissingLine)
            .detail(K::FindingMessagingMissingDetail)
            .step(8),
        F::MessagingUnknown => message(K::FindingPermissionsUnknownTitle, K::FindingPermissionsUnknownBody)
            .line(K::FindingMessagingUnknownLine),
        F::ManagementGranted => quiet(K::FindingManagementGrantedLine),
        F::ManagementMissing => message(K::FindingManagementMissingTitle, K::FindingManagementMissingBody)
            .line(K::FindingManagementMissingLine)
            .detail(K::FindingManagementMissingDetail)
            .step(8),
        F::ManagementUnknown => message(K::FindingPermissionsUnknownTitle, K::FindingPermissionsUnknownBody)
            .line(K::FindingManagementUnknownLine),
        F::BusinessGranted => quiet(K::FindingBusinessGrantedLine),
        F::BusinessNotGranted => quiet(K::FindingBusinessNotGrantedLine).detail(K::FindingBusinessNotGrantedDetail),

        F::NeverExpires => quiet(K::FindingNeverExpiresLine),
        F::Expires => message(K::FindingExpiresTitle, K::FindingExpiresBody)
            .line(K::FindingExpiresLine)
            .detail(K::FindingExpiresDetail)
            .step(7),
        F::ExpiryUnknown => message(K::FindingExpiryUnknownTitle, K::FindingExpiryUnknownBody)
            .line(K::FindingExpiryUnknownLine)
            .detail(K::FindingExpiryUnknownDetail)
            .place(NextStep::MetaSettings),

        F::DataAccessNeverExpires => quiet(K::FindingDataAccessNeverExpiresLine),
        F::DataAccessExpires => message(K::FindingDataAccessExpiresTitle, K::FindingDataAccessExpiresBody)
            .line(K::FindingDataAccessExpiresLine)
            .step(7),
        F::DataAccessExpired => message(K::FindingDataAccessExpiredTitle, K::FindingDataAccessExpiredBody)
            .detail(K::FindingDataAccessExpiredDetail)
            .step(7),
        F::DataAccessUnknown => message(K::FindingDataAccessUnknownTitle, K::FindingDataAccessUnknownBody)
            .line(K::FindingDataAccessUnknownLine),

        F::AccountsUnrestricted => {
            quiet(K::FindingAccountsUnrestrictedLine).detail(K::FindingAccountsUnrestrictedDetail)
        }
        F::AccountsNamed => quiet(K::FindingAccountsNamedLine).detail(K::FindingAccountsNamedDetail),
        F::AccountNotAssigned => message(K::FindingAccountNotAssignedTitle, K::FindingAccountNotAssignedBody)
            .detail(K::FindingAccountNotAssignedDetail)
            .step(6),
        F::AccountNotVisible => message(K::FindingAccountNotVisibleTitle, K::FindingAccountNotVisibleBody)
            .detail(K::FindingAccountNotVisibleDetail)
            .step(6),
        F::AccountLocked => message(K::FindingAccountLockedTitle, K::FindingAccountLockedBody)
            .detail(K::FindingAccountLockedDetail)
            .place(NextStep::MetaSupport),
        F::AccountsUnknown => message(K::FindingAccountsUnknownTitle, K::FindingAccountsUnknownBody)
            .line(K::FindingAccountsUnknownLine)
            .place(NextStep::MetaSettings),

        F::MorePermissions => quiet(K::FindingMorePermissionsLine).detail(K::FindingMorePermissionsDetail),

        F::Unknown => of_unknown(Outcome::Unknown),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::phrases::english;
    use std::collections::HashMap;

    #[test]
    fn a_finding_has_a_message_if_it_asks_for_something() {
        for &finding in Finding::ALL {
            let (outcome, wording) = (finding.outcome(), of(finding));
            let is_quiet = matches!(outcome, Outcome::Pass | Outcome::Information);
            assert_eq!(wording.title.is_none(), is_quiet, "{wording:?}");
            assert_eq!(wording.body.is_none(), is_quiet, "{wording:?}");
            assert!(!is_quiet || wording.next_steps().is_empty(), "{wording:?}");
        }
    }

    #[test]
    fn every_message_has_a_title_of_its_own() {
        let phrases = english();
        let mut titles: HashMap<&str, Finding> = HashMap::new();
        // The two permissions share their message: each is unknown for the same reason.
        for &finding in Finding::ALL.iter().filter(|&&finding| finding != Finding::ManagementUnknown) {
            let Some(title) = of(finding).title else { continue };
            assert_eq!(titles.insert(phrases.text(title), finding), None, "{finding:?}");
        }
    }

    #[test]
    fn every_failure_leads_to_where_it_can_be_fixed() {
        for &finding in Finding::ALL.iter().filter(|finding| finding.outcome() == Outcome::Fail) {
            // Its owner signs in at facebook.com, which no link of ours leads to.
            assert_eq!(of(finding).next_steps().is_empty(), finding == Finding::UserCheckpoint, "{finding:?}");
        }
    }

    #[test]
    fn what_is_unknown_never_blames_the_token() {
        let phrases = english();
        for &finding in Finding::ALL.iter().filter(|finding| finding.outcome() == Outcome::Unknown) {
            let body = phrases.text(of(finding).body.unwrap()).to_lowercase();
            for blame in ["reject", "wrong token", "new token", "generate a"] {
                assert!(!body.contains(blame), "{finding:?}: {body}");
            }
        }
    }
}
