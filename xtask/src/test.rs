//! `cargo xtask test`: everything that is claimed, proved; what fails soonest comes first.

use crate::console::{self, Failure};
use crate::process::{cargo, command as program, on_path, run};
use crate::setup::{self, Cluster};
use crate::{dist, repository, servers, size};
use std::process::Command;
use std::time::{Duration, Instant};

/// A step and the name that runs it alone.
struct Step {
    name: &'static str,
    what: &'static str,
    work: fn() -> Result<(), Failure>,
}

#[rustfmt::skip]
const STEPS: [Step; 8] = [
    Step { name: "format", what: "Rust is formatted", work: format },
    Step { name: "tidy", what: "the rules of this house", work: tidy },
    Step { name: "lint", what: "clippy, native and for the browser", work: lint },
    Step { name: "native", what: "contract, backend, sandbox", work: native },
    Step { name: "page", what: "the page's logic and its HTML, natively", work: page },
    Step { name: "component", what: "the page's parts in a browser", work: component },
    Step { name: "size", what: "the page's size", work: size },
    Step { name: "e2e", what: "the whole, end to end", work: e2e },
];

/// Every crate but the page and xtask. Always built together, so that their dependencies are
/// always built with the same features, and therefore once.
const NATIVE: [&str; 6] = ["-p", "contract", "-p", "backend", "-p", "sandbox"];
/// The page, rendering natively.
const PAGE: [&str; 5] = ["-p", "whatsapp-settings", "--no-default-features", "--features", "ssr"];
/// The page, as the browser runs it.
const BROWSER: [&str; 4] = ["-p", "whatsapp-settings", "--target", "wasm32-unknown-unknown"];
const WARNINGS_FAIL: [&str; 3] = ["--", "-D", "warnings"];

/// The steps' names, for the help.
pub(crate) fn names() -> String {
    STEPS.map(|step| step.name).join(" ")
}

/// Runs the named steps, or all of them.
///
/// # Errors
/// When a name is unknown, or a step fails; the ones after it do not run.
pub(crate) fn command(wanted: &[&str]) -> Result<(), Failure> {
    if let Some(unknown) = wanted.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        return Err(Failure(format!("there is no step `{unknown}`; there are {}", names())));
    }
    let mut times: Vec<(&str, Duration)> = Vec::new();
    for step in &STEPS {
        if wanted.is_empty() || wanted.contains(&step.name) {
            let start = Instant::now();
            console::step(&format!("{} ({})", step.name, step.what), step.work)
                .map_err(|Failure(reason)| Failure(format!("step `{}`: {reason}", step.name)))?;
            times.push((step.name, start.elapsed()));
        }
    }
    println!("\n  step        time");
    for (name, time) in &times {
        println!("  {name:<10}  {}", console::seconds(*time));
    }
    let total = times.iter().map(|(_, time)| *time).sum();
    println!("  all passed  {}", console::seconds(total));
    Ok(())
}

fn format() -> Result<(), Failure> {
    setup::for_lints()?;
    run(cargo().args(["fmt", "--all", "--check"]))
        .map_err(|_| Failure("Rust is not formatted; `cargo fmt --all` mends it".to_owned()))
}

fn tidy() -> Result<(), Failure> {
    run(cargo().args(["test", "--quiet", "-p", "xtask"]))
}

fn lint() -> Result<(), Failure> {
    setup::for_lints()?;
    let xtask = ["-p", "xtask"];
    for selection in [&NATIVE[..], &PAGE[..], &BROWSER[..], &xtask[..]] {
        run(cargo().arg("clippy").args(selection).arg("--all-targets").args(WARNINGS_FAIL))?;
    }
    Ok(())
}

fn native() -> Result<(), Failure> {
    let cluster = Cluster::start()?;
    let mut tests = tests(&NATIVE);
    if let Some(cluster) = &cluster {
        tests.env("CHAT_TEST_POSTGRES_URL", cluster.url());
    }
    run(&mut tests)
}

fn page() -> Result<(), Failure> {
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

fn component() -> Result<(), Failure> {
    setup::for_browser_tests()?;
    let browser = setup::browser()?;
    run(cargo()
        .arg("test")
        .args(BROWSER)
        .args(["--test", "component"])
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", "wasm-bindgen-test-runner")
        .env("CHROMEDRIVER", browser.driver)
        .env("WASM_BINDGEN_TEST_WEBDRIVER_JSON", repository::root().join("tests").join("webdriver.json")))
}

fn size() -> Result<(), Failure> {
    setup::for_browser_tests()?;
    dist::build()?;
    size::check()
}

fn e2e() -> Result<(), Failure> {
    setup::for_browser_tests()?;
    let browser = setup::browser()?;
    servers::build()?;
    run(program("npx")
        .args(["--no-install", "playwright", "test"])
        .current_dir(repository::e2e())
        .env("CHAT_E2E_CHROMIUM", browser.program)
        .env("CHAT_E2E_BACKEND", repository::binary("backend"))
        .env("CHAT_E2E_SANDBOX", repository::binary("sandbox"))
        .env("CHAT_E2E_DIST", repository::dist()))
}
