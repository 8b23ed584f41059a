//! Transitions while a token is being entered.

use super::update::Numbers;
use super::{Attempt, Blocked, Check, Done, Effect, Entry, Intent, Ready, Save, Saved, Saving, Sent, Task};
use crate::Error;
use crate::draft::Draft;
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
        let (check, other_app) = self.demanded().unwrap_or_default();
        self.begin_save(check, other_app, numbers)
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
            Some(&Save::AskingOtherApp { check, .. }) => self.begin_save(check, OtherApp::Replace, numbers),
            _ => Vec::new(),
        }
    }

    pub(super) fn declined_other_app(&mut self) -> Vec<Effect> {
        let Some(entry) = self.entering() else { return Vec::new() };
        let Save::AskingOtherApp { told, .. } = entry.save else { return Vec::new() };
        entry.save = Save::Idle;
        told.then_some(Effect::FocusField).into_iter().collect()
    }

    fn begin_save(&mut self, check: SaveCheck, other_app: OtherApp, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        let (version, open, switches_app) = (self.saved.version.clone(), self.open.clone(), self.switches_app());
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
        let told = entry.save.is_told() || matches!(entry.check, Check::Failed(_));
        if let Check::Done(report) = &entry.check {
            if report.verdict() == Verdict::Bad {
                entry.save = Save::Blocked(Blocked::Refused);
                return vec![Effect::FocusField];
            }
            if switches_app && other_app == OtherApp::Refuse {
                entry.save = Save::AskingOtherApp { check, told };
                return Vec::new();
            }
        }
        let mut effects = Vec::new();
        if entry.check.is_running() {
            entry.check = Check::None;
            effects.push(Effect::AbortCheck);
        }
        effects.extend(told.then_some(Effect::FocusField));
        // The same as before, when nobody knows what became of it, keeps its intent.
        let before = open.filter(|before| before.asks_for(&entry.draft, check, other_app, &version));
        let intent = before.map_or_else(|| Intent(numbers.next()), |before| before.intent);
        let sent = Sent { intent, draft: entry.draft.clone(), check, other_app, version };
        let attempt = numbers.attempt();
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
                self.read(saved);
                if same_text {
                    return self.rest(done);
                }
                self.done = Some(done);
                Vec::new()
            }
            Err(error) if error.code() == Some(Code::Changed) => {
                let attempt = numbers.attempt();
                entry.save = Save::Rereading(attempt);
                self.open.take_if(|open| open.intent == sent.intent);
                self.outdated = true;
                vec![Effect::Load(attempt)]
            }
            Err(error) => {
                let effects = entry.not_saved(&error, sent.clone(), same_text);
                if error.leaves_open_what_happened() {
                    self.leave_open(sent);
                } else if error.settles_a_save() {
                    self.open.take_if(|open| open.intent == sent.intent);
                }
                let stored_app = error.problem().and_then(|problem| problem.stored_app.clone());
                if let (Some(app), Some(token)) = (stored_app, &mut self.saved.settings.token) {
                    token.app = Some(app);
                }
                effects
            }
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

    pub(super) fn pressed_keep(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        let replacing = self.is_replacing();
        let Some(entry) = self.entering() else { return Vec::new() };
        if !replacing || entry.save.is_busy() {
            return Vec::new();
        }
        let mut effects = vec![Effect::FocusStatus];
        if entry.check.is_running() {
            effects.push(Effect::AbortCheck);
        }
        let unsure = self.is_unsure();
        self.done = None;
        self.task = Task::at_rest(&self.saved.settings);
        // The token that is kept may not be the one that was last read.
        if unsure {
            effects.extend(self.pressed_check_again(numbers));
        }
        effects
    }
}

impl Entry {
    fn start_check(&mut self, numbers: &mut Numbers<'_>) -> Vec<Effect> {
        let Ok(token) = self.draft.parse().cloned() else { return Vec::new() };
        let attempt = numbers.attempt();
        self.check = Check::Running(attempt);
        self.save = Save::Idle;
        vec![Effect::Check(attempt, token)]
    }

    fn not_saved(&mut self, error: &Error, sent: Sent, same_text: bool) -> Vec<Effect> {
        if !same_text && error.is_about_the_token() {
            self.save = Save::Idle;
            return Vec::new();
        }
        if let Some(report) = error.problem().and_then(|problem| problem.report.clone()).filter(|_| same_text) {
            self.check = Check::Done(report);
        }
        let found = self.check.report().is_some();
        let shape = error.problem().and_then(|problem| problem.shape);
        self.save = match (error.code(), shape) {
            (Some(Code::TokenShape), Some(wrong)) => Save::Blocked(Blocked::Shape(wrong)),
            (Some(Code::TokenRefused), _) if found => Save::Blocked(Blocked::Refused),
            (Some(Code::CouldNotCheck), _) if found => Save::Blocked(Blocked::Unchecked),
            // The button for a save without a check stands in the report that this answer has replaced.
            (Some(Code::OtherApp), _) => {
                Save::AskingOtherApp { check: sent.check, told: sent.check == SaveCheck::IfPossible }
            }
            _ => Save::Failed(error.clone(), sent),
        };
        match self.save {
            Save::Blocked(Blocked::Shape(_) | Blocked::Refused) => vec![Effect::FocusField],
            _ => Vec::new(),
        }
    }
}
