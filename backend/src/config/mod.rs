//! The settings. Nothing else reads the environment.
//!
//! Each field below is one setting, and its doc comment is what `--help` prints. A rejected value becomes a
//! [`ConfigError`] that names the setting and says what it expects, but never repeats the value: it may be a secret.

mod atlassian;
mod error;
mod meta;
mod origin;
mod parse;
mod sites;
#[cfg(test)]
mod tests;

pub use atlassian::Atlassian;
pub use error::ConfigError;
pub use meta::{Graph, Limits};
pub use origin::Origin;
pub use sites::Sites;

use clap::builder::Resettable;
use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::env;
use std::ffi::OsString;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;
use tracing_subscriber::filter::Targets;

/// The settings of Atlassian Connect, which earlier versions had. They are ignored, so that an old environment starts.
const CONNECT_SETTINGS: [&str; 3] = ["CHAT_CONNECT_APP_KEY", "CHAT_CONNECT_KEYS_URL", "CHAT_CONNECT_SCRIPT_URL"];

/// The Chat backend of the WhatsApp Business settings panel. It serves the page and its API.
#[derive(Parser)]
#[command(
    name = "backend",
    next_line_help = true,
    after_help = "\
Every option can be set in the environment instead. An empty variable counts as unset.
Exit codes: 0 after a requested stop, 1 if the backend can't start or work, 2 if a setting is wrong.
Press Ctrl-C to stop it."
)]
pub struct Config {
    /// What to do instead of serving.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The address to listen on. Port 0 picks a free port.
    #[arg(long, env = "CHAT_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8787",
          value_parser = parse::address)]
    pub listen: SocketAddr,

    /// The folder with the built page.
    #[arg(long, env = "CHAT_PUBLIC_DIR", value_name = "FOLDER", default_value = "dist")]
    pub public_dir: PathBuf,

    /// The database: sqlite:FILE, created on the first start, or postgres://… to run several instances.
    #[arg(long, env = "CHAT_DATABASE_URL", value_name = "URL", default_value = "sqlite:chat.db",
          value_parser = parse::database_url)]
    pub database_url: String,

    #[command(flatten)]
    keys: Keys,

    /// The origin that browsers use to reach the backend through a reverse proxy, such as https://chat.example.com.
    #[arg(long, env = "CHAT_PUBLIC_ORIGIN", value_name = "ORIGIN", value_parser = parse::origin)]
    pub public_origin: Option<Origin>,

    /// The file with the secret that the reverse proxy sends in X-Chat-Proxy-Secret.
    #[arg(long, env = "CHAT_PROXY_SECRET_FILE", value_name = "FILE")]
    pub proxy_secret_file: Option<PathBuf>,

    /// Jira, if it vouches for people.
    #[command(flatten)]
    pub atlassian: Atlassian,

    /// How to reach Meta.
    #[command(flatten)]
    pub graph: Graph,

    /// The time limit for a whole request, in milliseconds. The page waits 15 seconds.
    #[arg(long = "request-timeout-ms", env = "CHAT_REQUEST_TIMEOUT_MS", value_name = "MS", default_value = "14000",
          value_parser = parse::milliseconds)]
    pub request_timeout: Duration,

    /// How long a session lasts, in seconds; at most 300.
    #[arg(long = "session-seconds", env = "CHAT_SESSION_SECONDS", value_name = "SECONDS", default_value = "300",
          value_parser = parse::session)]
    pub session: Duration,

    /// How often Meta may be asked.
    #[command(flatten)]
    pub limits: Limits,

    /// What to log to standard error: a level, or comma-separated target=level pairs.
    #[arg(long, env = "CHAT_LOG", value_name = "FILTER", default_value = "info", value_parser = parse::log_filter)]
    pub log: Targets,

    /// True if the environment still has settings of Atlassian Connect.
    #[arg(skip)]
    pub has_connect_settings: bool,
}

/// What to do instead of serving.
#[derive(Clone, Copy, Subcommand)]
pub enum Command {
    /// Deletes stored data that this version can't use anymore.
    Forget {
        /// Deletes the saved tokens and installations of Atlassian Connect sites. The audit log stays.
        #[arg(long, required = true)]
        connect: bool,
    },
}

#[derive(Args)]
struct Keys {
    /// The file with the encryption keys, one KEY_ID:BASE64 per line, the current key first. Created on the first
    /// start.
    #[arg(long, env = "CHAT_KEY_FILE", value_name = "FILE", default_value = "chat.key")]
    key_file: PathBuf,

    /// The same lines, separated by commas; if set, the key file isn't read. Use the environment: other users of the
    /// machine can read a command line.
    #[arg(long, env = "CHAT_KEY", value_name = "KEYS")]
    key: Option<String>,
}

/// Where the encryption keys come from.
#[derive(Clone)]
pub enum KeySource {
    /// The setting itself.
    Text(String),
    /// A file, created on the first start.
    File(PathBuf),
}

impl KeySource {
    /// The setting that names it.
    #[must_use]
    pub fn setting(&self) -> &'static str {
        match self {
            Self::Text(_) => "CHAT_KEY",
            Self::File(_) => "CHAT_KEY_FILE",
        }
    }
}

impl Config {
    /// Reads the command line and the environment of this process.
    ///
    /// # Errors
    /// The first setting that can't be used, or [`ConfigError::Help`].
    pub fn from_environment() -> Result<Self, ConfigError> {
        // A value that isn't Unicode is wrong, not unset: the replacement character fits no setting but a path.
        let text = |value: OsString| value.into_string().unwrap_or_else(|_| char::REPLACEMENT_CHARACTER.to_string());
        Self::parse(env::args_os(), |name| env::var_os(name).map(text))
    }

    /// Reads the variables that `get` knows; tests use it, since they share one environment.
    ///
    /// # Errors
    /// The first setting that can't be used.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, ConfigError> {
        Self::parse([OsString::from("backend")], get)
    }

    /// The text of `--help`. It never shows values from the environment.
    #[must_use]
    pub fn help() -> String {
        Self::command().mut_args(|arg| arg.hide_env_values(true)).render_help().to_string()
    }

    fn parse(
        arguments: impl IntoIterator<Item = OsString>,
        get: impl Fn(&str) -> Option<String>,
    ) -> Result<Self, ConfigError> {
        let arguments: Vec<OsString> = arguments.into_iter().collect();
        if arguments.iter().any(|argument| argument == "--help" || argument == "-h") {
            return Err(ConfigError::Help);
        }
        // Variables become options in front of those of the command line, which win. clap's own reading would take an
        // empty variable for a value.
        let set = |name: &str| get(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
        let command = Self::command();
        let variables = command.get_arguments().filter_map(|arg| {
            let value = set(&arg.get_env()?.to_string_lossy())?;
            Some(OsString::from(format!("--{}={value}", arg.get_long()?)))
        });
        let (program, options) = arguments.split_at(1.min(arguments.len()));
        let all = program.iter().cloned().chain(variables).chain(options.iter().cloned());
        let command = Self::command().args_override_self(true).mut_args(|arg| arg.env(Resettable::Reset));
        let matches = command.try_get_matches_from(all).map_err(ConfigError::from_clap)?;
        let config = Self::from_arg_matches(&matches).map_err(ConfigError::from_clap)?;
        let has_connect_settings = CONNECT_SETTINGS.iter().any(|name| set(name).is_some());
        Self { has_connect_settings, ..config }.consistent(set(CONNECT_SETTINGS[0]).is_some())
    }

    /// True if only people on this machine can reach it: it listens on loopback, and no proxy is set up.
    #[must_use]
    pub fn is_private(&self) -> bool {
        self.listen.ip().is_loopback() && self.public_origin.is_none()
    }

    /// Where the encryption keys come from.
    #[must_use]
    pub fn key_source(&self) -> KeySource {
        let Keys { key, key_file } = &self.keys;
        key.clone().map_or_else(|| KeySource::File(key_file.clone()), KeySource::Text)
    }

    /// Checks what only shows when settings are read together. `had_connect` is true if the environment still names a
    /// Connect app.
    fn consistent(self, had_connect: bool) -> Result<Self, ConfigError> {
        const WHO: &str = "a way to identify people: CHAT_PROXY_SECRET_FILE or CHAT_FORGE_APP_ID";
        let identifies_people = self.proxy_secret_file.is_some() || self.atlassian.forge_app_id.is_some();
        if !self.is_private() && !identifies_people && had_connect {
            return Err(ConfigError::setting(
                CONNECT_SETTINGS[0],
                "no longer identifies people, because Atlassian Connect isn't supported anymore: set \
                 CHAT_FORGE_APP_ID or CHAT_PROXY_SECRET_FILE",
            ));
        }
        if !self.listen.ip().is_loopback() && (self.public_origin.is_none() || !identifies_people) {
            let because = format!("is an address that other machines can reach: set CHAT_PUBLIC_ORIGIN and {WHO}");
            return Err(ConfigError::setting("CHAT_LISTEN", because));
        }
        if self.public_origin.is_some() && !identifies_people {
            return Err(ConfigError::setting("CHAT_PUBLIC_ORIGIN", format!("names a reverse proxy: set {WHO}")));
        }
        if self.graph.budget >= self.request_timeout {
            return Err(ConfigError::setting("CHAT_GRAPH_BUDGET_MS", "must be less than CHAT_REQUEST_TIMEOUT_MS"));
        }
        Ok(self)
    }
}
