//! `cargo xtask dev`: the page with live reload, against the same two servers as `run`.

use crate::children::Children;
use crate::console::Failure;
use crate::servers::{self, Addresses, Meta};
use crate::{atlassian, process, setup};
use std::net::{Ipv4Addr, SocketAddr};

/// Where trunk serves the page, as Trunk.toml says.
const PAGE: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8080);
/// Where Trunk.toml looks for the backend.
const BACKEND: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8787);

/// Installs, builds and starts the servers, then trunk's own, and waits for Ctrl-C.
///
/// # Errors
/// When any of it fails, or one of them ends by itself.
pub(crate) fn command() -> Result<(), Failure> {
    let addresses = Addresses::read()?;
    if addresses.backend != BACKEND {
        return Err(Failure(format!(
            "`dev` needs the backend on {BACKEND}, where Trunk.toml looks for it; unset CHAT_LISTEN"
        )));
    }
    let elsewhere = "change the port in Trunk.toml and in xtask/src/dev.rs";
    servers::is_free(BACKEND, elsewhere)?;
    servers::is_free(PAGE, elsewhere)?;
    addresses.are_free(Meta::Sandbox)?;
    setup::for_run()?;
    servers::build()?;

    let mut children = Children::new()?;
    servers::start(&mut children, &addresses, Meta::Sandbox)?;
    let mut trunk = process::trunk();
    trunk.args(["serve", "--skip-version-check"]);
    children.start_at_once("page server", &mut trunk)?;
    println!("\n  http://{PAGE}/panel/?project=SUP\n      the panel with live reload, once trunk has built it");
    let (page, words) = atlassian::page(addresses.jira);
    println!("  {page}\n      {words}; reload it by hand");
    println!("\n  Ctrl-C stops it.\n");
    children.wait()
}
