//! Why the backend doesn't start, as a sentence for the person who started it.

use crate::config::ConfigError;
use crate::store::ACQUIRE_TIMEOUT;
use std::io;
use std::net::SocketAddr;

#[derive(Debug)]
pub enum StartError {
    /// A setting is wrong.
    Config(ConfigError),
    /// Something that the backend needs doesn't work.
    Failed(String),
}

impl StartError {
    pub(super) fn setting(name: &str, because: impl Into<String>) -> Self {
        Self::Config(ConfigError::setting(name, because))
    }
}

/// The error for a socket that can't be opened.
#[must_use]
pub fn no_socket(address: SocketAddr, error: &io::Error) -> StartError {
    StartError::Failed(if error.kind() == io::ErrorKind::AddrInUse {
        format!(
            "The backend can't listen on {address}, because another program does: stop that program, or set \
             CHAT_LISTEN to another port."
        )
    } else {
        format!("The backend can't listen on {address}: {error}.")
    })
}

/// sqlx's messages may repeat the database URL, which may contain a password. So only those are shown that can't, and none
/// of the others is logged.
pub(super) fn no_database(error: sqlx::Error) -> StartError {
    const NAME: &str = "CHAT_DATABASE_URL";
    let why = match error {
        sqlx::Error::Configuration(_) => {
            return StartError::setting(NAME, "has a part that this kind of database doesn't know");
        }
        sqlx::Error::Database(_) | sqlx::Error::Migrate(_) | sqlx::Error::Io(_) => format!(": {error}"),
        sqlx::Error::PoolTimedOut => format!(": it didn't respond within {} seconds", ACQUIRE_TIMEOUT.as_secs()),
        // This message may repeat a certificate from the URL.
        sqlx::Error::Tls(_) => ": either it doesn't support TLS, or its certificates can't be used".to_owned(),
        _ => String::new(),
    };
    StartError::Failed(format!("The database in {NAME} can't be opened{why}."))
}

pub(super) fn no_certificates(_: reqwest::Error) -> StartError {
    StartError::Failed("The system has no certificates to trust for TLS.".to_owned())
}
