//! `cargo xtask …`: everything that a person or CI asks of this repository, one file a command.
//!
//! Plain std and a few small crates, so that it compiles in seconds on a machine that has nothing
//! but Rust. Every failure is one sentence with what to do about it, and exit code 1.

mod atlassian;
mod children;
mod console;
mod dev;
mod dist;
mod process;
mod repository;
mod run;
mod servers;
mod setup;
mod size;
mod test;
#[cfg(test)]
mod tidy;

use console::Failure;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask COMMAND

  run [--open] [--live]   build all, start the sandbox and the backend, print the addresses
                          --open  open the first in the browser
                          --live  no sandbox: the backend talks to Meta, and there is no Jira
  test [STEP…]            install what tests need, then prove everything; or only these steps:
                          STEPS
  dev                     the page with live reload, against the sandbox and the backend
  dist                    build the page into dist/, compressed
  size                    build the page and compare it with its budget
  bench                   measure what the page costs: a key press, a report, 200 checks
  setup                   install what `run` needs, and nothing else
  tidy                    the rules of this house: names, sizes, walls between rooms

Environment of run and dev: CHAT_LISTEN (127.0.0.1:8787), SANDBOX_LISTEN (127.0.0.1:8788),
SANDBOX_JIRA_LISTEN (127.0.0.1:8789), and everything that the backend and the sandbox read themselves.";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match command(&words) {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure(sentence)) => {
            eprintln!("\ncargo xtask: {sentence}");
            ExitCode::FAILURE
        }
    }
}

fn command(words: &[&str]) -> Result<(), Failure> {
    match words {
        ["run", options @ ..] => run::command(options),
        ["test", steps @ ..] => test::command(steps),
        ["dev"] => dev::command(),
        ["dist"] => dist::command(),
        ["size"] => size::command(),
        ["bench"] => test::bench(),
        ["setup"] => setup::for_run(),
        ["tidy"] => test::command(&["tidy"]),
        [] | ["help" | "--help" | "-h"] => {
            println!("{}", HELP.replace("STEPS", &test::names()));
            Ok(())
        }
        _ => Err(Failure(format!("there is no `{}`; `cargo xtask help` lists what there is", words.join(" ")))),
    }
}
