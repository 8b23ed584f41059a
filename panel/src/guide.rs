//! Which steps of the guide are proved to be done, and which one is next.

use crate::Ready;
use contract::finding::{Finding, Subject};
use contract::report::{TokenReport, Verdict};

pub(crate) const STEPS: usize = 10;

/// The first steps are about the system user and what is assigned to it. A new token doesn't undo them.
const BEFORE_THE_TOKEN: usize = 6;

/// Which steps the report proves to be done, in order. What was done for a token of another kind of owner has to be done
/// again for a system user.
pub(crate) fn done(ready: &Ready) -> [bool; STEPS] {
    if let Some(report) = ready.report() {
        let mut proved = proved(report);
        proved[STEPS - 1] = ready.viewing().is_some() && report.passed(Subject::Token);
        return proved;
    }
    // The system user of the saved token is still there.
    let before = ready.saved.settings.token.as_ref().map(|token| proved(&token.report)).unwrap_or_default();
    std::array::from_fn(|step| before[step] && step < BEFORE_THE_TOKEN)
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

/// The step to do next, counted from 1: the one that `headline_step` leads to, or the one that follows. With a system user
/// it's the step that generates a token. `None` while a check runs, and if the report leads nowhere.
pub(crate) fn current(ready: &Ready, headline_step: Option<u8>) -> Option<u8> {
    let Some(report) = ready.report() else {
        let checking = ready.editing().is_some_and(|editing| editing.check.is_running());
        let next = if done(ready)[0] { 7 } else { 1 };
        return (!checking).then_some(next);
    };
    let unsaved = ready.editing().is_some() && report.verdict() == Verdict::Good;
    headline_step.or(unsaved.then_some(10))
}
