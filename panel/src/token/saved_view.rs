//! The saved token: what may be known about it, and what can be done with it.

use super::Viewing;
use super::report_view::app_name;
use crate::Ready;
use crate::event::Action;
use crate::message::{Advice, ButtonView, MessageView};
use crate::phrases::{Key, Phrases};
use crate::problems::{Operation, advice};
use contract::finding::{Finding, Outcome};
use contract::report::Expiry;
use contract::settings::StoredToken;
use contract::timestamp::Timestamp;

/// The saved token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SavedTokenView {
    /// Its heading.
    pub title: String,
    /// What is known about it.
    pub facts: Vec<FactView>,
    /// Shown if another project uses it too.
    pub used_elsewhere: Option<MessageView>,
    /// Asks Meta about it again.
    pub check_again: ButtonView,
    /// Leads to the form.
    pub replace: ButtonView,
    /// Leads to the question whether to delete it.
    pub disconnect: ButtonView,
    /// What went wrong with the last of these.
    pub message: Option<MessageView>,
}

/// A fact and its name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactView {
    /// Its name.
    pub term: String,
    /// Its value.
    pub value: String,
    /// True if it is set as code.
    pub is_code: bool,
}

impl SavedTokenView {
    pub(crate) fn new(ready: &Ready, phrases: &Phrases, now: Timestamp) -> Option<Self> {
        let viewing = ready.viewing()?;
        let token = ready.saved.settings.token.as_ref()?;
        let button = |label, action| ButtonView::new(phrases, label, action);
        let used_elsewhere = token.used_elsewhere.then(|| {
            let (title, body) = (phrases.text(Key::SavedElsewhereTitle), phrases.text(Key::SavedElsewhereBody));
            Advice::new(Outcome::Warning, title, body).message(phrases, Vec::new())
        });
        let message = trouble(ready, phrases).map(|(advice, action)| {
            let retry = action.map(|action| button(Key::ActionRetry, action));
            advice.message(phrases, retry.into_iter().collect())
        });
        Some(Self {
            title: phrases.string(Key::SavedTitle),
            facts: facts(token, phrases, now),
            used_elsewhere,
            check_again: button(Key::SavedCheckAgain, Action::CheckAgain).busy_if(viewing.is_checking()),
            replace: button(Key::SavedReplace, Action::Replace),
            disconnect: button(Key::SavedDisconnect, Action::Disconnect).busy_if(viewing.is_busy()),
            message,
        })
    }
}

fn facts(token: &StoredToken, phrases: &Phrases, now: Timestamp) -> Vec<FactView> {
    let text = |key| phrases.string(key);
    let fact = |term, value| FactView { term: text(term), value, is_code: false };
    let app = token.app.as_ref().map_or_else(|| text(Key::SavedAppUnknown), |app| app_name(app, phrases));
    let when = phrases.when(token.saved_at, now);
    let saved = phrases.fill(Key::SavedAtValue, &[("when", &when), ("who", person(token, phrases))]);
    let accepted = token.accepted_at.map_or_else(|| text(Key::SavedAcceptedNever), |at| phrases.when(at, now));
    vec![
        fact(Key::SavedApp, app),
        FactView { is_code: true, ..fact(Key::SavedEndsIn, token.last_four.clone()) },
        fact(Key::SavedAt, saved),
        fact(Key::SavedExpires, expiry(token, phrases, now)),
        fact(Key::SavedAccepted, accepted),
    ]
}

fn expiry(token: &StoredToken, phrases: &Phrases, now: Timestamp) -> String {
    let text = |key| phrases.string(key);
    match token.report.facts.expires {
        Expiry::Never | Expiry::Unknown if token.report.has(Finding::Expired) => text(Key::SavedExpiredUndated),
        Expiry::Never => text(Key::SavedExpiresNever),
        Expiry::Unknown => text(Key::SavedExpiresUnknown),
        Expiry::At { at } => {
            let key = if at <= now { Key::SavedExpiredAt } else { Key::SavedExpiresAt };
            phrases.fill(key, &[("date", &phrases.date(at)), ("days", &phrases.time_left(at, now))])
        }
    }
}

/// Who saved `token`.
pub(crate) fn person<'a>(token: &'a StoredToken, phrases: &'a Phrases) -> &'a str {
    let nameless = if token.saved_by.id == "local" { Key::SavedByLocalUser } else { Key::SavedByAdmin };
    token.saved_by.name.as_deref().unwrap_or_else(|| phrases.text(nameless))
}

/// What went wrong, and what trying again means, if it can be tried again.
pub(crate) fn trouble(ready: &Ready, phrases: &Phrases) -> Option<(Advice, Option<Action>)> {
    let disconnect = |advice| Some((advice, Some(Action::Disconnect)));
    let warning = |title, body| Advice::new(Outcome::Warning, phrases.text(title), phrases.text(body));
    match ready.viewing()? {
        Viewing::CheckFailed(error) => Some((advice(error, Operation::Load, phrases), Some(Action::CheckAgain))),
        Viewing::DisconnectFailed(error) => {
            let is_known = ready.certainty.is_known();
            let operation = if is_known { Operation::Disconnect } else { Operation::DisconnectUnconfirmed };
            disconnect(advice(error, operation, phrases))
        }
        // The token is still there after a disconnect that got no response.
        Viewing::StillSaved => disconnect(warning(Key::SavedStillTitle, Key::SavedStillBody)),
        // Someone else saved or disconnected first.
        Viewing::Changed => Some((warning(Key::ProblemChangedTitle, Key::ProblemChangedBody), None)),
        Viewing::Idle | Viewing::Checking(_) | Viewing::ConfirmingDisconnect | Viewing::Disconnecting(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::{GOOD, TestPanel, now, phrases, report, report_with, saved};
    use crate::{Error, SavedSettings};
    use contract::problem::{Code, Problem};

    fn view(saved: SavedSettings) -> SavedTokenView {
        let panel = TestPanel::begin().loaded_with(Ok(saved));
        SavedTokenView::new(panel.state.ready().unwrap(), &phrases(), now()).unwrap()
    }

    fn values(view: &SavedTokenView) -> Vec<&str> {
        view.facts.iter().map(|fact| &*fact.value).collect()
    }

    #[test]
    fn a_saved_token_is_described_without_its_text() {
        let view = view(saved(Some(report(&GOOD))));
        let app = "Acme Support (App ID 634974688087057)";
        assert_eq!(values(&view), [app, "Zb7K", "just now by a local user", "Never", "just now"]);
        let elsewhere = view.used_elsewhere.map(|message| message.body);
        assert_eq!(elsewhere.as_deref(), Some(phrases().text(Key::SavedElsewhereBody)));
    }

    #[test]
    fn an_account_without_a_name_is_not_told_by_its_id() {
        let mut settings = saved(Some(report(&GOOD)));
        if let Some(token) = &mut settings.settings.token {
            token.saved_by.id = "5b10ac8d82e05b22cc7d4ef5".into();
        }
        let view = view(settings);
        assert!(values(&view).contains(&"just now by a project admin"), "{view:?}");
        assert!(!format!("{view:?}").contains("5b10ac8d"), "{view:?}");
    }

    #[test]
    fn a_token_that_has_expired_does_not_expire_never() {
        let mut expired = report_with(Finding::Expired);
        expired.facts.expires = Expiry::Never;
        let view = view(saved(Some(expired)));
        assert!(values(&view).contains(&phrases().text(Key::SavedExpiredUndated)), "{view:?}");
    }

    #[test]
    fn each_failure_offers_to_try_again_what_failed() {
        let viewing = || TestPanel::loaded(Some(report(&GOOD)));
        let disconnecting = || viewing().press(Action::Disconnect).press(Action::ConfirmDisconnect);
        let rejected = Error::Rejected(Box::new(Problem::new(Code::NotAllowed, "")));
        let other_version = SavedSettings { version: "\"2\"".into(), ..saved(Some(report(&GOOD))) };
        let table = [
            (viewing().press(Action::CheckAgain).checked_again(Err(Error::Offline)), Some(Action::CheckAgain)),
            (disconnecting().disconnected(Err(rejected)), Some(Action::Disconnect)),
            (
                disconnecting().disconnected(Err(Error::CutOff)).loaded_with(Err(Error::CutOff)),
                Some(Action::Disconnect),
            ),
            (
                disconnecting().disconnected(Err(Error::CutOff)).loaded_with(Ok(saved(Some(report(&GOOD))))),
                Some(Action::Disconnect),
            ),
            (disconnecting().disconnected(Err(Error::CutOff)).loaded_with(Ok(other_version)), None),
        ];
        let mut bodies = std::collections::HashSet::new();
        for (panel, expected) in table {
            let (advice, action) = trouble(panel.state.ready().unwrap(), &phrases()).expect("a message");
            assert_eq!(action, expected, "{advice:?}");
            assert_ne!(advice.outcome, Outcome::Fail, "none of them is the token's fault: {advice:?}");
            assert!(bodies.insert(advice.body.clone()), "{advice:?}");
        }
    }
}
