//! Saving the text in the field.

use super::{Check, Draft, Editing};
use crate::event::Command;
use crate::numbers::Numbers;
use crate::{Error, IdempotencyKey, LastAction, Ready, RequestId, SavedSettings};
use contract::access_token::{AccessToken, WrongShape};
use contract::problem::Code;
use contract::report::Verdict;
use contract::request::{OtherApp, SaveCheck};

/// How saving goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Save {
    #[default]
    Idle,
    /// It would be rejected, so it wasn't sent, or it was rejected.
    Blocked(Blocked),
    /// The token belongs to another app than the saved one: the admin is asked.
    ConfirmingOtherApp {
        /// What the save asks for besides.
        check: SaveCheck,
    },
    /// It's being sent, or the settings are being read because someone else changed them.
    Saving(RequestId, SaveOrder),
    /// It wasn't saved. While it's [unconfirmed](super::Certainty::is_unconfirmed), it may have been.
    Failed(Error, SaveOrder),
    /// Someone else changed the settings first, so nothing was saved. Save replaces theirs.
    Changed,
}

/// Why the text in the field can't be saved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// It certainly isn't a token.
    Shape(WrongShape),
    /// Meta rejects it. The report says why.
    Rejected,
    /// Meta couldn't be asked. The admin may save without the check.
    Unchecked,
}

/// A save to be sent. Repeating it keeps its key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SaveOrder {
    /// Makes the backend recognize a repeat.
    pub key: IdempotencyKey,
    pub token: AccessToken,
    pub options: SaveOptions,
    /// The version of the settings that it replaces.
    pub version: String,
}

/// What the admin agreed to.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct SaveOptions {
    /// Whether Meta has to accept the token first.
    pub check: SaveCheck,
    /// Whether the token may belong to another app than the saved one.
    pub other_app: OtherApp,
}

impl SaveOrder {
    /// True if it saves this text.
    #[must_use]
    pub fn is_for(&self, draft: &Draft) -> bool {
        draft.parse() == Ok(&self.token)
    }

    /// True if `other` asks for the same, whatever its key.
    fn is_repeated_by(&self, other: &Self) -> bool {
        Self { key: self.key, ..other.clone() } == *self
    }
}

impl Save {
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Saving(..))
    }
}

impl Ready {
    /// Saves with the options of the save that failed or got no response, so that it's the same save again.
    pub(crate) fn save(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        let options = self.previous_options().unwrap_or_default();
        self.start_save(options, numbers)
    }

    pub(crate) fn save_without_check(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        if self.editing().is_some_and(Editing::offers_save_without_check) {
            let options = SaveOptions { check: SaveCheck::IfPossible, ..SaveOptions::default() };
            return self.start_save(options, numbers);
        }
        Vec::new()
    }

    pub(crate) fn confirm_other_app(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        match self.editing().map(|editing| &editing.save) {
            Some(&Save::ConfirmingOtherApp { check }) => {
                self.start_save(SaveOptions { check, other_app: OtherApp::Replace }, numbers)
            }
            _ => Vec::new(),
        }
    }

    pub(crate) fn decline_other_app(&mut self) {
        if let Some(editing) = self.editing_mut()
            && matches!(editing.save, Save::ConfirmingOtherApp { .. })
        {
            editing.save = Save::Idle;
        }
    }

    fn start_save(&mut self, options: SaveOptions, numbers: &mut Numbers) -> Vec<Command> {
        let (version, switches_app) = (self.saved.version.clone(), self.switches_app());
        let unconfirmed = self.certainty.unconfirmed_save().cloned();
        let Some(editing) = self.editing_mut() else { return Vec::new() };
        if editing.save.is_busy() {
            return Vec::new();
        }
        editing.touched = true;
        let token = match editing.draft.parse() {
            Ok(token) => token.clone(),
            Err(wrong) => return editing.block(Blocked::Shape(wrong)),
        };
        if let Check::Done(report) = &editing.check {
            if report.verdict() == Verdict::Bad {
                return editing.block(Blocked::Rejected);
            }
            if switches_app && options.other_app == OtherApp::Refuse {
                editing.save = Save::ConfirmingOtherApp { check: options.check };
                return Vec::new();
            }
        }
        let mut commands = Vec::new();
        if editing.check.is_running() {
            editing.check = Check::None;
            commands.push(Command::CancelCheck);
        }
        let order = SaveOrder { key: numbers.key(), token, options, version };
        let order = unconfirmed.filter(|earlier| earlier.is_repeated_by(&order)).unwrap_or(order);
        let request = numbers.request();
        editing.save = Save::Saving(request, order.clone());
        commands.push(Command::Save(request, order));
        commands
    }

    pub(crate) fn finish_save(
        &mut self,
        request: RequestId,
        result: Result<SavedSettings, Error>,
        numbers: &mut Numbers,
    ) -> Vec<Command> {
        let is_first = self.saved.settings.token.is_none();
        let Some(editing) = self.editing_mut() else { return Vec::new() };
        let order = match &editing.save {
            Save::Saving(waiting, order) if *waiting == request => order.clone(),
            _ => return Vec::new(),
        };
        match result {
            Ok(saved) => {
                let done = if is_first { LastAction::Connected } else { LastAction::Replaced };
                if order.is_for(&editing.draft) {
                    self.finish_task(saved, done);
                    return Vec::new();
                }
                // What was typed in the meantime stays.
                editing.save = Save::Idle;
                self.replace_saved(saved);
                self.last_action = Some(done);
                Vec::new()
            }
            Err(error) if error.code() == Some(Code::Changed) => {
                let request = numbers.request();
                self.certainty.save_settled(order.key);
                self.certainty.outdate();
                if let Some(editing) = self.editing_mut() {
                    editing.save = Save::Saving(request, order);
                }
                vec![Command::Load(request)]
            }
            Err(error) => self.not_saved(error, order),
        }
    }

    fn not_saved(&mut self, error: Error, order: SaveOrder) -> Vec<Command> {
        if error.is_outcome_unknown() {
            self.certainty.save_got_no_response(order.clone());
        } else if error.settles_save() {
            self.certainty.save_settled(order.key);
        }
        let saved_app = error.problem().and_then(|problem| problem.stored_app.clone());
        if let (Some(app), Some(token)) = (saved_app, &mut self.saved.settings.token) {
            token.app = Some(app);
        }
        self.editing_mut().map(|editing| editing.not_saved(error, order)).unwrap_or_default()
    }

    /// The settings were read because someone else had changed them. What is being typed stays.
    pub(crate) fn reloaded_while_editing(&mut self, request: RequestId, result: Result<SavedSettings, Error>) {
        let Some(editing) = self.editing_mut() else { return };
        if !matches!(editing.save, Save::Saving(waiting, _) if waiting == request) {
            return;
        }
        editing.save = Save::Changed;
        if let Ok(saved) = result {
            self.replace_saved(saved);
        }
    }
}

impl Editing {
    fn not_saved(&mut self, error: Error, order: SaveOrder) -> Vec<Command> {
        let is_about_this_text = order.is_for(&self.draft);
        if !is_about_this_text && error.is_about_token() {
            self.save = Save::Idle;
            return Vec::new();
        }
        let problem = error.problem();
        if let Some(report) = problem.and_then(|problem| problem.report.clone()).filter(|_| is_about_this_text) {
            self.check = Check::Done(report);
        }
        let has_report = self.check.report().is_some();
        match (error.code(), problem.and_then(|problem| problem.shape)) {
            (Some(Code::TokenShape), Some(wrong)) => return self.block(Blocked::Shape(wrong)),
            (Some(Code::TokenRefused), _) if has_report => return self.block(Blocked::Rejected),
            (Some(Code::CouldNotCheck), _) if has_report => self.save = Save::Blocked(Blocked::Unchecked),
            (Some(Code::OtherApp), _) => self.save = Save::ConfirmingOtherApp { check: order.options.check },
            _ => self.save = Save::Failed(error, order),
        }
        Vec::new()
    }
}
