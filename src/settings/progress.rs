//! How far the guide's steps are proved to be done, and which one matters now. Pure.

use super::model::Ready;
use contract::finding::{Finding, Subject};
use contract::report::{TokenReport, Verdict};

/// How many steps the guide has.
pub const STEPS: usize = 10;

/// What the report proves of each step, the first one first. A step that nothing proves is not done.
#[must_use]
pub fn done(ready: &Ready) -> [bool; STEPS] {
    let Some(report) = ready.report() else { return [false; STEPS] };
    let system_user = report.passed(Subject::Owner);
    let accepted = report.passed(Subject::Token);
    let both = report.passed(Subject::WhatsappBusinessMessaging) && report.passed(Subject::WhatsappBusinessManagement);
    let app_first = report.passed(Subject::App) && one_permission(report);
    [
        system_user,
        system_user,
        system_user,
        system_user,
        app_first,
        report.has(Finding::AccountsNamed),
        report.has(Finding::NeverExpires),
        both,
        accepted,
        ready.stored().is_some() && accepted,
    ]
}

fn one_permission(report: &TokenReport) -> bool {
    report.passed(Subject::WhatsappBusinessMessaging) || report.passed(Subject::WhatsappBusinessManagement)
}

/// The step to do next, counted from 1: the one that the headline leads to, the first one where nothing has been
/// checked, and the last one where only saving is left. `None` where nobody can tell, or not yet, or nothing is left
/// to do.
#[must_use]
pub fn current(ready: &Ready, headline_step: Option<u8>) -> Option<u8> {
    let Some(report) = ready.report() else {
        let checking = ready.entry().is_some_and(|entry| entry.check.is_running());
        return (!checking).then_some(1);
    };
    let unsaved = ready.entry().is_some() && report.verdict() == Verdict::Good;
    headline_step.or(unsaved.then_some(10))
}
