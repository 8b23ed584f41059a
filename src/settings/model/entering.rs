//! Transitions while a token is being entered.

use super::update::Numbers;
use super::{Attempt, Blocked, Check, Done, Effect, Entry, Intent, Ready, Save, Saved, Saving, Sent, Task};
use crate::api::Error;
use crate::settings::draft::Draft;
use contract::problem::Code;
use contract::report::{TokenReport, Verdict};
use contract::request::{OtherApp, SaveCheck};

impl Ready {
    fn entering(&mut self) -> Option<&mut Entry> {
        match &mut self.task {
            Task::Entering(entry) => Some(entry),
            Task::Watching(_) => None,
        }
    }

    pub(super) fn changed_text(&mut self, draft: Draft, pasted: bool, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        self.done = None;
        let Some(entry) = self.entering() else { return Vec::new() };
        let mut effects = Vec::new();
        if !entry.draft.same_text(&draft) {
            if entry.check.is_running() {
                effects.push(Effect::AbortCheck);
            }
            entry.check = Check::None;
            if !entry.save.is_busy() {
                entry.save = Save::Idle;
            }
            entry.left = pasted;
        }
        entry.draft = draft;
        if pasted && !entry.save.is_busy() && !entry.check.is_running() && entry.draft.parse().is_ok() {
            effects.extend(entry.start_check(numbers));
        }
        effects
    }

    pub(super) fn left_field(&mut self) -> Vec<Effect> {
        if let Some(entry) = self.entering() {
            entry.left |= !entry.draft.is_empty();
        }
        Vec::new()
    }

    pub(super) fn pressed_check(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        self.done = None;
        let Some(entry) = self.entering() else { return Vec::new() };
        if entry.check.is_running() || entry.save.is_busy() {
            return Vec::new();
        }
        entry.left = true;
        let told = matches!(entry.check, Check::Failed(_));
        match entry.draft.parse() {
            Ok(_) => {
                let mut effects = entry.start_check(numbers);
                effects.extend(told.then_some(Effect::FocusField));
                effects
            }
            Err(wrong) => {
                entry.save = Save::Blocked(Blocked::Shape(wrong));
                vec![Effect::FocusField]
            }
        }
    }

    pub(super) fn checked(&mut self, attempt: Attempt, result: Result<TokenReport, Error>) -> Vec<Effect> {
        let Some(entry) = self.entering() else { return Vec::new() };
        if entry.check == Check::Running(attempt) {
            entry.check = match result {
                Ok(report) => Check::Done(report),
                Err(error) => Check::Failed(error),
            };
        }
        Vec::new()
    }

    pub(super) fn pressed_save(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        self.done = None;
        self.begin_save(SaveCheck::Required, OtherApp::Refuse, numbers)
    }

    pub(super) fn pressed_save_without_check(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        self.done = None;
        if self.entry().is_some_and(Entry::offers_save_without_check) {
            return self.begin_save(SaveCheck::IfPossible, OtherApp::Refuse, numbers);
        }
        Vec::new()
    }

    pub(super) fn agreed_to_other_app(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        match self.entry().map(|entry| &entry.save) {
            Some(&Save::AskingOtherApp(check)) => self.begin_save(check, OtherApp::Replace, numbers),
            _ => Vec::new(),
        }
    }

    pub(super) fn declined_other_app(&mut self) -> Vec<Effect> {
        if let Some(entry) = self.entering()
            && matches!(entry.save, Save::AskingOtherApp(_))
        {
            entry.save = Save::Idle;
        }
        Vec::new()
    }

    fn begin_save(&mut self, check: SaveCheck, other_app: OtherApp, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        let stored_app = self.saved.settings.token.as_ref().and_then(|token| token.app.clone());
        let version = self.saved.version.clone();
        let Some(entry) = self.entering() else { return Vec::new() };
        if entry.save.is_busy() {
            return Vec::new();
        }
        entry.left = true;
        let token = match entry.draft.parse() {
            Ok(token) => token.clone(),
            Err(wrong) => {
                entry.save = Save::Blocked(Blocked::Shape(wrong));
                return vec![Effect::FocusField];
            }
        };
        if let Check::Done(report) = &entry.check {
            if report.verdict() == Verdict::Bad {
                entry.save = Save::Blocked(Blocked::Refused);
                return vec![Effect::FocusField];
            }
            let other = matches!((&stored_app, &report.facts.app), (Some(old), Some(new)) if old.id != new.id);
            if other && other_app == OtherApp::Refuse {
                entry.save = Save::AskingOtherApp(check);
                return Vec::new();
            }
        }
        let mut effects = Vec::new();
        if entry.check.is_running() {
            entry.check = Check::None;
            effects.push(Effect::AbortCheck);
        }
        effects.extend((entry.save.is_told() || matches!(entry.check, Check::Failed(_))).then_some(Effect::FocusField));
        let sent = entry.sent(check, other_app, version, numbers);
        let attempt = numbers.attempt();
        let intent = sent.intent;
        effects.push(Effect::Save(attempt, Saving { token, check, other_app, version: sent.version.clone(), intent }));
        entry.save = Save::Saving(attempt, sent);
        effects
    }

    pub(super) fn saved(
        &mut self,
        attempt: Attempt,
        result: Result<Saved, Error>,
        numbers: &mut Numbers<'_>,
    ) -> Vec<Effect> {
        let replaced = self.saved.settings.token.is_some();
        let Some(entry) = self.entering() else { return Vec::new() };
        let sent = match &entry.save {
            Save::Saving(waiting, sent) if *waiting == attempt => sent.clone(),
            _ => return Vec::new(),
        };
        let same_text = entry.draft.same_text(&sent.draft);
        match result {
            Ok(saved) => {
                let done = if replaced { Done::Replaced } else { Done::Connected };
                entry.save = Save::Idle;
                self.saved = saved;
                if same_text {
                    return self.rest(done);
                }
                self.done = Some(done);
                Vec::new()
            }
            Err(error) if error.code() == Some(Code::Changed) => {
                let attempt = numbers.attempt();
                entry.save = Save::Rereading(attempt);
                vec![Effect::Load(attempt)]
            }
            Err(error) => entry.not_saved(error, sent, same_text),
        }
    }

    pub(super) fn pressed_replace(&mut self) -> Vec<Effect> {
        match &self.task {
            Task::Watching(stored) if !stored.act.is_busy() => {
                self.done = None;
                self.task = Task::Entering(Entry::default());
                vec![Effect::FocusField]
            }
            Task::Watching(_) | Task::Entering(_) => Vec::new(),
        }
    }

    pub(super) fn pressed_keep(&mut self) -> Vec<Effect> {
        let replacing = self.is_replacing();
        let Some(entry) = self.entering() else { return Vec::new() };
        if !replacing || entry.save.is_busy() {
            return Vec::new();
        }
        let mut effects = vec![Effect::FocusStatus];
        if entry.check.is_running() {
            effects.push(Effect::AbortCheck);
        }
        self.done = None;
        self.task = Task::at_rest(&self.saved.settings);
        effects
    }
}

impl Entry {
    fn start_check(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        let Ok(token) = self.draft.parse().cloned() else { return Vec::new() };
        let attempt = numbers.attempt();
        self.check = Check::Running(attempt);
        self.save = self.save.unheard().cloned().map_or(Save::Idle, Save::Unheard);
        vec![Effect::Check(attempt, token)]
    }

    /// What is sent now; the same as before, when nobody knows what became of it, keeps its intent.
    fn sent(&self, check: SaveCheck, other_app: OtherApp, version: String, numbers: &mut Numbers<'_>) -> Sent {
        let new = |intent| Sent { intent, draft: self.draft.clone(), check, other_app, version: version.clone() };
        match self.save.unheard() {
            Some(before) if *before == new(before.intent) => before.clone(),
            Some(_) | None => new(Intent(numbers.next())),
        }
    }

    fn not_saved(&mut self, error: Error, sent: Sent, same_text: bool) -> Vec<Effect> {
        let problem = error.problem().filter(|_| same_text).cloned();
        let Some(problem) = problem else {
            self.save = Save::Failed(error, sent);
            return Vec::new();
        };
        if let Some(report) = problem.report {
            self.check = Check::Done(report);
        }
        let found = self.check.report().is_some();
        self.save = match (problem.code, problem.shape) {
            (Code::TokenShape, Some(wrong)) => Save::Blocked(Blocked::Shape(wrong)),
            (Code::TokenRefused, _) if found => Save::Blocked(Blocked::Refused),
            (Code::CouldNotCheck, _) if found => Save::Blocked(Blocked::Unchecked),
            (Code::OtherApp, _) => Save::AskingOtherApp(sent.check),
            _ => Save::Failed(error, sent),
        };
        match self.save {
            Save::Blocked(Blocked::Shape(_) | Blocked::Refused) => vec![Effect::FocusField],
            _ => Vec::new(),
        }
    }
}
