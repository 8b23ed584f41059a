//! The sandbox and the backend, as `run` and `dev` start them.

use crate::children::Children;
use crate::console::{Failure, step};
use crate::{atlassian, process, repository};
use std::env;
use std::fs;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};

/// Whether the backend talks to the sandbox or to Meta.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meta {
    /// The sandbox of this repository: no account needed.
    Sandbox,
    /// The real Graph API.
    Live,
}

/// Where they listen.
pub(crate) struct Addresses {
    /// The backend, from `CHAT_LISTEN`.
    pub(crate) backend: SocketAddr,
    /// The sandbox's Meta, from `SANDBOX_LISTEN`.
    pub(crate) sandbox: SocketAddr,
    /// The sandbox's Jira, from `SANDBOX_JIRA_LISTEN`.
    pub(crate) jira: SocketAddr,
}

impl Addresses {
    /// Reads all of them from the environment.
    ///
    /// # Errors
    /// When one is not an IP address with a port.
    pub(crate) fn read() -> Result<Self, Failure> {
        Ok(Self {
            backend: address("CHAT_LISTEN", "127.0.0.1:8787")?,
            sandbox: address("SANDBOX_LISTEN", "127.0.0.1:8788")?,
            jira: address("SANDBOX_JIRA_LISTEN", "127.0.0.1:8789")?,
        })
    }

    /// Makes sure that those needed are free, before anybody waits for a build.
    ///
    /// # Errors
    /// When one is in use.
    pub(crate) fn are_free(&self, meta: Meta) -> Result<(), Failure> {
        is_free(self.backend, &another("CHAT_LISTEN", self.backend))?;
        if meta == Meta::Live {
            return Ok(());
        }
        is_free(self.sandbox, &another("SANDBOX_LISTEN", self.sandbox))?;
        is_free(self.jira, &another("SANDBOX_JIRA_LISTEN", self.jira))
    }

    /// The origin under which the sandbox's Jira finds the backend; none where the backend is not on this machine's
    /// own addresses, which the sandbox does not leave.
    fn chat(&self) -> Option<String> {
        let own = self.backend.ip().is_loopback();
        let any = self.backend.ip().is_unspecified();
        let ip = if any { Ipv4Addr::LOCALHOST.into() } else { self.backend.ip() };
        (own || any).then(|| format!("http://{}", SocketAddr::new(ip, self.backend.port())))
    }
}

/// What the variable says, or the default. Everybody has to know every port before anybody has started, so one that is
/// left to the system is asked for now.
fn address(variable: &str, default: &str) -> Result<SocketAddr, Failure> {
    let value = env::var(variable).unwrap_or_else(|_| default.to_owned());
    let address: SocketAddr = value.parse().map_err(|_| {
        Failure(format!("{variable} is `{value}`, which is not an IP address with a port; write it like `{default}`"))
    })?;
    if address.port() != 0 {
        return Ok(address);
    }
    let chosen = TcpListener::bind(address).and_then(|listener| listener.local_addr());
    chosen.map_err(|reason| Failure::because(format!("listen on {address}"), reason))
}

fn another(variable: &str, address: SocketAddr) -> String {
    format!("choose another with {variable}={}:{}", address.ip(), address.port().saturating_add(100))
}

/// Makes sure that nothing listens on `address`; `or_else` says what else can be done about it.
///
/// # Errors
/// When something does, or the address cannot be had.
pub(crate) fn is_free(address: SocketAddr, or_else: &str) -> Result<(), Failure> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(reason) if reason.kind() == ErrorKind::AddrInUse => {
            let port = address.port();
            Err(Failure(format!("port {port} is in use; stop what listens there, or {or_else}")))
        }
        Err(reason) => Err(Failure::because(format!("listen on {address}"), reason)),
    }
}

/// Builds both servers.
///
/// # Errors
/// When they do not build.
pub(crate) fn build() -> Result<(), Failure> {
    // Both by one command, so that what they share is built once, with the same features.
    step("build the backend and the sandbox", || {
        process::run(process::cargo().args(["build", "-p", "backend", "-p", "sandbox", "--bins"]))
    })
}

/// Starts both; returns the backend's address as it prints it.
///
/// # Errors
/// When one does not start.
pub(crate) fn start(children: &mut Children, addresses: &Addresses, meta: Meta) -> Result<String, Failure> {
    // What was saved against the sandbox is not shown as connected to Meta, nor the other way round.
    let data = match meta {
        Meta::Sandbox => repository::data(),
        Meta::Live => repository::data().join("live"),
    };
    fs::create_dir_all(&data).map_err(|reason| Failure::because("make the folder .data", reason))?;

    let mut backend = process::command(repository::binary("backend"));
    backend.env("CHAT_LISTEN", addresses.backend.to_string());
    default(&mut backend, "CHAT_PUBLIC_DIR", repository::dist());
    default(&mut backend, "CHAT_DATABASE_URL", format!("sqlite:{}", data.join("chat.db").display()));
    default(&mut backend, "CHAT_KEY_FILE", data.join("chat.key"));
    if meta == Meta::Sandbox {
        let mut sandbox = process::command(repository::binary("sandbox"));
        sandbox.env("SANDBOX_LISTEN", addresses.sandbox.to_string());
        sandbox.env("SANDBOX_JIRA_LISTEN", addresses.jira.to_string());
        default(&mut sandbox, "SANDBOX_FORGE_DIR", repository::forge());
        if let Some(chat) = addresses.chat() {
            default(&mut sandbox, "SANDBOX_CHAT_URL", chat);
        }
        let address = children.start("sandbox", &mut sandbox, "sandbox listening on")?;
        default(&mut backend, "CHAT_GRAPH_URL", address);
        for (variable, value) in atlassian::settings(addresses.jira) {
            default(&mut backend, variable, value);
        }
    }
    children.start("backend", &mut backend, "listening on")
}

/// Sets a variable that the person has not set.
fn default(command: &mut std::process::Command, variable: &str, value: impl AsRef<std::ffi::OsStr>) {
    if env::var_os(variable).is_none() {
        command.env(variable, value);
    }
}
