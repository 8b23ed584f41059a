//! What each crate depends on, as cargo resolves it.

use super::none;
use crate::process;

/// The names of the packages that `package` needs to run, on any target.
fn dependencies(package: &str, options: &[&str]) -> Vec<String> {
    let mut tree = process::cargo();
    tree.args(["tree", "--package", package, "--edges", "normal", "--target", "all", "--prefix", "none"]);
    let output = process::output(tree.args(["--format", "{p}"]).args(options)).unwrap();
    let names: Vec<String> = output.lines().filter_map(|line| line.split(' ').next()).map(str::to_owned).collect();
    assert_eq!(names.first().map(String::as_str), Some(package));
    names
}

#[test]
fn the_contract_depends_on_serde_only() {
    let direct = dependencies("contract", &["--depth", "1"]);
    assert_eq!(direct, ["contract", "serde"], "the contract compiles into any page and any backend");
}

#[test]
fn the_panel_needs_no_browser() {
    let direct = dependencies("panel", &["--depth", "1"]);
    assert_eq!(direct, ["panel", "contract"]);
    let browser = ["leptos", "web-sys", "js-sys", "wasm-bindgen", "gloo"];
    let all = dependencies("panel", &["--all-features"]);
    none(
        "the panel's tests run natively, in milliseconds",
        all.into_iter().filter(|name| browser.iter().any(|start| name.starts_with(start))),
    );
}

#[test]
fn crates_use_only_what_they_may() {
    let allowed: [(&str, &[&str]); 4] =
        [("whatsapp-settings", &["contract", "panel"]), ("backend", &["contract"]), ("sandbox", &[]), ("xtask", &[])];
    let ours = ["whatsapp-settings", "contract", "panel", "backend", "sandbox", "xtask"];
    for (package, allowed) in allowed {
        none(
            "page and backend share the contract; the sandbox shares nothing, so that it can't repeat our misreadings",
            dependencies(package, &[])
                .into_iter()
                .filter(|name| name != package && ours.contains(&&**name) && !allowed.contains(&&**name))
                .map(|name| format!("{package} depends on {name}")),
        );
    }
}
