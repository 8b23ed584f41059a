//! What happened ([`Event`]), what the admin pressed ([`Action`]), and what to do about it ([`Command`]).

use crate::token::{Draft, SaveOrder};
use crate::{Error, RequestId, SavedSettings};
use contract::access_token::AccessToken;
use contract::report::TokenReport;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Event {
    /// The admin pressed a button or a link.
    Pressed(Action),
    /// The text in the field changed by typing.
    Typed(Draft),
    /// The text in the field changed by a paste.
    Pasted(Draft),
    /// The field lost the focus.
    LeftField,
    /// The settings were read, or couldn't be.
    Loaded(RequestId, Result<SavedSettings, Error>),
    /// The check of the text in the field ended.
    Checked(RequestId, Result<TokenReport, Error>),
    /// The save ended.
    Saved(RequestId, Result<SavedSettings, Error>),
    /// The check of the saved token ended.
    CheckedAgain(RequestId, Result<SavedSettings, Error>),
    /// The disconnect ended.
    Disconnected(RequestId, Result<SavedSettings, Error>),
}

/// What a button or link does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    /// Read the settings again, after they couldn't be read.
    Retry,
    /// Reload the page.
    Reload,
    /// Check the text in the field.
    Check,
    /// Save the text in the field.
    Save,
    /// Save it although Meta couldn't be asked about it.
    SaveWithoutCheck,
    /// Yes, switch to another app.
    ConfirmOtherApp,
    /// No, don't switch to another app.
    DeclineOtherApp,
    /// Enter a token that replaces the saved one.
    Replace,
    /// Keep the saved token.
    Keep,
    /// Check the saved token again.
    CheckAgain,
    /// Ask whether to disconnect.
    Disconnect,
    /// Yes, disconnect.
    ConfirmDisconnect,
    /// No, don't disconnect.
    CancelDisconnect,
}

/// What to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Command {
    /// Read the settings.
    Load(RequestId),
    /// Check this token. Replaces a check that is still running.
    Check(RequestId, AccessToken),
    /// Cancel the running check.
    CancelCheck,
    /// Save.
    Save(RequestId, SaveOrder),
    /// Check the saved token again.
    CheckAgain(RequestId),
    /// Delete the saved token if the settings still have this version.
    Disconnect(RequestId, String),
    /// Reload the page.
    Reload,
    /// Focus the token field: it's invalid, or the next thing to fill in.
    FocusField,
}
