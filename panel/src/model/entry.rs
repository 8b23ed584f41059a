//! Entering a token: the text, the check of that very text, and the save.

use super::{Attempt, Intent};
use crate::Error;
use crate::draft::Draft;
use contract::access_token::WrongShape;
use contract::report::{TokenReport, Verdict};
use contract::request::{OtherApp, SaveCheck};

/// A token that is being entered.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The text in the field.
    pub draft: Draft,
    /// What Meta said of this text. Private to the model's changes: it goes when the text does.
    pub check: Check,
    /// How saving it goes.
    pub save: Save,
    /// True once the text may be judged as a whole: it was pasted, or the field was left, or something was asked of it.
    /// Half a text that is being typed is not called too short.
    pub left: bool,
}

/// The check of the text that is in the field now.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Check {
    /// Nobody has asked.
    #[default]
    None,
    /// Meta is being asked.
    Running(Attempt),
    /// The report.
    Done(TokenReport),
    /// The backend could not be asked.
    Failed(Error),
}

/// How saving goes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Save {
    /// Nobody has asked.
    #[default]
    Idle,
    /// It would be refused, so it was not sent.
    Blocked(Blocked),
    /// The token belongs to another app than the stored one: the admin is asked.
    AskingOtherApp {
        /// What the save is to demand of Meta's answer.
        check: SaveCheck,
        /// True where the button that led here went with its message, so that the focus cannot go back to it.
        told: bool,
    },
    /// It is being saved.
    Saving(Attempt, Sent),
    /// It was not saved, or nobody knows.
    Failed(Error, Sent),
    /// Somebody else saved in the meantime: their settings are being read.
    Rereading(Attempt),
    /// Somebody else saved in the meantime: their settings are shown, and Save replaces them.
    Changed,
    /// Somebody else saved in the meantime, and their settings could not be read.
    ChangedUnread,
}

/// Why Save was not sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Blocked {
    /// The text certainly is no token.
    Shape(WrongShape),
    /// Meta refuses it: the report says why.
    Refused,
    /// Meta could not be asked: the admin may save without checking.
    Unchecked,
}

/// What was asked of the backend; asking the same again has the same intent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sent {
    /// The intent.
    pub intent: Intent,
    /// The text that was sent.
    pub draft: Draft,
    /// What it demanded of Meta's answer.
    pub check: SaveCheck,
    /// Whether another app was agreed to.
    pub other_app: OtherApp,
    /// The version it was to replace.
    pub version: String,
}

impl Sent {
    /// True where it asked for just this. What was cleaned off the text is no part of it.
    #[must_use]
    pub fn asks_for(&self, draft: &Draft, check: SaveCheck, other_app: OtherApp, version: &str) -> bool {
        self.draft.same_text(draft) && (self.check, self.other_app, &*self.version) == (check, other_app, version)
    }
}

impl Check {
    /// The report, once it is here.
    #[must_use]
    pub fn report(&self) -> Option<&TokenReport> {
        match self {
            Self::Done(report) => Some(report),
            Self::None | Self::Running(_) | Self::Failed(_) => None,
        }
    }

    /// True while Meta is being asked.
    #[must_use]
    pub fn is_running(&self) -> bool {
        matches!(self, Self::Running(_))
    }
}

impl Save {
    /// True while the backend is being asked, also to read what somebody else saved.
    #[must_use]
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Saving(..) | Self::Rereading(_))
    }

    /// True where a message says, or led to, what is so. The button in it goes with it.
    #[must_use]
    pub fn is_told(&self) -> bool {
        matches!(self, Self::Failed(..) | Self::Changed | Self::ChangedUnread | Self::AskingOtherApp { told: true, .. })
    }
}

impl Entry {
    /// True where the check could not find out, so that saving without it is offered. Also while it is being saved:
    /// the button that was pressed stays under the finger.
    #[must_use]
    pub fn offers_save_without_check(&self) -> bool {
        if self.draft.parse().is_err() {
            return false;
        }
        match &self.check {
            Check::Done(report) => report.verdict() == Verdict::Unknown,
            Check::None | Check::Running(_) | Check::Failed(_) => false,
        }
    }
}
