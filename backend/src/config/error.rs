//! Why the settings can't be used. No message repeats a value.

use super::Config;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{CommandFactory, Error};
use std::error::Error as _;
use std::fmt;

/// Why the settings can't be used.
#[derive(Debug, PartialEq, Eq)]
pub enum ConfigError {
    /// `--help` was asked for.
    Help,
    /// The arguments are wrong; in clap's words.
    Arguments(String),
    /// The value of a setting is wrong.
    Setting {
        /// Its name in the environment.
        name: String,
        /// What is wrong, as the end of a sentence that starts with the name.
        because: String,
    },
}

impl ConfigError {
    pub(crate) fn setting(name: &str, because: impl Into<String>) -> Self {
        Self::Setting { name: name.to_owned(), because: because.into() }
    }

    /// clap's own message repeats the value; this one has only the setting and what its parser says.
    pub(super) fn from_clap(error: Error) -> Self {
        match (error.kind(), error.source(), error.get(ContextKind::InvalidArg)) {
            (ErrorKind::DisplayHelp, ..) => Self::Help,
            (ErrorKind::ValueValidation, Some(because), Some(ContextValue::String(argument))) => {
                Self::Setting { name: variable(argument), because: because.to_string() }
            }
            (ErrorKind::InvalidValue | ErrorKind::ValueValidation, ..) => {
                Self::Arguments("An option has a wrong value.".to_owned())
            }
            _ => Self::Arguments(error.to_string().trim_end().to_owned()),
        }
    }
}

/// The environment variable of the argument that clap calls `argument`, such as `--listen <ADDRESS>`.
fn variable(argument: &str) -> String {
    let command = Config::command();
    let long = argument.split(' ').next().and_then(|option| option.strip_prefix("--"));
    let known = command.get_arguments().find(|known| known.get_long() == long);
    let name = known.and_then(|known| known.get_env()).map(|name| name.to_string_lossy().into_owned());
    name.unwrap_or_else(|| argument.to_owned())
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Help => f.write_str(&Config::help()),
            Self::Arguments(message) => f.write_str(message),
            Self::Setting { name, because } => {
                write!(f, "{name} {because}. Run `backend --help` to see all settings.")
            }
        }
    }
}
