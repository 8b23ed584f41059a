//! The configuration: the only reader of the environment.
//!
//! [`variable`] lists every name with its default and meaning; `--help` prints that list. A wrong value is a sentence
//! for the person who started the backend, who is told the name and what was expected, never the value: it may be a
//! secret.

mod atlassian;
mod help;
mod origin;
mod reader;
mod sites;
pub mod variable;

pub use atlassian::{Atlassian, Connect, Forge};
pub use help::help;
pub use origin::Origin;
pub use sites::Sites;

use reader::Reader;
use reqwest::Url;
use std::env;
use std::ffi::OsString;
use std::fmt;
use std::net::SocketAddr;
use std::num::NonZeroU32;
use std::path::PathBuf;
use std::time::Duration;
use tracing_subscriber::filter::Targets;
use variable as v;

/// Everything that can be set.
pub struct Config {
    /// Where to listen.
    pub listen: SocketAddr,
    /// Which database: `sqlite:…` or `postgres://…`.
    pub database_url: String,
    /// Where the keys come from.
    pub keys: KeySource,
    /// The folder of the built page.
    pub public_dir: PathBuf,
    /// The origin under which browsers reach this backend, where it is not the listening address.
    pub public_origin: Option<Origin>,
    /// The file with the secret by which the reverse proxy proves itself.
    pub proxy_secret_file: Option<PathBuf>,
    /// Jira, where it vouches for people.
    pub atlassian: Atlassian,
    /// How to ask Meta.
    pub graph: Graph,
    /// How long a request may take in all.
    pub request_timeout: Duration,
    /// How long a session lasts.
    pub session: Duration,
    /// How often Meta may be asked.
    pub limits: Limits,
    /// What is logged.
    pub log: Targets,
}

/// Where the keys come from.
pub enum KeySource {
    /// The environment itself.
    Text(String),
    /// A file, made on the first start.
    File(PathBuf),
}

/// How to ask Meta.
#[derive(Clone)]
pub struct Graph {
    /// The Graph API, without its version.
    pub url: Url,
    /// The version, such as `v26.0`.
    pub version: String,
    /// How long making a connection may take.
    pub connect_timeout: Duration,
    /// How long one try may take.
    pub try_timeout: Duration,
    /// How long one check may take in all, every try and question included.
    pub budget: Duration,
    /// How often one question is tried.
    pub tries: u32,
}

impl KeySource {
    /// The setting that names it.
    #[must_use]
    pub fn setting(&self) -> &'static str {
        match self {
            Self::Text(_) => v::KEY.name,
            Self::File(_) => v::KEY_FILE.name,
        }
    }
}

impl Graph {
    /// Meta's own host.
    const META: &str = "graph.facebook.com";

    /// True where Meta itself is asked.
    #[must_use]
    pub fn is_meta(&self) -> bool {
        self.url.host_str() == Some(Self::META)
    }
}

/// How often Meta may be asked, by checks, saves and re-checks together.
#[derive(Clone, Copy)]
pub struct Limits {
    /// Checks a minute by one person.
    pub account: NonZeroU32,
    /// Checks a minute by everybody of one tenant.
    pub tenant: NonZeroU32,
}

/// A setting that cannot be used.
#[derive(Debug, PartialEq, Eq)]
pub struct Wrong {
    /// Its name.
    pub name: &'static str,
    /// What is wrong about it, as the end of a sentence.
    pub because: String,
}

impl fmt::Display for Wrong {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}. `backend --help` lists all settings.", self.name, self.because)
    }
}

impl Config {
    /// Reads the environment.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn from_environment() -> Result<Self, Wrong> {
        // A value that is no Unicode is as wrong as any other, and must not be taken for an unset one.
        let text = |value: OsString| value.into_string().unwrap_or_else(|_| char::REPLACEMENT_CHARACTER.to_string());
        Self::read(|name| env::var_os(name).map(text))
    }

    /// Reads the settings that `get` knows by name; what is unset or empty has its default.
    ///
    /// # Errors
    /// The first setting that cannot be used.
    pub fn read(get: impl Fn(&str) -> Option<String>) -> Result<Self, Wrong> {
        let read = Reader::new(&get);
        let config = Self {
            listen: read.address(&v::LISTEN)?,
            database_url: read.database(&v::DATABASE_URL)?,
            keys: match read.optional(&v::KEY) {
                Some(text) => KeySource::Text(text),
                None => KeySource::File(PathBuf::from(read.text(&v::KEY_FILE))),
            },
            public_dir: PathBuf::from(read.text(&v::PUBLIC_DIR)),
            public_origin: read.origin(&v::PUBLIC_ORIGIN)?,
            proxy_secret_file: read.optional(&v::PROXY_SECRET_FILE).map(PathBuf::from),
            atlassian: Atlassian::read(&read)?,
            graph: Graph {
                url: read.bare_url(&v::GRAPH_URL)?,
                version: read.graph_version(&v::GRAPH_VERSION)?,
                connect_timeout: read.milliseconds(&v::GRAPH_CONNECT_TIMEOUT_MS)?,
                try_timeout: read.milliseconds(&v::GRAPH_TRY_TIMEOUT_MS)?,
                budget: read.milliseconds(&v::GRAPH_BUDGET_MS)?,
                tries: read.number(&v::GRAPH_TRIES, 1..=10)?.get(),
            },
            request_timeout: read.milliseconds(&v::REQUEST_TIMEOUT_MS)?,
            session: Duration::from_secs(read.number(&v::SESSION_SECONDS, 1..=300)?.get().into()),
            limits: Limits {
                account: read.number(&v::CHECKS_PER_MINUTE, 1..=1_000_000)?,
                tenant: read.number(&v::TENANT_CHECKS_PER_MINUTE, 1..=1_000_000)?,
            },
            log: read.log(&v::LOG)?,
        };
        config.agrees()
    }

    /// True where other machines can reach it by its own address.
    fn is_reachable(&self) -> bool {
        !self.listen.ip().is_loopback()
    }

    /// True where only those who sit at this machine reach it: by its own address, and through no proxy.
    #[must_use]
    pub fn is_private(&self) -> bool {
        !self.is_reachable() && self.public_origin.is_none()
    }

    /// Settings that are right one by one and wrong together.
    fn agrees(self) -> Result<Self, Wrong> {
        let wrong = |name, because: &str| Err(Wrong { name, because: because.to_owned() });
        let somebody_vouches = self.proxy_secret_file.is_some() || self.atlassian.has_app();
        if self.is_reachable() && (self.public_origin.is_none() || !somebody_vouches) {
            return wrong(
                v::LISTEN.name,
                "names an address that other machines can reach. That needs CHAT_PUBLIC_ORIGIN, and somebody who says \
                 who is asking: CHAT_PROXY_SECRET_FILE, CHAT_FORGE_APP_ID or CHAT_CONNECT_APP_KEY",
            );
        }
        if self.public_origin.is_some() && !somebody_vouches {
            return wrong(
                v::PUBLIC_ORIGIN.name,
                "names a reverse proxy. That needs somebody who says who is asking: CHAT_PROXY_SECRET_FILE, \
                 CHAT_FORGE_APP_ID or CHAT_CONNECT_APP_KEY",
            );
        }
        if self.graph.budget >= self.request_timeout {
            return wrong(v::GRAPH_BUDGET_MS.name, "must be less than CHAT_REQUEST_TIMEOUT_MS");
        }
        Ok(self)
    }
}
