//! Looking at the stored token: checking it again, and deleting it.

use super::Attempt;
use crate::Error;

/// The stored token on screen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stored {
    /// What is being done with it.
    pub act: Act,
}

/// What is done with the stored token.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Act {
    /// Nothing.
    #[default]
    None,
    /// Meta is being asked about it again.
    Checking(Attempt),
    /// The backend could not be asked.
    CheckFailed(Error),
    /// The admin is asked whether to disconnect.
    AskingDisconnect {
        /// True where a message offered it after it had failed. That message is gone, and the button in it, so that the
        /// focus cannot go back to it.
        again: bool,
    },
    /// It is being deleted.
    Disconnecting(Attempt),
    /// It was not deleted.
    DisconnectFailed(Error),
    /// No answer told what became of the wish to delete it, and it is still there.
    StillStored,
    /// No answer told what became of the wish to delete it, and the settings could not be read either.
    Unclear(Error),
    /// Whether it was deleted is not known, or it was replaced in the meantime: the settings are being read.
    Rereading(Attempt),
    /// Somebody else changed the settings in the meantime: theirs are shown, and nothing was deleted.
    Changed,
}

impl Act {
    /// True while the backend is asked for something that may change what is stored. A check keeps nobody waiting.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Disconnecting(_) | Self::Rereading(_))
    }

    /// True while a message offers to disconnect once more.
    pub(super) fn offers_disconnect(&self) -> bool {
        matches!(self, Self::DisconnectFailed(_) | Self::Unclear(_) | Self::StillStored)
    }
}
