//! Saving the text in the field.

use super::{Check, Draft, Editing};
use crate::outbox::Outbox;
use crate::{Action, Command, Error, Event, IdempotencyKey, LastAction, Ready, RequestId, SettingsResult, Task};
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

    fn awaits(&self, request: RequestId) -> bool {
        matches!(self, Self::Saving(awaited, _) if *awaited == request)
    }
}

impl Ready {
    pub(super) fn update_save(&mut self, event: Event, outbox: &mut Outbox<'_>) {
        let Task::Editing(editing) = &mut self.task else { return };
        match event {
            // The save that failed or got no response is repeated as it was.
            Event::Pressed(Action::Save) => self.save(self.previous_options().unwrap_or_default(), outbox),
            Event::Pressed(Action::SaveWithoutCheck) if editing.offers_save_without_check() => {
                self.save(SaveOptions { check: SaveCheck::IfPossible, ..SaveOptions::default() }, outbox);
            }
            Event::Pressed(Action::ConfirmOtherApp) => {
                if let Save::ConfirmingOtherApp { check } = editing.save {
                    self.save(SaveOptions { check, other_app: OtherApp::Replace }, outbox);
                }
            }
            Event::Pressed(Action::DeclineOtherApp) if matches!(editing.save, Save::ConfirmingOtherApp { .. }) => {
                editing.save = Save::Idle;
            }
            Event::Saved(request, result) if editing.save.awaits(request) => self.finish_save(result, outbox),
            // Someone else had changed the settings. Text in the field stays.
            Event::Loaded(request, result) if editing.save.awaits(request) => {
                editing.save = Save::Changed;
                if let Ok(saved) = result {
                    self.replace_saved(saved);
                }
            }
            // A late response, or a button that is gone.
            _ => {}
        }
    }

    fn save(&mut self, options: SaveOptions, outbox: &mut Outbox<'_>) {
        let switches_app = self.switches_app();
        let Task::Editing(editing) = &mut self.task else { return };
        if editing.save.is_busy() {
            return;
        }
        editing.touched = true;
        let token = match editing.draft.parse() {
            Ok(token) => token.clone(),
            Err(wrong) => return editing.block(Blocked::Shape(wrong), outbox),
        };
        if editing.check.report().is_some_and(|report| report.verdict() == Verdict::Bad) {
            return editing.block(Blocked::Rejected, outbox);
        }
        if switches_app && options.other_app == OtherApp::Refuse {
            editing.save = Save::ConfirmingOtherApp { check: options.check };
            return;
        }
        editing.cancel_check(outbox);
        let order = SaveOrder { key: outbox.key(), token, options, version: self.saved.version.clone() };
        let earlier = self.certainty.unconfirmed_save().filter(|earlier| earlier.is_repeated_by(&order));
        let order = earlier.cloned().unwrap_or(order);
        editing.save = Save::Saving(outbox.request(|request| Command::Save(request, order.clone())), order);
    }

    fn finish_save(&mut self, result: SettingsResult, outbox: &mut Outbox<'_>) {
        let Task::Editing(editing) = &mut self.task else { return };
        let Save::Saving(request, order) = &mut editing.save else { return };
        match result {
            Ok(saved) => {
                let is_first = self.saved.settings.token.is_none();
                let action = if is_first { LastAction::Connected } else { LastAction::Replaced };
                if order.is_for(&editing.draft) {
                    return self.finish_task(saved, action);
                }
                // The text was changed in the meantime, and stays.
                editing.save = Save::Idle;
                self.replace_saved(saved);
                self.last_action = Some(action);
            }
            Err(error) if error.code() == Some(Code::Changed) => {
                self.certainty.save_settled(order.key);
                self.certainty.outdate();
                *request = outbox.request(Command::Load);
            }
            Err(error) => {
                if error.is_outcome_unknown() {
                    self.certainty.save_got_no_response(order.clone());
                } else if error.settles_save() {
                    self.certainty.save_settled(order.key);
                }
                let saved_app = error.problem().and_then(|problem| problem.stored_app.clone());
                if let (Some(app), Some(token)) = (saved_app, &mut self.saved.settings.token) {
                    token.app = Some(app);
                }
                let order = order.clone();
                editing.not_saved(error, order, outbox);
            }
        }
    }

    /// The options of the last save of the text in the field, if it failed or got no response.
    fn previous_options(&self) -> Option<SaveOptions> {
        let editing = self.editing()?;
        let order = match &editing.save {
            Save::Failed(_, order) => Some(order),
            _ => self.certainty.unconfirmed_save(),
        };
        order.filter(|order| order.is_for(&editing.draft)).map(|order| order.options)
    }
}

impl Editing {
    fn not_saved(&mut self, error: Error, order: SaveOrder, outbox: &mut Outbox<'_>) {
        let is_about_this_text = order.is_for(&self.draft);
        if !is_about_this_text && error.is_about_token() {
            self.save = Save::Idle;
            return;
        }
        let problem = error.problem();
        if let Some(report) = problem.and_then(|problem| problem.report.clone()).filter(|_| is_about_this_text) {
            self.check = Check::Done(report);
        }
        let has_report = self.check.report().is_some();
        match (error.code(), problem.and_then(|problem| problem.shape)) {
            (Some(Code::TokenShape), Some(wrong)) => self.block(Blocked::Shape(wrong), outbox),
            (Some(Code::TokenRefused), _) if has_report => self.block(Blocked::Rejected, outbox),
            (Some(Code::CouldNotCheck), _) if has_report => self.save = Save::Blocked(Blocked::Unchecked),
            (Some(Code::OtherApp), _) => self.save = Save::ConfirmingOtherApp { check: order.options.check },
            _ => self.save = Save::Failed(error, order),
        }
    }
}
