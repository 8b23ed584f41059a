//! What can go wrong between Jira and the Chat backend. People read the text on Jira's page.

use std::{error, fmt};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Error {
    /// The address of the Chat backend isn't set.
    NoChat,
    /// The sandbox doesn't call this address.
    NotAllowed,
    /// The Chat backend couldn't be reached, or the connection broke.
    Unreachable,
    TimedOut,
    /// No key could be made.
    Key,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NoChat => "The sandbox doesn't know where Chat is. Start it with SANDBOX_CHAT_URL.",
            Self::NotAllowed => "The sandbox calls Chat over plain http on this machine only.",
            Self::Unreachable => "The sandbox can't reach Chat.",
            Self::TimedOut => "Chat took longer than Atlassian waits.",
            Self::Key => "The sandbox couldn't make a key.",
        })
    }
}

impl error::Error for Error {}
