//! `cargo xtask …`: everything that a person or CI asks of this repository, one file per command.
//!
//! It has few dependencies, so that it compiles in seconds on a machine with nothing but Rust. An error is one
//! sentence that says what to do about it, and exit code 1.

mod atlassian;
mod children;
mod console;
mod dev;
mod dist;
mod lines;
mod process;
mod repository;
mod run;
mod servers;
mod setup;
mod size;
mod source;
mod test;
#[cfg(test)]
mod tidy;

use anyhow::{Result, bail};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [--open] [--live]   build everything, start the sandbox and the backend, print the addresses
                          --open  open the first address in the browser
                          --live  no sandbox and no Jira: the backend talks to Meta
  test [STEP…]            install what tests need, then run all tests; or only these steps:
                          STEPS
  test full               all tests, and what takes longer: LONGER
  test e2e -- OPTIONS     pass options to Playwright, such as -g \"keyboard\"
  dev                     the page with live reload, with the sandbox and the backend
  dist                    build the page into dist/, compressed
  size                    build the page and compare its download with the budget
  bench                   measure the page: a key press, a report, 200 checks
  lines [FOLDER]          count the lines of code by module, of this or another checkout
  setup                   only install what `run` needs
  tidy                    only check the rules that no compiler checks: names, sizes, imports, words

Environment of run and dev: CHAT_LISTEN (127.0.0.1:8787), SANDBOX_LISTEN (127.0.0.1:8788),
SANDBOX_JIRA_LISTEN (127.0.0.1:8789), and everything that the backend and the sandbox read themselves.
CHAT_DIST_PLAIN=1 builds the page without the steps that only make it smaller.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(reason) => {
            eprintln!("\ncargo xtask: {reason:#}");
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[&str]) -> Result<()> {
    match words {
        ["run", options @ ..] => run::command(options),
        ["test", steps @ ..] => test::command(steps),
        ["dev"] => dev::command(),
        ["dist"] => dist::command(),
        ["size"] => size::command(),
        ["bench"] => test::command(&["bench"]),
        ["lines"] => lines::command(None),
        ["lines", folder] => lines::command(Some(folder)),
        ["setup"] => setup::for_run(),
        ["tidy"] => test::command(&["tidy"]),
        [] | ["help" | "--help" | "-h"] => {
            println!("{}", HELP.replace("STEPS", &test::names()).replace("LONGER", &test::longer()));
            Ok(())
        }
        _ => bail!("unknown command `{}`; see `cargo xtask help`", words.join(" ")),
    }
}
