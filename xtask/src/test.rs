//! `cargo xtask test`: runs all tests; what fails soonest comes first.

use crate::process::{cargo, find, program, run};
use crate::{console, dist, repository, setup, size};
use anyhow::{Context, Result, bail};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// A step and the name that runs it alone.
struct Step {
    name: &'static str,
    what: &'static str,
    needs: Needs,
    /// Gets what follows `--` on the command line.
    work: fn(&[&str]) -> Result<()>,
}

/// What has to be installed before a step.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Needs {
    Nothing,
    Linters,
    Everything,
}

#[rustfmt::skip]
const STEPS: [Step; 9] = [
    Step { name: "format", what: "rustfmt", needs: Needs::Linters, work: format },
    Step { name: "tidy", what: "the rules that no compiler checks", needs: Needs::Nothing, work: tidy },
    Step { name: "lint", what: "clippy, native and for the browser", needs: Needs::Linters, work: lint },
    Step { name: "native", what: "contract, panel, backend, sandbox", needs: Needs::Everything, work: native },
    Step { name: "page", what: "the page's logic and HTML, natively", needs: Needs::Nothing, work: page },
    Step { name: "component", what: "the page's parts in a browser", needs: Needs::Everything, work: component },
    Step { name: "dist", what: "build the page", needs: Needs::Everything, work: dist },
    Step { name: "size", what: "the page's size", needs: Needs::Nothing, work: size },
    Step { name: "e2e", what: "everything, end to end", needs: Needs::Everything, work: e2e },
];

/// Steps that only `test full` runs, after all others.
#[rustfmt::skip]
const LONGER: [Step; 2] = [
    Step { name: "orders", what: "200,000 random orders of events", needs: Needs::Nothing, work: orders },
    Step { name: "bench", what: "what the page costs", needs: Needs::Everything, work: bench },
];

/// Every crate but the page and xtask. Always built together, so that their dependencies get the same features, and
/// are built once.
const NATIVE: [&str; 8] = ["-p", "contract", "-p", "panel", "-p", "backend", "-p", "sandbox"];
/// The page, rendering natively.
const PAGE: [&str; 5] = ["-p", "whatsapp-settings", "--no-default-features", "--features", "ssr"];
/// The page, as the browser runs it.
const BROWSER: [&str; 4] = ["-p", "whatsapp-settings", "--target", "wasm32-unknown-unknown"];

/// The steps' names, for the help.
pub(crate) fn names() -> String {
    STEPS.map(|step| step.name).join(" ")
}

/// What `full` adds, for the help.
pub(crate) fn longer() -> String {
    LONGER.map(|step| step.what).join(", ")
}

/// Runs the named steps, or all of them. What follows `--` goes to Playwright.
pub(crate) fn command(words: &[&str]) -> Result<()> {
    let mut parts = words.splitn(2, |word| *word == "--");
    let wanted = parts.next().unwrap_or_default();
    let playwright = parts.next().unwrap_or_default();
    let steps = selected(wanted)?;

    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut timed = |name: &'static str, what: &str, work: &dyn Fn() -> Result<()>| {
        let start = Instant::now();
        console::step(&format!("{name} ({what})"), work).with_context(|| format!("step `{name}`"))?;
        times.push((name, start.elapsed()));
        anyhow::Ok(())
    };
    timed("setup", "install what is missing", &|| match steps.iter().map(|step| step.needs).max() {
        Some(Needs::Everything) => setup::for_tests(),
        Some(Needs::Linters) => setup::for_lints(),
        Some(Needs::Nothing) | None => Ok(()),
    })?;
    for step in steps {
        timed(step.name, step.what, &|| (step.work)(playwright))?;
    }
    println!("\n  step        time");
    for (name, time) in &times {
        println!("  {name:<10}  {}", console::seconds(*time));
    }
    let total = times.iter().map(|(_, time)| *time).sum();
    println!("  all passed  {}", console::seconds(total));
    Ok(())
}

/// The steps to run, in their order. None wanted means all but the longer ones.
fn selected(wanted: &[&str]) -> Result<Vec<&'static Step>> {
    let known = |name| STEPS.iter().chain(&LONGER).any(|step| step.name == name);
    if wanted == ["full"] {
        return Ok(STEPS.iter().chain(&LONGER).collect());
    }
    if wanted.is_empty() {
        return Ok(STEPS.iter().collect());
    }
    if let Some(unknown) = wanted.iter().find(|name| !known(**name)) {
        bail!("there is no step `{unknown}`; the steps are {}", names());
    }
    // These need the built page.
    let needs_dist = ["size", "e2e", "bench"].iter().any(|name| wanted.contains(name));
    let is_wanted = |step: &&Step| wanted.contains(&step.name) || (needs_dist && step.name == "dist");
    Ok(STEPS.iter().chain(&LONGER).filter(is_wanted).collect())
}

fn format(_: &[&str]) -> Result<()> {
    run(cargo().args(["fmt", "--all", "--check"])).context("run `cargo fmt --all`")
}

fn tidy(_: &[&str]) -> Result<()> {
    // The message says where a rule is broken; a backtrace would only show this crate.
    run(cargo().args(["test", "--quiet", "-p", "xtask"]).env("RUST_BACKTRACE", "0"))
}

fn lint(_: &[&str]) -> Result<()> {
    let xtask = ["-p", "xtask"];
    for selection in [&NATIVE[..], &PAGE[..], &BROWSER[..], &xtask[..]] {
        run(cargo().arg("clippy").args(selection).args(["--all-targets", "--", "-D", "warnings"]))?;
    }
    Ok(())
}

fn native(_: &[&str]) -> Result<()> {
    run(&mut with_postgres(&tests(&NATIVE)))
}

/// `command` with a temporary PostgreSQL server, by Debian's tool for that. Elsewhere you can name a server in
/// `CHAT_TEST_POSTGRES_URL`; without one, the tests that need it are skipped.
fn with_postgres(command: &Command) -> Command {
    let is_set = std::env::var_os("CHAT_TEST_POSTGRES_URL").is_some();
    let mut wrapped = if is_set {
        program(command.get_program())
    } else if find("pg_virtualenv").is_some() {
        let url = "postgres://$PGUSER@$PGHOST:$PGPORT/postgres";
        let script = format!("CHAT_TEST_POSTGRES_URL={url} exec \"$@\"");
        let mut wrapped = program("pg_virtualenv");
        // Without TLS and passwords, which cost the thousand connections of a test more than their statements.
        wrapped.args(["-t", "-o", "max_connections=200", "-o", "ssl=off", "-i", "--auth-host=trust"]);
        wrapped.args(["sh", "-c", &script, "sh"]).arg(command.get_program());
        wrapped
    } else {
        console::say("PostgreSQL is missing: the tests that need it are skipped");
        program(command.get_program())
    };
    wrapped.args(command.get_args());
    wrapped
}

fn page(_: &[&str]) -> Result<()> {
    run(&mut tests(&PAGE))
}

/// Nextest if it is installed: it runs the tests of all crates in parallel.
fn tests(selection: &[&str]) -> Command {
    let mut tests = cargo();
    if find("cargo-nextest").is_some() {
        tests.args(["nextest", "run", "--no-tests", "pass"]);
    } else {
        tests.arg("test");
    }
    tests.args(selection);
    tests
}

fn component(_: &[&str]) -> Result<()> {
    let browser = setup::browser()?;
    run(cargo()
        .arg("test")
        .args(BROWSER)
        .args(["--lib", "--test", "component"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", browser.driver))
}

fn dist(_: &[&str]) -> Result<()> {
    dist::build()
}

fn size(_: &[&str]) -> Result<()> {
    size::check()
}

fn e2e(playwright: &[&str]) -> Result<()> {
    in_the_browser(&[], playwright)
}

/// The property test of the state machine, with fifty times its usual cases.
fn orders(_: &[&str]) -> Result<()> {
    run(tests(&["-p", "panel", "--release", "no_order_of_events_breaks_a_promise"]).env("PROPTEST_CASES", "200000"))
}

/// Prints the table of docs/benchmarks.md.
fn bench(playwright: &[&str]) -> Result<()> {
    in_the_browser(&["--config", "benchmark.config.ts"], playwright)
}

/// Runs Playwright on the built page, with the programs that its tests start.
fn in_the_browser(options: &[&str], more: &[&str]) -> Result<()> {
    let browser = setup::browser()?;
    // Including tests, though none is run here: their features are the ones that everything was built with.
    run(cargo().arg("build").args(NATIVE).args(["--bins", "--tests"]))?;
    let packages = Path::new("node_modules");
    run(program("node").arg(packages.join("typescript/bin/tsc")).current_dir(repository::e2e()))?;
    run(program("node")
        .arg(packages.join("@playwright/test/cli.js"))
        .arg("test")
        .args(options)
        .args(more)
        .current_dir(repository::e2e())
        .env("CHAT_E2E_CHROMIUM", browser.program)
        .env("CHAT_E2E_BACKEND", repository::binary("backend"))
        .env("CHAT_E2E_SANDBOX", repository::binary("sandbox"))
        .env("CHAT_E2E_FORGE", repository::forge())
        .env("CHAT_E2E_DIST", repository::dist()))
}
