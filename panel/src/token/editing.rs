//! Entering a token: the text in the field and the check of that text.

use super::{Blocked, Draft, Save, Viewing};
use crate::outbox::Outbox;
use crate::{Action, Command, Error, Event, Ready, RequestId, Task};
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

impl Ready {
    pub(crate) fn update_editing(&mut self, event: Event, outbox: &mut Outbox<'_>) {
        let is_replacing = self.is_replacing();
        let Task::Editing(editing) = &mut self.task else { return };
        match event {
            Event::Typed(draft) => editing.change_text(draft, false, outbox),
            Event::Pasted(draft) => {
                editing.change_text(draft, true, outbox);
                if editing.draft.parse().is_ok() {
                    editing.start_check(outbox);
                }
            }
            Event::LeftField => editing.touched |= !editing.draft.is_empty(),
            Event::Pressed(Action::Check) => editing.start_check(outbox),
            Event::Checked(request, result) if editing.check == Check::Running(request) => {
                editing.check = result.map_or_else(Check::Failed, Check::Done);
            }
            Event::Pressed(Action::Keep) if is_replacing && !editing.save.is_busy() => {
                editing.drop_check(outbox);
                // The token that is kept may not be the one that was last read.
                let viewing = if self.certainty.is_known() { Viewing::Idle } else { Viewing::start_check(outbox) };
                self.task = Task::Viewing(viewing);
            }
            event => self.update_save(event, outbox),
        }
    }
}

impl Editing {
    /// True if the check found nothing out, so that saving without it is offered. Stays true during that save, so that
    /// the button that was pressed doesn't disappear.
    #[must_use]
    pub fn offers_save_without_check(&self) -> bool {
        self.draft.parse().is_ok() && self.check.report().is_some_and(|report| report.verdict() == Verdict::Unknown)
    }

    fn change_text(&mut self, draft: Draft, pasted: bool, outbox: &mut Outbox<'_>) {
        if !self.draft.same_text(&draft) {
            self.drop_check(outbox);
            self.touched = pasted;
            if !self.save.is_busy() {
                self.save = Save::Idle;
            }
        }
        self.draft = draft;
    }

    fn start_check(&mut self, outbox: &mut Outbox<'_>) {
        if self.check.is_running() || self.save.is_busy() {
            return;
        }
        self.touched = true;
        match self.draft.parse().cloned() {
            Ok(token) => {
                self.check = Check::Running(outbox.request(|request| Command::Check(request, token)));
                self.save = Save::Idle;
            }
            Err(wrong) => self.block(Blocked::Shape(wrong), outbox),
        }
    }

    fn drop_check(&mut self, outbox: &mut Outbox<'_>) {
        self.cancel_check(outbox);
        self.check = Check::None;
    }

    /// A report that is already here stays.
    pub(super) fn cancel_check(&mut self, outbox: &mut Outbox<'_>) {
        if self.check.is_running() {
            self.check = Check::None;
            outbox.send(Command::CancelCheck);
        }
    }

    pub(super) fn block(&mut self, reason: Blocked, outbox: &mut Outbox<'_>) {
        self.save = Save::Blocked(reason);
        outbox.send(Command::FocusField);
    }
}
