//! `cargo xtask test`: everything that is claimed, proved; what fails soonest comes first.

use crate::console::{self, Failure};
use crate::process::{cargo, command as program, on_path, run};
use crate::setup::{self, Cluster};
use crate::{dist, repository, size};
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

/// A step and the name that runs it alone.
struct Step {
    name: &'static str,
    what: &'static str,
    needs: Needs,
    /// Given what follows `--` on the command line.
    work: fn(&[&str]) -> Result<(), Failure>,
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
    Step { name: "format", what: "Rust is formatted", needs: Needs::Linters, work: format },
    Step { name: "tidy", what: "the rules of this house", needs: Needs::Nothing, work: tidy },
    Step { name: "lint", what: "clippy, native and for the browser", needs: Needs::Linters, work: lint },
    Step { name: "native", what: "contract, panel, backend, sandbox", needs: Needs::Everything, work: native },
    Step { name: "page", what: "the page's logic and its HTML, natively", needs: Needs::Nothing, work: page },
    Step { name: "component", what: "the page's parts in a browser", needs: Needs::Everything, work: component },
    Step { name: "dist", what: "the page as it is served", needs: Needs::Everything, work: dist },
    Step { name: "size", what: "the page's size", needs: Needs::Nothing, work: size },
    Step { name: "e2e", what: "the whole, end to end", needs: Needs::Everything, work: e2e },
];

/// Every crate but the page and xtask. Always built together, so that their dependencies are
/// always built with the same features, and therefore once.
const NATIVE: [&str; 8] = ["-p", "contract", "-p", "panel", "-p", "backend", "-p", "sandbox"];
/// The page, rendering natively.
const PAGE: [&str; 5] = ["-p", "whatsapp-settings", "--no-default-features", "--features", "ssr"];
/// The page, as the browser runs it.
const BROWSER: [&str; 4] = ["-p", "whatsapp-settings", "--target", "wasm32-unknown-unknown"];
const WARNINGS_FAIL: [&str; 3] = ["--", "-D", "warnings"];

/// The steps' names, for the help.
pub(crate) fn names() -> String {
    STEPS.map(|step| step.name).join(" ")
}

/// Runs the named steps, or all of them. What follows `--` is for Playwright.
///
/// # Errors
/// When a name is unknown, or a step fails; the ones after it do not run.
pub(crate) fn command(words: &[&str]) -> Result<(), Failure> {
    let mut parts = words.splitn(2, |word| *word == "--");
    let wanted = parts.next().unwrap_or_default();
    let more = parts.next().unwrap_or_default();
    if let Some(unknown) = wanted.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(Failure(format!("there is no step `{unknown}`; there are {}", names())));
    }
    // What is measured and what is opened is built first.
    let needs_dist = wanted.contains(&"size") || wanted.contains(&"e2e");
    let is_wanted = |name| wanted.contains(&name) || (name == "dist" && needs_dist);
    let steps: Vec<&Step> = STEPS.iter().filter(|step| wanted.is_empty() || is_wanted(step.name)).collect();
    let mut times: Vec<(&str, Duration)> = Vec::new();
    let mut timed = |name: &'static str, what: &str, work: &dyn Fn() -> Result<(), Failure>| {
        let start = Instant::now();
        console::step(&format!("{name} ({what})"), work)
            .map_err(|Failure(reason)| Failure(format!("step `{name}`: {reason}")))?;
        times.push((name, start.elapsed()));
        Ok(())
    };
    timed("setup", "what is missing", &|| install(&steps))?;
    for step in steps {
        timed(step.name, step.what, &|| (step.work)(more))?;
    }
    println!("\n  step        time");
    for (name, time) in &times {
        println!("  {name:<10}  {}", console::seconds(*time));
    }
    let total = times.iter().map(|(_, time)| *time).sum();
    println!("  all passed  {}", console::seconds(total));
    Ok(())
}

fn install(steps: &[&Step]) -> Result<(), Failure> {
    match steps.iter().map(|step| step.needs).max() {
        Some(Needs::Everything) => setup::for_tests(),
        Some(Needs::Linters) => setup::for_lints(),
        Some(Needs::Nothing) | None => Ok(()),
    }
}

fn format(_: &[&str]) -> Result<(), Failure> {
    run(cargo().args(["fmt", "--all", "--check"]))
        .map_err(|_| Failure("Rust is not formatted; `cargo fmt --all` mends it".to_owned()))
}

fn tidy(_: &[&str]) -> Result<(), Failure> {
    // Where a rule is broken says the message; the trace would only lead into this crate.
    run(cargo().args(["test", "--quiet", "-p", "xtask"]).env("RUST_BACKTRACE", "0"))
}

fn lint(_: &[&str]) -> Result<(), Failure> {
    let xtask = ["-p", "xtask"];
    for selection in [&NATIVE[..], &PAGE[..], &BROWSER[..], &xtask[..]] {
        run(cargo().arg("clippy").args(selection).arg("--all-targets").args(WARNINGS_FAIL))?;
    }
    Ok(())
}

fn native(_: &[&str]) -> Result<(), Failure> {
    let cluster = Cluster::start()?;
    let mut tests = tests(&NATIVE);
    if let Some(cluster) = &cluster {
        tests.env("CHAT_TEST_POSTGRES_URL", cluster.url());
    }
    run(&mut tests)
}

fn page(_: &[&str]) -> Result<(), Failure> {
    run(&mut tests(&PAGE))
}

/// Nextest where it is installed: it runs the tests of all crates at once.
fn tests(selection: &[&str]) -> Command {
    let mut tests = cargo();
    if on_path("cargo-nextest").is_some() {
        tests.args(["nextest", "run", "--no-tests", "pass"]);
    } else {
        tests.arg("test");
    }
    tests.args(selection);
    tests
}

fn component(_: &[&str]) -> Result<(), Failure> {
    let browser = setup::browser()?;
    run(cargo()
        .arg("test")
        .args(BROWSER)
        .args(["--lib", "--test", "component"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", browser.driver))
}

fn dist(_: &[&str]) -> Result<(), Failure> {
    dist::build()
}

fn size(_: &[&str]) -> Result<(), Failure> {
    size::check()
}

fn e2e(more: &[&str]) -> Result<(), Failure> {
    in_the_browser(&[], more)
}

/// Measures what the page costs and prints the table of docs/benchmarks.md.
///
/// # Errors
/// When something cannot be installed or built, or the page does not work.
pub(crate) fn bench() -> Result<(), Failure> {
    setup::for_tests()?;
    dist::build()?;
    in_the_browser(&["--config", "benchmark.config.ts"], &[])
}

/// Runs Playwright on the built page, with the programs that its tests start.
fn in_the_browser(options: &[&str], more: &[&str]) -> Result<(), Failure> {
    let browser = setup::browser()?;
    // With the tests, though none is run here: their features are the ones that all was built with.
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
