//! The view model: everything that a person can read or press at one moment, as plain data.
//!
//! It knows no markup, and it never holds the text of the draft: only its length, its last four characters and what
//! follows from it.

use crate::announcements::{AnnouncementsView, FlagView};
use crate::event::Action;
use crate::guide_view::GuideView;
use crate::message::{ButtonView, MessageView};
use crate::phrases::{Key, Phrases};
use crate::problems::{Operation, advice};
use crate::token::dialogs_view::DialogsView;
use crate::token::form_view::FormView;
use crate::token::report_view::{self, ReportView};
use crate::token::saved_view::SavedTokenView;
use crate::token::status_view::{StatusView, last_action};
use crate::{Error, Phase, Ready, State};
use contract::settings::{Graph, Project};
use contract::timestamp::Timestamp;

/// The whole panel.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PanelView {
    /// The page's title.
    pub title: String,
    /// The project, and what the token is for; empty until the settings are loaded.
    pub lead: String,
    /// Shown if responses come from the sandbox.
    pub sandbox_notice: Option<String>,
    /// What the task column shows.
    pub screen: Screen,
    /// The words while the settings are loading.
    pub loading: String,
    /// Why the settings couldn't be loaded, on that screen.
    pub load_failure: Option<MessageView>,
    /// The status of the connection, once the settings are loaded.
    pub status: Option<StatusView>,
    /// What was just done.
    pub last_action: Option<MessageView>,
    /// The form, while a token is entered.
    pub form: Option<FormView>,
    /// The saved token, while that is what's shown.
    pub saved_token: Option<SavedTokenView>,
    /// The report on the token in the field, or on the saved one.
    pub report: Option<ReportView>,
    /// The dialogs, open or not.
    pub dialogs: DialogsView,
    /// The guide.
    pub guide: GuideView,
    /// What a screen reader says.
    pub announcements: AnnouncementsView,
    /// What was just done, for a host that shows it as a flag: see [`PanelView::with_flag`].
    pub flag: Option<FlagView>,
}

/// What the task column shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Screen {
    /// The settings are loading.
    Loading,
    /// They couldn't be loaded.
    LoadFailed,
    /// A token is entered: the first one, or one to replace the saved one.
    Editing,
    /// The saved token is shown.
    Viewing,
}

impl PanelView {
    /// The line under the field: the only part that changes with every key.
    #[must_use]
    pub fn helper(&self) -> String {
        self.form.as_ref().map(|form| form.field.helper.clone()).unwrap_or_default()
    }

    /// The same without the line under the field.
    #[must_use]
    pub fn without_helper(mut self) -> Self {
        if let Some(form) = &mut self.form {
            form.field.helper = String::new();
        }
        self
    }

    /// The same for a host that shows flags and speaks them: nothing is said twice.
    #[must_use]
    pub fn with_flag(mut self) -> Self {
        if self.flag.is_some() {
            self.last_action = None;
            self.announcements.action = String::new();
        }
        self
    }
}

/// What the panel shows in `state`. `now` is the server's time, as far as it is known: distances count from it.
#[must_use]
pub fn view(state: &State, phrases: &Phrases, now: Timestamp) -> PanelView {
    let ready = state.ready();
    // The page's clock moves on in steps and may be behind the server's. Counted from a moment before its own report,
    // a token of 60 days would last 61.
    let now = ready.and_then(Ready::report).map_or(now, |report| now.max(report.checked_at));
    let headline = ready.and_then(|ready| report_view::headline(ready, phrases, now));
    let text = |key| phrases.string(key);
    PanelView {
        title: title(phrases).to_owned(),
        lead: ready.map(|ready| lead(&ready.saved.settings.project, phrases)).unwrap_or_default(),
        sandbox_notice: ready
            .filter(|ready| ready.saved.settings.graph == Graph::Sandbox)
            .map(|_| text(Key::PageSandbox)),
        screen: screen(state.phase()),
        loading: text(Key::PageLoading),
        load_failure: load_failure(state.phase(), phrases),
        status: ready.map(|ready| StatusView::new(ready, phrases, now)),
        last_action: ready.and_then(|ready| last_action(ready, phrases)),
        form: ready.and_then(|ready| FormView::new(ready, phrases, now)),
        saved_token: ready.and_then(|ready| SavedTokenView::new(ready, phrases, now)),
        report: ready
            .zip(headline.as_ref())
            .and_then(|(ready, headline)| ReportView::new(ready, headline, phrases, now)),
        dialogs: DialogsView::new(ready, phrases),
        guide: GuideView::new(ready, headline.as_ref(), phrases),
        announcements: ready.map(|ready| AnnouncementsView::new(ready, phrases)).unwrap_or_default(),
        flag: ready.and_then(|ready| FlagView::new(ready, phrases)),
    }
}

/// What is shown if the page can't load the settings of any project.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StartFailure {
    /// The page's title.
    pub title: String,
    /// What happened, and what to do.
    pub message: MessageView,
}

impl StartFailure {
    #[must_use]
    pub fn new(error: &Error, phrases: &Phrases) -> Self {
        let message = advice(error, Operation::Load, phrases).message(phrases, Vec::new());
        Self { title: title(phrases).to_owned(), message }
    }
}

/// The page's title.
#[must_use]
pub fn title(phrases: &Phrases) -> &str {
    phrases.text(Key::PageTitle)
}

fn screen(phase: &Phase) -> Screen {
    match phase {
        Phase::Loading(_) => Screen::Loading,
        Phase::LoadFailed(_) => Screen::LoadFailed,
        Phase::Ready(ready) if ready.editing().is_some() => Screen::Editing,
        Phase::Ready(_) => Screen::Viewing,
    }
}

fn load_failure(phase: &Phase, phrases: &Phrases) -> Option<MessageView> {
    let Phase::LoadFailed(error) = phase else { return None };
    let retry = ButtonView::new(phrases, Key::ActionRetry, Action::Retry);
    // On the wrong Jira site another attempt can't succeed.
    let buttons = if *error == Error::WrongSite { Vec::new() } else { vec![retry] };
    Some(advice(error, Operation::Load, phrases).message(phrases, buttons))
}

/// "Support (SUP) · acme.atlassian.net", as far as it is known.
fn lead(project: &Project, phrases: &Phrases) -> String {
    let key = project.key.as_str();
    let name = match &project.name {
        Some(name) => phrases.fill(Key::PageProjectNamed, &[("name", name), ("key", key)]),
        None => phrases.fill(Key::PageProject, &[("key", key)]),
    };
    let project = match &project.site {
        Some(site) => format!("{name} · {site}"),
        None => name,
    };
    phrases.fill(Key::PageLead, &[("project", &project)])
}

#[cfg(test)]
mod sandbox_cases;
#[cfg(test)]
mod tests;
