//! The status of the connection, derived from the settings and the time. Nothing is green without evidence.

use crate::finding::{Finding, Outcome, Subject};
use crate::report::{Expiry, Verdict};
use crate::settings::Settings;
use crate::timestamp::Timestamp;

/// The status of a project's connection to WhatsApp.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No token is stored.
    NotSetUp,
    /// Meta accepted the token at the last check, and nothing is wrong with it.
    Connected,
    /// Meta accepted the token at the last check, but something should be fixed.
    NeedsAttention,
    /// Chat can't work with the token, for example because a permission is missing.
    NotWorking,
    /// It works until the token or its data access expires.
    ExpiresIn {
        /// Days, rounded up.
        days: i64,
    },
    /// The token or its data access has expired.
    Expired,
    /// Meta rejects the token.
    Rejected,
    /// The last check had no result. The connection might still work.
    CannotCheck,
}

/// From this many days before the end, the status is only about the end.
pub const EXPIRY_NOTICE_DAYS: i64 = 60;

impl Status {
    /// The status of `settings` at `now`.
    #[must_use]
    pub fn of(settings: &Settings, now: Timestamp) -> Self {
        let Some(token) = &settings.token else { return Self::NotSetUp };
        let report = &token.report;
        let ends = [report.facts.expires, report.facts.data_access_expires];
        let days = ends.into_iter().filter_map(|end| days_left(now, end)).min();
        let expired = report.has(Finding::Expired) || report.has(Finding::DataAccessExpired);
        if expired || days.is_some_and(|days| days <= 0) {
            return Self::Expired;
        }
        match report.verdict() {
            Verdict::Unknown if token.refused_at.is_some() => Self::Rejected,
            Verdict::Unknown => Self::CannotCheck,
            Verdict::Bad if !report.passed(Subject::Token) && rejects_the_token(settings) => Self::Rejected,
            Verdict::Bad => Self::NotWorking,
            Verdict::Good | Verdict::GoodWithWarnings => match days {
                Some(days) if days <= EXPIRY_NOTICE_DAYS => Self::ExpiresIn { days },
                _ if report.verdict() == Verdict::Good => Self::Connected,
                _ => Self::NeedsAttention,
            },
        }
    }
}

fn rejects_the_token(settings: &Settings) -> bool {
    let fails = |subject| subject == Subject::Token || subject == Subject::Unknown;
    let checks = settings.token.iter().flat_map(|token| &token.report.checks);
    checks.into_iter().any(|check| check.outcome == Outcome::Fail && fails(check.subject))
}

fn days_left(now: Timestamp, end: Expiry) -> Option<i64> {
    match end {
        Expiry::At { at } if at <= now => Some(0),
        Expiry::At { at } => Some(now.days_until(at)),
        Expiry::Never | Expiry::Unknown => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Facts, TokenReport};
    use crate::settings::{Account, Graph, Project, ProjectKey, StoredToken};
    use Finding as F;

    const NOW: i64 = 1_795_000_000;
    const DAY: i64 = 86_400;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_unix(seconds).unwrap()
    }

    fn stored(findings: &[Finding], expires: Expiry) -> Settings {
        let good = [
            F::Reached,
            F::Accepted,
            F::SystemUser,
            F::AppKnown,
            F::MessagingGranted,
            F::ManagementGranted,
            F::NeverExpires,
            F::DataAccessNeverExpires,
            F::AccountsUnrestricted,
        ];
        let kept = good.into_iter().filter(|good| findings.iter().all(|f| f.subject() != good.subject()));
        let all: Vec<_> = kept.chain(findings.iter().copied()).collect();
        let report = TokenReport::new(at(NOW), all, Facts { expires, ..Facts::default() });
        let token = StoredToken {
            last_four: "Zb7K".into(),
            app: None,
            saved_by: Account { id: "local".into(), name: None },
            saved_at: at(NOW),
            report,
            accepted_at: None,
            refused_at: None,
            used_elsewhere: false,
        };
        let project = Project { key: ProjectKey::parse("SUP").unwrap(), name: None, site: None };
        Settings { project, graph: Graph::Meta, token: Some(token) }
    }

    #[test]
    fn every_status_has_its_evidence() {
        let end = |days| Expiry::At { at: at(NOW + days * DAY) };
        let table = [
            (stored(&[], Expiry::Never), Status::Connected),
            (stored(&[F::BusinessNotGranted], Expiry::Never), Status::Connected),
            (stored(&[F::PersonalToken], Expiry::Never), Status::NeedsAttention),
            (stored(&[F::ExpiryUnknown], Expiry::Unknown), Status::NeedsAttention),
            (stored(&[F::MessagingMissing], Expiry::Never), Status::NotWorking),
            (stored(&[F::AccountLocked, F::TokenUnknown], Expiry::Never), Status::NotWorking),
            (stored(&[F::Expires], end(60)), Status::ExpiresIn { days: 60 }),
            (stored(&[F::Expires], end(61)), Status::NeedsAttention),
            (stored(&[F::Expires], end(0)), Status::Expired),
            (stored(&[F::Expired], Expiry::Unknown), Status::Expired),
            (stored(&[F::DataAccessExpired], Expiry::Never), Status::Expired),
            (stored(&[F::Revoked], Expiry::Never), Status::Rejected),
            (stored(&[F::AppNotAssigned], Expiry::Never), Status::Rejected),
        ];
        for (settings, expected) in table {
            assert_eq!(Status::of(&settings, at(NOW)), expected, "{:?}", settings.token.map(|t| t.report));
        }
    }

    #[test]
    fn unknown_never_turns_a_saved_connection_red() {
        for &finding in Finding::ALL.iter().filter(|f| f.outcome() == Outcome::Unknown) {
            let status = Status::of(&stored(&[finding], Expiry::Never), at(NOW));
            assert!(matches!(status, Status::CannotCheck | Status::NeedsAttention), "{finding:?}: {status:?}");
        }
    }

    #[test]
    fn a_rejection_stands_until_meta_accepts_the_token_again() {
        let refused = |findings: &[Finding]| {
            let mut settings = stored(findings, Expiry::Never);
            settings.token.as_mut().unwrap().refused_at = Some(at(NOW - DAY));
            Status::of(&settings, at(NOW))
        };
        assert_eq!(refused(&[F::MetaDown, F::TokenUnknown]), Status::Rejected);
        assert_eq!(refused(&[F::Expires]), Status::NeedsAttention, "the backend sets it and clears it");
    }

    #[test]
    fn a_good_report_expires_with_the_token_without_another_check() {
        let settings = stored(&[F::Expires], Expiry::At { at: at(NOW + DAY) });
        assert_eq!(Status::of(&settings, at(NOW)), Status::ExpiresIn { days: 1 });
        assert_eq!(Status::of(&settings, at(NOW + DAY)), Status::Expired);
    }

    #[test]
    fn without_a_token_nothing_is_set_up() {
        let settings = Settings { token: None, ..stored(&[], Expiry::Never) };
        assert_eq!(Status::of(&settings, at(NOW)), Status::NotSetUp);
    }
}
