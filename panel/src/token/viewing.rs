//! Viewing the saved token: checking it again and disconnecting.

use super::Editing;
use crate::outbox::Outbox;
use crate::{Action, Command, Error, Event, LastAction, Ready, RequestId, SettingsResult, Task};
use contract::problem::Code;

/// What is done with the saved token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Viewing {
    Idle,
    /// It's being checked again, or read because it's gone.
    Checking(RequestId),
    /// The check brought no report. Says nothing about the token.
    CheckFailed(Error),
    /// The admin is asked whether to disconnect.
    ConfirmingDisconnect,
    /// It's being deleted, or read because it isn't clear whether it was.
    Disconnecting(RequestId),
    /// It wasn't deleted. While the settings aren't [known](super::Certainty), it may have been.
    DisconnectFailed(Error),
    /// The disconnect got no response, and the token is still saved.
    StillSaved,
    /// Someone else changed the settings first, so the token wasn't deleted. Theirs are shown.
    Changed,
}

impl Viewing {
    /// True while something runs that may change what is saved. A check doesn't.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Disconnecting(_))
    }

    #[must_use]
    pub fn is_checking(&self) -> bool {
        matches!(self, Self::Checking(_))
    }

    pub(crate) fn start_check(outbox: &mut Outbox<'_>) -> Self {
        Self::Checking(outbox.request(Command::CheckAgain))
    }
}

impl Ready {
    pub(crate) fn update_viewing(&mut self, event: Event, outbox: &mut Outbox<'_>) {
        let Task::Viewing(viewing) = &mut self.task else { return };
        match event {
            Event::Pressed(Action::CheckAgain) if !viewing.is_busy() && !viewing.is_checking() => {
                *viewing = Viewing::start_check(outbox);
            }
            Event::CheckedAgain(request, result) | Event::Loaded(request, result)
                if *viewing == Viewing::Checking(request) =>
            {
                self.finish_check_again(result, outbox);
            }
            Event::Pressed(Action::Replace) if !viewing.is_busy() => {
                self.task = Task::Editing(Editing::default());
                outbox.send(Command::FocusField);
            }
            Event::Pressed(Action::Disconnect) if !viewing.is_busy() => *viewing = Viewing::ConfirmingDisconnect,
            Event::Pressed(Action::CancelDisconnect) if *viewing == Viewing::ConfirmingDisconnect => {
                *viewing = Viewing::Idle;
            }
            Event::Pressed(Action::ConfirmDisconnect) if *viewing == Viewing::ConfirmingDisconnect => {
                let version = self.saved.version.clone();
                *viewing = Viewing::Disconnecting(outbox.request(|request| Command::Disconnect(request, version)));
            }
            Event::Disconnected(request, result) if *viewing == Viewing::Disconnecting(request) => {
                self.finish_disconnect(result, outbox);
            }
            Event::Loaded(request, result) if *viewing == Viewing::Disconnecting(request) => {
                self.finish_disconnect_lookup(result);
            }
            // A late response, or a button that is gone.
            _ => {}
        }
    }

    fn finish_check_again(&mut self, result: SettingsResult, outbox: &mut Outbox<'_>) {
        match result {
            Ok(saved) if saved.settings.token.is_none() => self.finish_task(saved, LastAction::FoundNone),
            Ok(saved) if saved.version != self.saved.version => self.finish_task(saved, LastAction::FoundAnother),
            Ok(saved) => self.finish_task(saved, LastAction::CheckedAgain),
            // The token on screen is gone. What is there now has to be read before anything is said.
            Err(error) if error.code() == Some(Code::NothingStored) => {
                self.certainty.outdate();
                self.task = Task::Viewing(Viewing::Checking(outbox.request(Command::Load)));
            }
            Err(error) => self.task = Task::Viewing(Viewing::CheckFailed(error)),
        }
    }

    fn finish_disconnect(&mut self, result: SettingsResult, outbox: &mut Outbox<'_>) {
        match result {
            Ok(saved) => self.finish_task(saved, LastAction::Disconnected),
            Err(error) if error.code() == Some(Code::Changed) || error.is_outcome_unknown() => {
                self.certainty.outdate();
                self.task = Task::Viewing(Viewing::Disconnecting(outbox.request(Command::Load)));
            }
            Err(error) => self.task = Task::Viewing(Viewing::DisconnectFailed(error)),
        }
    }

    /// The settings were read to find out what became of a disconnect.
    fn finish_disconnect_lookup(&mut self, result: SettingsResult) {
        let viewing = match result {
            Ok(saved) if saved.settings.token.is_none() => return self.finish_task(saved, LastAction::Disconnected),
            Ok(saved) => {
                let is_same = saved.version == self.saved.version;
                self.replace_saved(saved);
                if is_same { Viewing::StillSaved } else { Viewing::Changed }
            }
            Err(error) => Viewing::DisconnectFailed(error),
        };
        self.task = Task::Viewing(viewing);
    }
}
