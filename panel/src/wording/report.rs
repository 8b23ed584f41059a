//! Words for the report: a line for each check, and the headline over them.

use super::remedy::{about_permission, step_of, ways_of};
use super::{Headline, Line, Speaker, Way};
use crate::Ready;
use crate::i18n::{Findings, Note, fill};
use crate::inline_code::without_marks;
use contract::finding::{Finding, Outcome};
use contract::report::{App, Check, Expiry, TokenReport, Verdict};

impl Speaker {
    /// The report, a line for each check.
    #[must_use]
    pub fn lines(&self, report: &TokenReport) -> Vec<Line> {
        let say = |check: &Check| {
            let note = self.note(check, report);
            let values = self.values(report, check.finding);
            let step = match check.outcome {
                Outcome::Fail | Outcome::Warning => step_of(check.finding),
                Outcome::Pass | Outcome::Information | Outcome::Unknown => None,
            };
            Line {
                outcome: check.outcome,
                title: without_marks(&fill(note.line, &values.named())),
                detail: fill(note.detail, &values.named()),
                step,
            }
        };
        report.checks.iter().map(say).collect()
    }

    /// The headline over the report.
    #[must_use]
    pub fn report_headline(&self, report: &TokenReport) -> Headline {
        let words = &self.messages.report;
        let plain = |outcome, title: &str, body: &str, ways| Headline {
            outcome,
            title: title.to_owned(),
            body: body.to_owned(),
            ways,
            reference: None,
        };
        if report.lacks_every_permission() && report.headline().is_some_and(|check| about_permission(check.finding)) {
            let ways = vec![Way::Step(5), Way::MetaSettings];
            return plain(Outcome::Fail, words.no_permissions_title, words.no_permissions_body, ways);
        }
        let good = || plain(Outcome::Pass, words.good_title, words.good_body, Vec::new());
        let Some(check) = report.headline() else {
            return plain(
                Outcome::Unknown,
                self.messages.findings.unknown.title,
                self.messages.findings.unknown.advice,
                vec![Way::Reload],
            );
        };
        if report.verdict() == Verdict::Good {
            return good();
        }
        let note = self.note(&check, report);
        let values = self.values(report, check.finding);
        let outcome = match report.verdict() {
            Verdict::Bad => Outcome::Fail,
            Verdict::Unknown => Outcome::Unknown,
            Verdict::Good | Verdict::GoodWithWarnings => Outcome::Warning,
        };
        Headline {
            outcome,
            title: fill(note.title, &values.named()),
            body: fill(note.advice, &values.named()),
            ways: ways_of(check.finding),
            reference: None,
        }
    }

    /// The headline over the report that is shown: as the report's own, but for what only shows beside what is stored.
    #[must_use]
    pub fn headline(&self, ready: &Ready) -> Option<Headline> {
        let report = ready.report()?;
        let headline = self.report_headline(report);
        let words = &self.messages.report;
        if ready.editing().is_none() {
            let refused = ready.saved.settings.token.as_ref().is_some_and(|token| token.refused_at.is_some());
            if refused && headline.outcome == Outcome::Unknown {
                let ways = ways_of(Finding::Refused);
                return Some(Headline { body: words.refused_before.to_owned(), ways, ..headline });
            }
            return Some(headline);
        }
        if ready.switches_app() && matches!(report.verdict(), Verdict::Good | Verdict::GoodWithWarnings) {
            return Some(Headline::warning(words.other_app_title, self.between_apps(ready)));
        }
        Some(headline)
    }

    /// What it means that the new token belongs to another app than the stored one.
    #[must_use]
    pub fn between_apps(&self, ready: &Ready) -> String {
        let words = &self.messages.dialogs;
        let (old, new) = ready.apps();
        let named = |app: Option<&App>, unknown: &str| app.map_or(unknown.to_owned(), |app| self.app(app));
        let (old, new) = (named(old, words.this_app), named(new, words.another_app));
        fill(words.other_app.body, &[("old", &old), ("new", &new)])
    }

    /// An app, so that two of one name can be told apart.
    #[must_use]
    pub fn app(&self, app: &App) -> String {
        match &app.name {
            Some(name) => fill(self.messages.stored.app_value, &[("name", name), ("id", &app.id)]),
            None => app.id.clone(),
        }
    }

    fn note(&self, check: &Check, report: &TokenReport) -> &'static Note {
        let f: &'static Findings = &self.messages.findings;
        match check.finding {
            Finding::Reached => &f.reached,
            Finding::Unreachable => &f.unreachable,
            Finding::TimedOut => &f.timed_out,
            Finding::MetaDown => &f.meta_down,
            Finding::BadAnswer => &f.bad_answer,
            Finding::RateLimited => &f.rate_limited,
            Finding::UnknownAnswer => &f.unknown_answer,
            Finding::NotChecked => &f.not_checked,
            Finding::Accepted => &f.accepted,
            Finding::Refused => &f.refused,
            Finding::Malformed => &f.malformed,
            Finding::Expired => &f.expired,
            Finding::Revoked => &f.revoked,
            Finding::PasswordChanged => &f.password_changed,
            Finding::PageRoleMissing => &f.page_role_missing,
            Finding::AppNotAssigned => &f.app_not_assigned,
            Finding::UserCheckpoint => &f.user_checkpoint,
            Finding::PermissionDenied => &f.permission_denied,
            Finding::PolicyBlocked => &f.policy_blocked,
            Finding::TokenNotSeen => &f.token_not_seen,
            Finding::TokenUnknown => &f.token_unknown,
            Finding::SystemUser => &f.system_user,
            Finding::PersonalToken => &f.personal_token,
            Finding::TemporaryToken => &f.temporary_token,
            Finding::PageToken => &f.page_token,
            Finding::AppsOwnToken => &f.apps_own_token,
            Finding::OwnerUnknown if report.has(Finding::ExpiryUnknown) => &f.owner_unknown,
            Finding::OwnerUnknown => &f.owner_new,
            Finding::AppKnown if report.facts.app.as_ref().is_some_and(|app| app.name.is_some()) => &f.app_known,
            Finding::AppKnown => &f.app_without_name,
            Finding::AppSecretRequired => &f.app_secret_required,
            Finding::AppUnknown => &f.app_unknown,
            Finding::MessagingGranted => &f.messaging_granted,
            Finding::MessagingMissing => &f.messaging_missing,
            Finding::MessagingUnknown => &f.messaging_unknown,
            Finding::ManagementGranted => &f.management_granted,
            Finding::ManagementMissing => &f.management_missing,
            Finding::ManagementUnknown => &f.management_unknown,
            Finding::BusinessGranted => &f.business_granted,
            Finding::BusinessNotGranted => &f.business_not_granted,
            Finding::NeverExpires => &f.never_expires,
            Finding::Expires if self.is_past(report.facts.expires) => &f.expired,
            Finding::Expires => &f.expires,
            Finding::ExpiryUnknown => &f.expiry_unknown,
            Finding::DataAccessNeverExpires => &f.data_access_never_expires,
            Finding::DataAccessExpires if self.is_past(report.facts.data_access_expires) => &f.data_access_expired,
            Finding::DataAccessExpires => &f.data_access_expires,
            Finding::DataAccessExpired => &f.data_access_expired,
            Finding::DataAccessUnknown => &f.data_access_unknown,
            Finding::AccountsUnrestricted => &f.accounts_unrestricted,
            Finding::AccountsNamed => &f.accounts_named,
            Finding::AccountNotAssigned => &f.account_not_assigned,
            Finding::AccountNotVisible => &f.account_not_visible,
            Finding::AccountLocked => &f.account_locked,
            Finding::AccountsUnknown => &f.accounts_unknown,
            Finding::MorePermissions => &f.more_permissions,
            Finding::Unknown => match check.outcome {
                Outcome::Pass | Outcome::Information => &f.unknown_fine,
                Outcome::Warning => &f.unknown_warning,
                Outcome::Fail => &f.unknown_fail,
                Outcome::Unknown => &f.unknown,
            },
        }
    }

    /// A report is read long after it was made, too.
    fn is_past(&self, end: Expiry) -> bool {
        matches!(end, Expiry::At { at } if at <= self.now)
    }

    fn values(&self, report: &TokenReport, finding: Finding) -> Values {
        let facts = &report.facts;
        let end = if finding == Finding::DataAccessExpires { facts.data_access_expires } else { facts.expires };
        let at = match end {
            Expiry::At { at } => Some(at),
            Expiry::Never | Expiry::Unknown => None,
        };
        let accounts = &self.messages.report.accounts;
        Values {
            name: facts.app.as_ref().and_then(|app| app.name.clone()).unwrap_or_default(),
            id: facts.app.as_ref().map(|app| app.id.clone()).unwrap_or_default(),
            date: at.map(|at| self.date(at)).unwrap_or_default(),
            days: at.map(|at| self.days_left(at)).unwrap_or_default(),
            wait: self.wait_since(report.checked_at, report.retry_after),
            accounts: super::moment::counted(accounts, i64::try_from(facts.accounts.len()).unwrap_or(i64::MAX)),
            ids: facts.accounts.join(", "),
            permissions: facts.other_permissions.join(", "),
        }
    }
}

/// The values that sentences about a report can name.
struct Values {
    name: String,
    id: String,
    date: String,
    days: String,
    wait: String,
    accounts: String,
    ids: String,
    permissions: String,
}

impl Values {
    fn named(&self) -> [(&'static str, &str); 8] {
        [
            ("name", &self.name),
            ("id", &self.id),
            ("date", &self.date),
            ("days", &self.days),
            ("wait", &self.wait),
            ("accounts", &self.accounts),
            ("ids", &self.ids),
            ("permissions", &self.permissions),
        ]
    }
}
