//! What can happen, named as facts, and what there is to do, named as orders.

use super::{Attempt, Intent, Saved};
use crate::Error;
use crate::draft::Draft;
use contract::access_token::AccessToken;
use contract::report::TokenReport;
use contract::request::{OtherApp, SaveCheck};

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The settings came, or did not.
    Loaded(Attempt, Result<Saved, Error>),
    /// The admin asked to read the settings again.
    PressedRetry,
    /// The text in the field changed by typing.
    Typed(Draft),
    /// The text in the field changed by a paste.
    Pasted(Draft),
    /// The field lost the focus.
    LeftField,
    /// The admin asked for a check.
    PressedCheck,
    /// The check ended.
    Checked(Attempt, Result<TokenReport, Error>),
    /// The admin asked to save.
    PressedSave,
    /// The admin asked to save although the check could not find out.
    PressedSaveWithoutCheck,
    /// The admin agreed to another app.
    AgreedToOtherApp,
    /// The admin did not agree to another app.
    DeclinedOtherApp,
    /// The save ended.
    Saved(Attempt, Result<Saved, Error>),
    /// The admin wants to enter another token.
    PressedReplace,
    /// The admin keeps the stored token.
    PressedKeep,
    /// The admin asked to check the stored token again.
    PressedCheckAgain,
    /// That check ended.
    CheckedAgain(Attempt, Result<Saved, Error>),
    /// The admin wants to disconnect.
    PressedDisconnect,
    /// The admin wants it indeed.
    AgreedToDisconnect,
    /// The admin does not.
    DeclinedDisconnect,
    /// Disconnecting ended.
    Disconnected(Attempt, Result<Saved, Error>),
}

/// What is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Read the settings.
    Load(Attempt),
    /// Check this token; an older check is of no interest any more.
    Check(Attempt, AccessToken),
    /// The running check is of no interest any more.
    AbortCheck,
    /// Save.
    Save(Attempt, Saving),
    /// Check the stored token again.
    CheckAgain(Attempt),
    /// Delete the stored token of this version.
    Disconnect(Attempt, String),
    /// Put the focus into the token field: it is the first one that is wrong, or the next one to fill.
    FocusField,
    /// Put the focus on the status, or on what stands in its place: what held it is gone.
    FocusStatus,
}

/// A save to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Saving {
    /// The token.
    pub token: AccessToken,
    /// What is demanded of Meta's answer.
    pub check: SaveCheck,
    /// Whether another app was agreed to.
    pub other_app: OtherApp,
    /// The version that it replaces.
    pub version: String,
    /// What makes a repeat known as one.
    pub intent: Intent,
}
