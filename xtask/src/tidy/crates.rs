//! Walls between the crates: what each may depend on.

use super::{none, sources};

/// Which crates of ours a crate may use, tests excepted.
const CRATES: [(&str, &[&str]); 5] =
    [("contract", &[]), ("panel", &["contract"]), ("backend", &["contract"]), ("sandbox", &[]), ("xtask", &[])];

#[test]
fn the_contract_depends_on_serde_alone() {
    let manifest = manifest("contract");
    none(
        "the contract depends on serde, and on what writes its OpenAPI file only where asked for",
        dependencies(&manifest)
            .into_iter()
            .filter(|(name, line)| {
                let on_demand = ["utoipa", "serde_json"].contains(name) && line.contains("optional = true");
                *name != "serde" && !on_demand
            })
            .map(|(_, line)| line.to_owned()),
    );
}

#[test]
fn the_panel_depends_on_the_contract_alone() {
    none(
        "what the panel is runs without a browser: panel depends on contract and nothing else",
        dependencies(&manifest("panel"))
            .into_iter()
            .filter(|(name, _)| *name != "contract")
            .map(|(_, line)| line.to_owned()),
    );
}

#[test]
fn crates_use_only_what_they_may() {
    let ours = CRATES.map(|(name, _)| name);
    none(
        "page and backend share the contract; the sandbox shares nothing, so that it can catch our misreadings",
        CRATES.iter().flat_map(|(name, allowed)| {
            dependencies(&manifest(name))
                .into_iter()
                .filter(|(used, _)| ours.contains(used) && !allowed.contains(used))
                .map(|(_, line)| format!("{name}: {line}"))
                .collect::<Vec<_>>()
        }),
    );
}

fn manifest(name: &str) -> String {
    let path = format!("{name}/Cargo.toml");
    let manifest = sources().into_iter().find(|source| source.path == path);
    manifest.unwrap_or_else(|| panic!("there is no {path}")).text
}

/// The lines of `[dependencies]`, with the name that each begins with.
fn dependencies(manifest: &str) -> Vec<(&str, &str)> {
    assert!(!manifest.contains("[dependencies."), "this test reads dependencies that stand in one table");
    let (_, table) = manifest.split_once("\n[dependencies]\n").unwrap_or_default();
    table
        .lines()
        .take_while(|line| !line.starts_with('['))
        .filter(|line| !line.starts_with('#'))
        .filter_map(|line| Some((line.split(['=', '.', ' ']).next()?, line)))
        .filter(|(name, _)| !name.is_empty())
        .collect()
}
