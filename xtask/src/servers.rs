//! The sandbox and the backend, as `run` and `dev` start them.

use crate::children::Children;
use crate::console::step;
use crate::{atlassian, process, repository};
use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::io::ErrorKind;
use std::net::{Ipv4Addr, SocketAddr, TcpListener};
use std::process::Command;
use std::{env, fs};

/// Whether the backend talks to the sandbox or to Meta.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meta {
    /// The sandbox of this repository: no account needed.
    Sandbox,
    /// The real Graph API.
    Live,
}

/// Where the servers listen.
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
    pub(crate) fn read() -> Result<Self> {
        Ok(Self {
            backend: address("CHAT_LISTEN", "127.0.0.1:8787")?,
            sandbox: address("SANDBOX_LISTEN", "127.0.0.1:8788")?,
            jira: address("SANDBOX_JIRA_LISTEN", "127.0.0.1:8789")?,
        })
    }

    /// Fails if one that is needed is in use. Checked before the builds, which take minutes.
    pub(crate) fn are_free(&self, meta: Meta) -> Result<()> {
        is_free(self.backend, &another("CHAT_LISTEN", self.backend))?;
        if meta == Meta::Live {
            return Ok(());
        }
        is_free(self.sandbox, &another("SANDBOX_LISTEN", self.sandbox))?;
        is_free(self.jira, &another("SANDBOX_JIRA_LISTEN", self.jira))
    }

    /// The origin under which the sandbox's Jira reaches the backend; `None` if that isn't a loopback address, because
    /// the sandbox connects to no other.
    fn chat(&self) -> Option<String> {
        let own = self.backend.ip().is_loopback();
        let any = self.backend.ip().is_unspecified();
        let ip = if any { Ipv4Addr::LOCALHOST.into() } else { self.backend.ip() };
        (own || any).then(|| format!("http://{}", SocketAddr::new(ip, self.backend.port())))
    }
}

/// The address in the variable, or the default. Replaces port 0 by a free one now, because the servers have to know
/// each other's ports before they start.
fn address(variable: &str, default: &str) -> Result<SocketAddr> {
    let value = env::var(variable).unwrap_or_else(|_| default.to_owned());
    let address: SocketAddr = value
        .parse()
        .with_context(|| format!("{variable} is `{value}`; write an IP address with a port, such as `{default}`"))?;
    if address.port() != 0 {
        return Ok(address);
    }
    let listener = TcpListener::bind(address).with_context(|| format!("can't listen on {address}"))?;
    Ok(listener.local_addr()?)
}

fn another(variable: &str, address: SocketAddr) -> String {
    format!("choose another with {variable}={}:{}", address.ip(), address.port().saturating_add(100))
}

/// Fails if something listens on `address`; `or_else` says what else can be done about it.
pub(crate) fn is_free(address: SocketAddr, or_else: &str) -> Result<()> {
    match TcpListener::bind(address) {
        Ok(_) => Ok(()),
        Err(reason) if reason.kind() == ErrorKind::AddrInUse => {
            bail!("port {} is in use; stop what listens there, or {or_else}", address.port())
        }
        Err(reason) => Err(reason).with_context(|| format!("can't listen on {address}")),
    }
}

/// Builds both servers.
pub(crate) fn build() -> Result<()> {
    // With one command, so that what they share is built once, with the same features.
    step("build the backend and the sandbox", || {
        process::run(process::cargo().args(["build", "-p", "backend", "-p", "sandbox", "--bins"]))
    })
}

/// Starts both; returns the backend's address as it prints it.
pub(crate) fn start(children: &mut Children, addresses: &Addresses, meta: Meta) -> Result<String> {
    // Kept apart, so that a token saved in the sandbox isn't shown as connected to Meta, or the other way round.
    let data = match meta {
        Meta::Sandbox => repository::data(),
        Meta::Live => repository::data().join("live"),
    };
    fs::create_dir_all(&data).context("can't create the folder .data")?;

    let mut backend = process::program(repository::binary("backend"));
    backend.env("CHAT_LISTEN", addresses.backend.to_string());
    default(&mut backend, "CHAT_PUBLIC_DIR", repository::dist());
    default(&mut backend, "CHAT_DATABASE_URL", format!("sqlite:{}", data.join("chat.db").display()));
    default(&mut backend, "CHAT_KEY_FILE", data.join("chat.key"));
    if meta == Meta::Sandbox {
        let mut sandbox = process::program(repository::binary("sandbox"));
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

/// Sets a variable unless the environment has it.
fn default(command: &mut Command, variable: &str, value: impl AsRef<OsStr>) {
    if env::var_os(variable).is_none() {
        command.env(variable, value);
    }
}
