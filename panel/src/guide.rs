//! How far the guide's steps are proved to be done, and which one matters now. Pure.

use crate::Ready;
use contract::finding::{Finding, Subject};
use contract::report::{TokenReport, Verdict};

/// How many steps the guide has.
pub(crate) const STEPS: usize = 10;

/// How many of them are about the system user and what it was assigned, not about one of its tokens.
const BEFORE_THE_TOKEN: usize = 6;

/// What the report proves of each step, the first one first. A step that nothing proves is not done: whatever was done
/// for a token that is no system user's has to be done once more.
pub(crate) fn done(ready: &Ready) -> [bool; STEPS] {
    if let Some(report) = ready.report() {
        let mut proved = proved(report);
        proved[STEPS - 1] = ready.viewing().is_some() && report.passed(Subject::Token);
        return proved;
    }
    // Who replaces a token has its system user still.
    let before = ready.saved.settings.token.as_ref().map(|token| proved(&token.report)).unwrap_or_default();
    std::array::from_fn(|place| before[place] && place < BEFORE_THE_TOKEN)
}

fn proved(report: &TokenReport) -> [bool; STEPS] {
    let passed = |subject| report.passed(subject);
    let system_user = passed(Subject::Owner);
    let both = passed(Subject::WhatsappBusinessMessaging) && passed(Subject::WhatsappBusinessManagement);
    let never_ends = report.has(Finding::NeverExpires) && passed(Subject::DataAccess);
    [
        system_user,
        system_user,
        system_user,
        system_user,
        system_user && passed(Subject::App) && one_permission(report),
        system_user && report.has(Finding::AccountsNamed),
        system_user && never_ends,
        system_user && both,
        system_user && passed(Subject::Token),
        false,
    ]
}

fn one_permission(report: &TokenReport) -> bool {
    report.passed(Subject::WhatsappBusinessMessaging) || report.passed(Subject::WhatsappBusinessManagement)
}

/// The step to do next, counted from 1: the one that the headline leads to, else the one that comes next. Whoever has a
/// system user already begins at the one that generates a token. `None` where nobody can tell, or not yet, or nothing is
/// left to do.
pub(crate) fn current(ready: &Ready, headline_step: Option<u8>) -> Option<u8> {
    let Some(report) = ready.report() else {
        let checking = ready.editing().is_some_and(|editing| editing.check.is_running());
        let next = if done(ready)[0] { 7 } else { 1 };
        return (!checking).then_some(next);
    };
    let unsaved = ready.editing().is_some() && report.verdict() == Verdict::Good;
    headline_step.or(unsaved.then_some(10))
}
