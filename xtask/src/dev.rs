//! `cargo xtask dev`: the page with live reload, against the same two servers as `run`.

use crate::children::Children;
use crate::servers::{self, Addresses, Meta};
use crate::{atlassian, process, setup};
use anyhow::{Result, ensure};
use std::net::{Ipv4Addr, SocketAddr};

/// Where trunk serves the page, according to Trunk.toml.
const PAGE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// Where Trunk.toml expects the backend.
const BACKEND: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8787);

/// Installs, builds and starts the servers, then trunk's own, and waits for Ctrl-C.
pub(crate) fn command() -> Result<()> {
    let addresses = Addresses::read()?;
    ensure!(
        addresses.backend == BACKEND,
        "`dev` needs the backend on {BACKEND}, where Trunk.toml expects it; unset CHAT_LISTEN"
    );
    let elsewhere = "change the port in Trunk.toml and in xtask/src/dev.rs";
    servers::is_free(BACKEND, elsewhere)?;
    servers::is_free(PAGE, elsewhere)?;
    addresses.are_free(Meta::Sandbox)?;
    setup::for_run()?;
    servers::build()?;

    let mut children = Children::new()?;
    servers::start(&mut children, &addresses, Meta::Sandbox)?;
    children.spawn("page server", process::trunk().args(["serve", "--skip-version-check"]))?;
    println!("\n  http://{PAGE}/panel/?project=SUP\n      the panel with live reload, once trunk has built it");
    let (page, words) = atlassian::page(addresses.jira);
    println!("  {page}\n      {words}; reload it by hand");
    println!("\n  Press Ctrl-C to stop.\n");
    children.wait()
}
