//! `cargo xtask run`: from a clone to a page that can be opened.

use crate::children::Children;
use crate::console::say;
use crate::servers::{self, Addresses, Meta};
use crate::{atlassian, dist, process, setup};
use anyhow::{Result, bail};

/// Installs, builds, starts, prints the addresses, and waits for Ctrl-C.
pub(crate) fn command(options: &[&str]) -> Result<()> {
    let mut meta = Meta::Sandbox;
    let mut open = false;
    for option in options {
        match *option {
            "--live" => meta = Meta::Live,
            "--open" => open = true,
            other => bail!("`run` has no option `{other}`; its options are --open and --live"),
        }
    }
    let addresses = Addresses::read()?;
    addresses.are_free(meta)?;
    setup::for_run()?;
    dist::build()?;
    servers::build()?;

    let mut children = Children::new()?;
    let backend = servers::start(&mut children, &addresses, meta)?;
    let page = format!("{backend}/panel/?project=SUP");
    println!("\n  {page}\n      the panel in a browser tab of its own");
    match meta {
        Meta::Sandbox => {
            let (page, words) = atlassian::page(addresses.jira);
            println!("  {page}\n      {words}");
            println!("\n  The sandbox simulates Meta and Jira. Find tokens to paste in sandbox/README.md.");
        }
        Meta::Live => println!("\n  Tokens that you paste are checked with Meta."),
    }
    println!("  Press Ctrl-C to stop.\n");
    if open {
        open_in_browser(&page);
    }
    children.wait()
}

/// Opens a browser if possible.
fn open_in_browser(page: &str) {
    let mut programs = ["xdg-open", "open", "explorer"].iter().filter_map(process::find);
    if !programs.any(|program| process::program(program).arg(page).spawn().is_ok()) {
        say("can't open a browser; open the address above");
    }
}
