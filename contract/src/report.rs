//! The report on a token: an ordered list of checks, the facts behind them, and the verdict.

use crate::finding::{Finding, Outcome, Subject};
use crate::timestamp::Timestamp;
use serde::{Deserialize, Serialize};

/// What Meta said about a token at one point in time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct TokenReport {
    /// When Meta responded.
    pub checked_at: Timestamp,
    /// The checks, ordered by subject.
    pub checks: Vec<Check>,
    /// What the checks found, as values.
    #[serde(default)]
    pub facts: Facts,
    /// Seconds to wait before the next check, if Meta said so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// One check. `subject` and `outcome` repeat what the finding implies, for readers that don't know it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Check {
    /// What it's about.
    pub subject: Subject,
    /// How it ended.
    pub outcome: Outcome,
    /// What it found.
    pub finding: Finding,
}

impl From<Finding> for Check {
    fn from(finding: Finding) -> Self {
        Self { subject: finding.subject(), outcome: finding.outcome(), finding }
    }
}

/// The values behind the checks. Unknown values are absent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Facts {
    /// The app that the token was generated for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub app: Option<App>,
    /// When the token expires.
    #[serde(default)]
    pub expires: Expiry,
    /// When its access to data expires.
    #[serde(default)]
    pub data_access_expires: Expiry,
    /// The IDs of the WhatsApp Business Accounts that it's limited to. Empty if it isn't limited or we don't know.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub accounts: Vec<String>,
    /// Permissions that Chat doesn't need.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub other_permissions: Vec<String>,
}

/// A Meta app.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct App {
    /// Its ID: digits, too many for a number type.
    pub id: String,
    /// Its name, if Meta returned it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
}

/// When something ends.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case", from = "ExpiryOnTheWire")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Expiry {
    /// Never: Meta returned 0.
    Never,
    /// At this time.
    At {
        /// The time.
        at: Timestamp,
    },
    /// Meta didn't say. This doesn't mean never.
    #[default]
    Unknown,
}

/// How an [`Expiry`] is read: as a plain struct, because code that reads a tagged enum adds 1.4 kB to the page.
#[derive(Deserialize)]
struct ExpiryOnTheWire {
    kind: ExpiryKind,
    #[serde(default)]
    at: Option<Timestamp>,
}

#[derive(Deserialize)]
#[serde(rename_all = "snake_case")]
enum ExpiryKind {
    Never,
    At,
    #[serde(other)]
    Unknown,
}

impl From<ExpiryOnTheWire> for Expiry {
    fn from(wire: ExpiryOnTheWire) -> Self {
        match (wire.kind, wire.at) {
            (ExpiryKind::Never, _) => Self::Never,
            (ExpiryKind::At, Some(at)) => Self::At { at },
            (ExpiryKind::At, None) | (ExpiryKind::Unknown, _) => Self::Unknown,
        }
    }
}

/// The verdict of a report.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is wrong with the token.
    Good,
    /// It works, but something should be fixed or is unknown.
    GoodWithWarnings,
    /// It doesn't work like this.
    Bad,
    /// We couldn't find out whether it works. This is never bad.
    Unknown,
}

/// The verdict is unknown unless all of these are known.
const DECISIVE: [Subject; 4] =
    [Subject::Reached, Subject::Token, Subject::WhatsappBusinessMessaging, Subject::WhatsappBusinessManagement];

impl TokenReport {
    /// A report of `findings` at `checked_at`, ordered by subject.
    #[must_use]
    pub fn new(checked_at: Timestamp, findings: impl IntoIterator<Item = Finding>, facts: Facts) -> Self {
        let mut checks: Vec<Check> = findings.into_iter().map(Check::from).collect();
        checks.sort_by_key(|check| check.subject);
        Self { checked_at, checks, facts, retry_after: None }
    }

    /// The verdict. It's `Unknown` if a decisive check is missing.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let any = |outcome| self.checks.iter().any(|check| check.outcome == outcome);
        let decided = |subject| {
            let mut checks = self.checks.iter().filter(|check| check.subject == subject);
            checks.next().is_some_and(|check| check.outcome != Outcome::Unknown)
        };
        if any(Outcome::Fail) {
            Verdict::Bad
        } else if !DECISIVE.into_iter().all(decided) {
            Verdict::Unknown
        } else if any(Outcome::Warning) || any(Outcome::Unknown) {
            Verdict::GoodWithWarnings
        } else {
            Verdict::Good
        }
    }

    /// The check that the headline is about: the first of the worst. If the verdict is unknown, a check that made it
    /// unknown.
    #[must_use]
    pub fn headline(&self) -> Option<Check> {
        let worst = match self.verdict() {
            Verdict::Bad => &[Outcome::Fail][..],
            Verdict::Unknown => &[Outcome::Unknown],
            Verdict::GoodWithWarnings => &[Outcome::Warning, Outcome::Unknown],
            Verdict::Good => &[Outcome::Pass],
        };
        let first = |outcome: &Outcome, decides: bool| {
            let fits = |check: &&Check| check.outcome == *outcome && (!decides || DECISIVE.contains(&check.subject));
            self.checks.iter().find(fits)
        };
        let decisive = (self.verdict() == Verdict::Unknown).then(|| first(&Outcome::Unknown, true)).flatten();
        decisive.or_else(|| worst.iter().find_map(|outcome| first(outcome, false))).copied()
    }

    /// True if the report contains `finding`.
    #[must_use]
    pub fn has(&self, finding: Finding) -> bool {
        self.checks.iter().any(|check| check.finding == finding)
    }

    /// True if a check about `subject` passed.
    #[must_use]
    pub fn passed(&self, subject: Subject) -> bool {
        self.checks.iter().any(|check| check.subject == subject && check.outcome == Outcome::Pass)
    }

    /// True if neither required permission is granted. This is typical of a token that was generated before the app was
    /// assigned to the system user.
    #[must_use]
    pub fn lacks_every_permission(&self) -> bool {
        self.has(Finding::MessagingMissing) && self.has(Finding::ManagementMissing)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use Finding as F;

    const GOOD: [Finding; 9] = [
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

    fn report(findings: &[Finding]) -> TokenReport {
        let checked_at = Timestamp::from_unix(1_700_000_000).unwrap();
        TokenReport::new(checked_at, findings.iter().copied(), Facts::default())
    }

    fn good_but(finding: Finding) -> TokenReport {
        let others = GOOD.into_iter().filter(|good| good.subject() != finding.subject());
        report(&others.chain([finding]).collect::<Vec<_>>())
    }

    #[test]
    fn one_finding_decides_the_verdict_of_an_otherwise_good_token() {
        assert_eq!(report(&GOOD).verdict(), Verdict::Good);
        for &finding in Finding::ALL {
            let expected = match (finding.outcome(), DECISIVE.contains(&finding.subject())) {
                (Outcome::Pass | Outcome::Information, _) => Verdict::Good,
                (Outcome::Fail, _) => Verdict::Bad,
                (Outcome::Unknown, true) => Verdict::Unknown,
                (Outcome::Warning, _) | (Outcome::Unknown, false) => Verdict::GoodWithWarnings,
            };
            let report = good_but(finding);
            assert_eq!(report.verdict(), expected, "{finding:?}");
            if expected != Verdict::Good {
                assert_eq!(report.headline().unwrap().finding, finding);
            }
        }
    }

    #[test]
    fn an_empty_report_is_unknown_and_never_good() {
        assert_eq!(report(&[]).verdict(), Verdict::Unknown);
        assert_eq!(report(&[F::Reached, F::Accepted]).verdict(), Verdict::Unknown);
    }

    #[test]
    fn a_warning_leads_before_an_unknown() {
        let report = report(&[&GOOD[..2], &GOOD[3..6], &[F::OwnerUnknown, F::Expires]].concat());
        assert_eq!(report.headline().unwrap().finding, F::Expires);
    }

    #[test]
    fn a_decisive_unknown_leads_before_other_unknowns() {
        let report = report(&[F::Reached, F::Accepted, F::OwnerUnknown, F::MessagingUnknown, F::ManagementUnknown]);
        assert_eq!(report.verdict(), Verdict::Unknown);
        assert_eq!(report.headline().unwrap().finding, F::MessagingUnknown);
    }

    #[test]
    fn a_report_from_a_newer_backend_is_read_and_its_outcomes_still_count() {
        let json = r#"{"checked_at":"2026-11-23T09:30:00Z","new_field":1,"facts":{"expires":{"kind":"at_dawn","x":1}},
            "checks":[{"subject":"weather","outcome":"fail","finding":"raining"}]}"#;
        let report: TokenReport = serde_json::from_str(json).unwrap();
        let check = Check { subject: Subject::Unknown, outcome: Outcome::Fail, finding: F::Unknown };
        assert_eq!(report.checks, [check]);
        assert_eq!((report.facts.expires, report.verdict()), (Expiry::Unknown, Verdict::Bad));
    }
}
