//! Entering a token: the text in the field and the check of that text.

use super::{Blocked, Draft, Save, Viewing};
use crate::event::Command;
use crate::numbers::Numbers;
use crate::{Error, Ready, RequestId, Task};
use contract::report::{TokenReport, Verdict};

/// A token that is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Editing {
    /// The text in the field.
    pub draft: Draft,
    /// The check of exactly this text. It goes when the text changes.
    pub check: Check,
    /// How saving it goes.
    pub save: Save,
    /// True once the text may be judged as a whole: it was pasted, the field lost the focus, or a button was pressed.
    /// Text that is still being typed isn't called too short.
    pub touched: bool,
}

/// The check of the text in the field.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Check {
    #[default]
    None,
    Running(RequestId),
    Done(TokenReport),
    /// There is no report. Says nothing about the token.
    Failed(Error),
}

impl Check {
    /// The report, once it's here.
    #[must_use]
    pub fn report(&self) -> Option<&TokenReport> {
        match self {
            Self::Done(report) => Some(report),
            Self::None | Self::Running(_) | Self::Failed(_) => None,
        }
    }

    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}

impl Editing {
    /// True if the check found nothing out, so that saving without it is offered. Stays true during that save, so that
    /// the button that was pressed doesn't disappear.
    #[must_use]
    pub fn offers_save_without_check(&self) -> bool {
        self.draft.parse().is_ok() && self.check.report().is_some_and(|report| report.verdict() == Verdict::Unknown)
    }

    pub(super) fn block(&mut self, reason: Blocked) -> Vec<Command> {
        self.save = Save::Blocked(reason);
        vec![Command::FocusField]
    }

    fn start_check(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        let token = match self.draft.parse() {
            Ok(token) => token.clone(),
            Err(wrong) => return self.block(Blocked::Shape(wrong)),
        };
        let request = numbers.request();
        self.check = Check::Running(request);
        self.save = Save::Idle;
        vec![Command::Check(request, token)]
    }
}

impl Ready {
    pub(super) fn editing_mut(&mut self) -> Option<&mut Editing> {
        match &mut self.task {
            Task::Editing(editing) => Some(editing),
            Task::Viewing(_) => None,
        }
    }

    pub(crate) fn type_text(&mut self, draft: Draft) -> Vec<Command> {
        self.editing_mut().map(|editing| editing.change_text(draft, false)).unwrap_or_default()
    }

    /// A paste that looks like a token is checked right away.
    pub(crate) fn paste_text(&mut self, draft: Draft, numbers: &mut Numbers) -> Vec<Command> {
        let Some(editing) = self.editing_mut() else { return Vec::new() };
        let mut commands = editing.change_text(draft, true);
        if !editing.save.is_busy() && !editing.check.is_running() && editing.draft.parse().is_ok() {
            commands.extend(editing.start_check(numbers));
        }
        commands
    }

    pub(crate) fn leave_field(&mut self) {
        if let Some(editing) = self.editing_mut() {
            editing.touched |= !editing.draft.is_empty();
        }
    }

    pub(crate) fn check(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        let Some(editing) = self.editing_mut() else { return Vec::new() };
        if editing.check.is_running() || editing.save.is_busy() {
            return Vec::new();
        }
        editing.touched = true;
        editing.start_check(numbers)
    }

    pub(crate) fn finish_check(&mut self, request: RequestId, result: Result<TokenReport, Error>) {
        if let Some(editing) = self.editing_mut()
            && editing.check == Check::Running(request)
        {
            editing.check = match result {
                Ok(report) => Check::Done(report),
                Err(error) => Check::Failed(error),
            };
        }
    }

    pub(crate) fn replace(&mut self) -> Vec<Command> {
        match &self.task {
            Task::Viewing(viewing) if !viewing.is_busy() => {
                self.task = Task::Editing(Editing::default());
                vec![Command::FocusField]
            }
            Task::Viewing(_) | Task::Editing(_) => Vec::new(),
        }
    }

    pub(crate) fn keep(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        let Some(editing) = self.editing() else { return Vec::new() };
        if !self.is_replacing() || editing.save.is_busy() {
            return Vec::new();
        }
        let mut commands = Vec::new();
        if editing.check.is_running() {
            commands.push(Command::CancelCheck);
        }
        self.task = Task::Viewing(Viewing::default());
        // The token that is kept may not be the one that was last read.
        if !self.certainty.is_known() {
            commands.extend(self.check_again(numbers));
        }
        commands
    }
}

impl Editing {
    fn change_text(&mut self, draft: Draft, pasted: bool) -> Vec<Command> {
        let mut commands = Vec::new();
        if !self.draft.same_text(&draft) {
            if self.check.is_running() {
                commands.push(Command::CancelCheck);
            }
            self.check = Check::None;
            if !self.save.is_busy() {
                self.save = Save::Idle;
            }
            self.touched = pasted;
        }
        self.draft = draft;
        commands
    }
}
