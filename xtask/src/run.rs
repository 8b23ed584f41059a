//! `cargo xtask run`: from a clone to a page that can be opened.

use crate::children::Children;
use crate::console::{Failure, say};
use crate::servers::{self, Addresses, Meta};
use crate::{atlassian, dist, process, setup};

/// Installs, builds, starts, says where, and waits for Ctrl-C.
///
/// # Errors
/// When any of it fails, or a server ends by itself.
pub(crate) fn command(options: &[&str]) -> Result<(), Failure> {
    let mut meta = Meta::Sandbox;
    let mut open = false;
    for option in options {
        match *option {
            "--live" => meta = Meta::Live,
            "--open" => open = true,
            other => {
                return Err(Failure(format!("`run` does not know `{other}`; it knows --open and --live")));
            }
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
            println!("\n  Meta and Jira are played by the sandbox; tokens to paste are in sandbox/README.md.");
        }
        Meta::Live => println!("\n  Tokens that you paste are checked with Meta."),
    }
    println!("  Ctrl-C stops it.\n");
    if open {
        open_in_browser(&page);
    }
    children.wait()
}

/// Opens a browser if that is possible; the address is on screen in any case.
fn open_in_browser(page: &str) {
    let programs = ["xdg-open", "open", "explorer"];
    let opened =
        programs.iter().filter_map(process::on_path).any(|program| process::command(program).arg(page).spawn().is_ok());
    if !opened {
        say("found no way to open a browser; open the address above");
    }
}
