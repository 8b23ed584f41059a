//! The report: the message over it, and a line for each check.

use super::Editing;
use super::findings;
use crate::Ready;
use crate::event::Action;
use crate::inline_code::without_marks;
use crate::message::{Advice, ButtonView, MessageView, StepLinkView};
use crate::next_step::NextStep;
use crate::phrases::{Key, Phrases, Plural};
use contract::finding::{Finding, Outcome};
use contract::report::{App, Check, Expiry, TokenReport, Verdict};
use contract::timestamp::Timestamp;

/// The report on the token in the field, or on the saved one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportView {
    /// Its heading.
    pub title: String,
    /// When Meta was asked, for machines.
    pub checked_at: Timestamp,
    /// When Meta was asked, in words.
    pub checked: String,
    /// What follows from it. The status already says that a saved token works.
    pub message: Option<MessageView>,
    /// A line for each check.
    pub lines: Vec<ReportLineView>,
}

/// One check.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ReportLineView {
    /// Color and icon.
    pub outcome: Outcome,
    /// The outcome, spoken before the title.
    pub outcome_word: String,
    /// What was found.
    pub title: String,
    /// What follows from it; may be empty. Words between backticks are code.
    pub detail: String,
    /// The step of the guide that fixes it.
    pub step: Option<StepLinkView>,
}

impl ReportView {
    pub(crate) fn new(ready: &Ready, headline: &Advice, phrases: &Phrases, now: Timestamp) -> Option<Self> {
        let report = ready.report()?;
        let is_saved = ready.editing().is_none();
        let unchecked = ready.editing().is_some_and(Editing::offers_save_without_check);
        // If a new token is needed, the button leads to the field for it. An account that Meta doesn't show needs none.
        let replaces = is_saved && headline.step().is_some() && !report.has(Finding::AccountNotVisible);
        let button = |label, action| ButtonView::new(phrases, label, action);
        let buttons = [
            unchecked.then(|| button(Key::FooterSaveWithoutCheck, Action::SaveWithoutCheck)),
            replaces.then(|| button(Key::SavedReplace, Action::Replace)),
        ];
        let shows_message = !is_saved || headline.outcome != Outcome::Pass;
        let title = if is_saved { Key::ReportTitleSaved } else { Key::ReportTitle };
        let values = Values::new(report, phrases, now);
        Some(Self {
            title: phrases.string(title),
            checked_at: report.checked_at,
            checked: phrases.fill(Key::ReportChecked, &[("when", &phrases.when(report.checked_at, now))]),
            message: shows_message.then(|| headline.clone().message(phrases, buttons.into_iter().flatten().collect())),
            lines: report.checks.iter().map(|check| line(check, report, &values, phrases, now)).collect(),
        })
    }
}

fn line(check: &Check, report: &TokenReport, values: &Values, phrases: &Phrases, now: Timestamp) -> ReportLineView {
    let wording = findings::of_check(check, report, now);
    let fill = |key| values.fill(key, check.finding, phrases);
    let outcome_word = match check.outcome {
        Outcome::Pass => Key::ReportPassed,
        Outcome::Information => Key::ReportInformation,
        Outcome::Warning => Key::ReportWarning,
        Outcome::Fail => Key::ReportFailed,
        Outcome::Unknown => Key::ReportUnknown,
    };
    let step = match check.outcome {
        Outcome::Fail | Outcome::Warning => wording.step,
        Outcome::Pass | Outcome::Information | Outcome::Unknown => None,
    };
    ReportLineView {
        outcome: check.outcome,
        outcome_word: phrases.string(outcome_word),
        title: without_marks(&fill(wording.line)),
        detail: wording.detail.map(fill).unwrap_or_default(),
        step: step.map(|number| StepLinkView::new(phrases, number)),
    }
}

/// The message over the report that is shown: about the report, or about how it compares with what is saved.
pub(crate) fn headline(ready: &Ready, phrases: &Phrases, now: Timestamp) -> Option<Advice> {
    let report = ready.report()?;
    let advice = report_advice(report, phrases, now);
    if ready.editing().is_none() {
        let rejected = ready.saved.settings.token.as_ref().is_some_and(|token| token.refused_at.is_some());
        if rejected && advice.outcome == Outcome::Unknown {
            let body = phrases.string(Key::ReportRejectedBefore);
            return Some(Advice { body, next_steps: findings::of(Finding::Refused).next_steps(), ..advice });
        }
        return Some(advice);
    }
    if ready.switches_app() && matches!(report.verdict(), Verdict::Good | Verdict::GoodWithWarnings) {
        let title = phrases.text(Key::ReportOtherAppTitle);
        return Some(Advice::new(Outcome::Warning, title, &between_apps(ready, phrases)));
    }
    Some(advice)
}

/// What follows from a report by itself.
pub(crate) fn report_advice(report: &TokenReport, phrases: &Phrases, now: Timestamp) -> Advice {
    let plain = |outcome, title, body| Advice::new(outcome, phrases.text(title), phrases.text(body));
    let Some(check) = report.headline() else {
        let next_steps = vec![NextStep::Reload];
        return Advice { next_steps, ..plain(Outcome::Unknown, Key::FindingUnknownTitle, Key::FindingUnknownBody) };
    };
    if report.lacks_every_permission() && is_about_permission(check.finding) {
        let next_steps = vec![NextStep::Step(5), NextStep::MetaSettings];
        return Advice {
            next_steps,
            ..plain(Outcome::Fail, Key::ReportNoPermissionsTitle, Key::ReportNoPermissionsBody)
        };
    }
    let outcome = match report.verdict() {
        Verdict::Good => return plain(Outcome::Pass, Key::ReportGoodTitle, Key::ReportGoodBody),
        Verdict::Bad => Outcome::Fail,
        Verdict::Unknown => Outcome::Unknown,
        Verdict::GoodWithWarnings => Outcome::Warning,
    };
    let wording = findings::of_check(&check, report, now);
    let values = Values::new(report, phrases, now);
    let fill = |key: Option<Key>| key.map(|key| values.fill(key, check.finding, phrases)).unwrap_or_default();
    Advice { next_steps: wording.next_steps(), ..Advice::new(outcome, &fill(wording.title), &fill(wording.body)) }
}

/// True for a finding about a permission that Chat needs.
fn is_about_permission(finding: Finding) -> bool {
    matches!(finding, Finding::MessagingMissing | Finding::ManagementMissing)
}

/// What it means that the new token belongs to another app than the saved one.
pub(crate) fn between_apps(ready: &Ready, phrases: &Phrases) -> String {
    let (old, new) = ready.apps();
    let named = |app: Option<&App>, unknown| app.map_or_else(|| phrases.string(unknown), |app| app_name(app, phrases));
    let (old, new) = (named(old, Key::DialogOtherAppUnknownOld), named(new, Key::DialogOtherAppUnknownNew));
    phrases.fill(Key::DialogOtherAppBody, &[("old", &old), ("new", &new)])
}

/// An app with its ID, so that two of the same name can be told apart.
pub(crate) fn app_name(app: &App, phrases: &Phrases) -> String {
    match &app.name {
        Some(name) => phrases.fill(Key::SavedAppValue, &[("name", name), ("id", &app.id)]),
        None => app.id.clone(),
    }
}

/// The values that sentences about a report can name.
struct Values {
    name: String,
    id: String,
    token_end: End,
    access_end: End,
    wait: String,
    accounts: String,
    ids: String,
    permissions: String,
}

/// When something ends; empty if it doesn't, or if that isn't known.
#[derive(Default)]
struct End {
    date: String,
    days: String,
}

impl Values {
    fn new(report: &TokenReport, phrases: &Phrases, now: Timestamp) -> Self {
        let facts = &report.facts;
        let end = |expiry| match expiry {
            Expiry::At { at } => End { date: phrases.date(at), days: phrases.time_left(at, now) },
            Expiry::Never | Expiry::Unknown => End::default(),
        };
        let app = facts.app.as_ref();
        let accounts = u64::try_from(facts.accounts.len()).unwrap_or(u64::MAX);
        Self {
            name: app.and_then(|app| app.name.clone()).unwrap_or_default(),
            id: app.map(|app| app.id.clone()).unwrap_or_default(),
            token_end: end(facts.expires),
            access_end: end(facts.data_access_expires),
            wait: phrases.wait_since(report.checked_at, report.retry_after, now),
            accounts: phrases.count(Plural::ReportAccounts, accounts, &[]),
            ids: facts.accounts.join(", "),
            permissions: facts.other_permissions.join(", "),
        }
    }

    /// The sentence about `finding` with the values that it names.
    fn fill(&self, key: Key, finding: Finding, phrases: &Phrases) -> String {
        let end = if finding == Finding::DataAccessExpires { &self.access_end } else { &self.token_end };
        let values = [
            ("name", &*self.name),
            ("id", &self.id),
            ("date", &end.date),
            ("days", &end.days),
            ("wait", &self.wait),
            ("accounts", &self.accounts),
            ("ids", &self.ids),
            ("permissions", &self.permissions),
        ];
        phrases.fill(key, &values)
    }
}

#[cfg(test)]
mod tests;
