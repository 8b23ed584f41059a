//! Viewing the saved token: checking it again and disconnecting.

use crate::event::Command;
use crate::numbers::Numbers;
use crate::{Error, LastAction, Ready, RequestId, SavedSettings, Task};
use contract::problem::Code;

/// How long a report counts as current, in seconds.
const FRESH: i64 = 5 * 60;

/// What is done with the saved token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Viewing {
    #[default]
    Idle,
    /// It's being checked again.
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
}

impl Ready {
    fn viewing_mut(&mut self) -> Option<&mut Viewing> {
        match &mut self.task {
            Task::Viewing(viewing) => Some(viewing),
            Task::Editing(_) => None,
        }
    }

    /// Checks the saved token if its report is old: the admin opens the page to see how things are now.
    pub(crate) fn check_again_if_old(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        let now = self.saved.at.unix();
        match &self.saved.settings.token {
            Some(token) if now - token.report.checked_at.unix() >= FRESH => self.check_again(numbers),
            Some(_) | None => Vec::new(),
        }
    }

    pub(crate) fn check_again(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        let Some(viewing) = self.viewing_mut() else { return Vec::new() };
        if viewing.is_busy() || viewing.is_checking() {
            return Vec::new();
        }
        let request = numbers.request();
        *viewing = Viewing::Checking(request);
        vec![Command::CheckAgain(request)]
    }

    pub(crate) fn finish_check_again(
        &mut self,
        request: RequestId,
        result: Result<SavedSettings, Error>,
        numbers: &mut Numbers,
    ) -> Vec<Command> {
        let version = self.saved.version.clone();
        let Some(viewing) = self.viewing_mut() else { return Vec::new() };
        if *viewing != Viewing::Checking(request) {
            return Vec::new();
        }
        match result {
            Ok(saved) if saved.settings.token.is_none() => self.finish_task(saved, LastAction::FoundNone),
            Ok(saved) => {
                *viewing = Viewing::Idle;
                let is_another = saved.version != version;
                self.replace_saved(saved);
                self.last_action = Some(if is_another { LastAction::FoundAnother } else { LastAction::CheckedAgain });
            }
            // The token on screen is gone. What is there now has to be read before anything is said.
            Err(error) if error.code() == Some(Code::NothingStored) => {
                let request = numbers.request();
                *viewing = Viewing::Checking(request);
                self.certainty.outdate();
                return vec![Command::Load(request)];
            }
            Err(error) => *viewing = Viewing::CheckFailed(error),
        }
        Vec::new()
    }

    pub(crate) fn disconnect(&mut self) {
        if let Some(viewing) = self.viewing_mut()
            && !viewing.is_busy()
        {
            *viewing = Viewing::ConfirmingDisconnect;
        }
    }

    pub(crate) fn confirm_disconnect(&mut self, numbers: &mut Numbers) -> Vec<Command> {
        let version = self.saved.version.clone();
        let Some(viewing) = self.viewing_mut() else { return Vec::new() };
        if *viewing != Viewing::ConfirmingDisconnect {
            return Vec::new();
        }
        let request = numbers.request();
        *viewing = Viewing::Disconnecting(request);
        vec![Command::Disconnect(request, version)]
    }

    pub(crate) fn cancel_disconnect(&mut self) {
        if let Some(viewing) = self.viewing_mut()
            && *viewing == Viewing::ConfirmingDisconnect
        {
            *viewing = Viewing::Idle;
        }
    }

    pub(crate) fn finish_disconnect(
        &mut self,
        request: RequestId,
        result: Result<SavedSettings, Error>,
        numbers: &mut Numbers,
    ) -> Vec<Command> {
        let Some(viewing) = self.viewing_mut() else { return Vec::new() };
        if *viewing != Viewing::Disconnecting(request) {
            return Vec::new();
        }
        match result {
            Ok(saved) => {
                self.finish_task(saved, LastAction::Disconnected);
                Vec::new()
            }
            Err(error) if error.code() == Some(Code::Changed) || error.is_outcome_unknown() => {
                let request = numbers.request();
                *viewing = Viewing::Disconnecting(request);
                self.certainty.outdate();
                vec![Command::Load(request)]
            }
            Err(error) => {
                *viewing = Viewing::DisconnectFailed(error);
                Vec::new()
            }
        }
    }

    /// The settings were read while the saved token is viewed: they show what became of a disconnect or a check.
    pub(crate) fn reloaded_while_viewing(
        &mut self,
        request: RequestId,
        result: Result<SavedSettings, Error>,
        numbers: &mut Numbers,
    ) -> Vec<Command> {
        let version = self.saved.version.clone();
        let Some(viewing) = self.viewing_mut() else { return Vec::new() };
        if *viewing != Viewing::Disconnecting(request) {
            return self.finish_check_again(request, result, numbers);
        }
        match result {
            Ok(saved) if saved.settings.token.is_none() => self.finish_task(saved, LastAction::Disconnected),
            Ok(saved) => {
                *viewing = if saved.version == version { Viewing::StillSaved } else { Viewing::Changed };
                self.replace_saved(saved);
            }
            Err(error) => *viewing = Viewing::DisconnectFailed(error),
        }
        Vec::new()
    }
}
