//! Walls between the rooms: who may use whom, and which files stay pure.

use super::rust_tokens::{identifiers, inside, is_punct, line, tokens, visit_groups};
use super::{Source, none, sources};
use proc_macro2::TokenTree;

/// Which rooms of the page a room may use. Nothing points back up.
const ROOMS: [(&str, &[&str]); 5] =
    [("ui", &[]), ("i18n", &[]), ("host", &[]), ("api", &["host"]), ("settings", &["ui", "i18n", "api"])];

/// Which crates of ours a crate may use, tests excepted.
const CRATES: [(&str, &[&str]); 4] = [("contract", &[]), ("backend", &["contract"]), ("sandbox", &[]), ("xtask", &[])];

/// The parts of the feature that decide, and so run and are tested without a browser.
const PURE: [&str; 3] = ["src/settings/model", "src/settings/draft", "src/settings/wording"];
const IMPURE: [&str; 6] = ["leptos", "web_sys", "js_sys", "wasm_bindgen", "gloo_net", "gloo_timers"];

/// What only one room may do, by the names that doing it takes. Tests are free; what a browser
/// offers is walled in clippy.toml, which knows types.
const OWNED: [(&str, &[&str], &str); 4] = [
    ("env :: var", &["backend/src/config", "sandbox/src/main", "xtask/src"], "config alone reads the environment"),
    ("env :: var_os", &["backend/src/config", "sandbox/src/main", "xtask/src"], "config alone reads the environment"),
    ("env :: vars", &["backend/src/config", "xtask/src"], "config alone reads the environment"),
    ("Client :: builder", &["backend/src/graph"], "graph alone talks to Meta, with its own time limits"),
];

/// Words of this product, which parts that any page could use do not know.
const PRODUCT: [&str; 5] = ["whatsapp", "jira", "facebook", "graph", "tenant"];

fn rust_in(folder: &str) -> Vec<Source> {
    let found: Vec<Source> = sources()
        .into_iter()
        .filter(|source| source.extension() == "rs")
        .filter(|source| source.is_in(folder) || source.path == format!("{folder}.rs"))
        .collect();
    assert!(!found.is_empty(), "there is no {folder} any more; tell this test where it went");
    found
}

#[test]
fn a_room_uses_only_the_rooms_below_it() {
    none(
        "main → app → settings → {ui, i18n, api}; app → host; api → host",
        ROOMS.iter().flat_map(|(room, allowed)| {
            rust_in(&format!("src/{room}")).into_iter().flat_map(move |source| {
                rooms_used(&source)
                    .into_iter()
                    .filter(|(used, _)| used != room && !allowed.contains(&used.as_str()))
                    .map(move |(used, line)| format!("{}:{line}: uses crate::{used}", source.path))
                    .collect::<Vec<_>>()
            })
        }),
    );
}

/// The names that follow `crate::`, with their lines.
fn rooms_used(source: &Source) -> Vec<(String, usize)> {
    let mut used = Vec::new();
    visit_groups(&tokens(source), &mut |run| {
        for window in run.windows(4) {
            let [start, first, second, name] = window else { continue };
            if start.to_string() != "crate" || !is_punct(first, ':') || !is_punct(second, ':') {
                continue;
            }
            match name {
                TokenTree::Group(names) => used.extend(first_names(&inside(names))),
                name => used.push((name.to_string(), line(name))),
            }
        }
    });
    used
}

/// The first name of each path in `{a::b, c}`.
fn first_names(list: &[TokenTree]) -> Vec<(String, usize)> {
    list.split(|tree| is_punct(tree, ','))
        .filter_map(|path| path.first())
        .map(|name| (name.to_string(), line(name)))
        .collect()
}

#[test]
fn what_is_owned_is_used_by_its_owner_alone() {
    let mut offences = Vec::new();
    for source in sources().iter().filter(|source| source.extension() == "rs" && !source.is_test()) {
        visit_groups(&tokens(source), &mut |run| {
            for (names, owners, why) in OWNED {
                let owned = owners.iter().any(|owner| source.path.starts_with(owner));
                if !owned && let Some(line) = line_of(names, run) {
                    offences.push(format!("{}:{line}: {names}: {why}", source.path));
                }
            }
        });
    }
    none("what one room owns, no other touches", offences);
}

/// The line on which these names stand next to each other, if they do.
fn line_of(names: &str, run: &[TokenTree]) -> Option<usize> {
    let names: Vec<&str> =
        names.split_whitespace().flat_map(|name| if name == "::" { vec![":", ":"] } else { vec![name] }).collect();
    run.windows(names.len())
        .find(|window| window.iter().zip(&names).all(|(tree, name)| tree.to_string() == *name))
        .map(|window| line(&window[0]))
}

#[test]
fn what_decides_is_pure() {
    none(
        "model, draft and wording know no browser",
        PURE.iter().flat_map(|place| rust_in(place)).flat_map(|source| {
            identifiers(&tokens(&source))
                .into_iter()
                .filter(|(name, _)| IMPURE.contains(&name.as_str()))
                .map(|(name, line)| format!("{}:{line}: {name}", source.path))
                .collect::<Vec<_>>()
        }),
    );
}

#[test]
fn the_parts_know_no_product() {
    none(
        "src/ui could serve any other page",
        rust_in("src/ui").iter().flat_map(|source| {
            source.text.lines().enumerate().flat_map(move |(number, line)| {
                let line = line.to_lowercase();
                PRODUCT
                    .iter()
                    .filter(move |word| line.contains(*word))
                    .map(move |word| format!("{}:{}: {word}", source.path, number + 1))
            })
        }),
    );
}

#[test]
fn the_parts_use_leptos_alone() {
    let outsiders = ["contract", "gloo_net", "serde", "serde_json"];
    none(
        "src/ui depends on the view layer and nothing else",
        rust_in("src/ui").iter().flat_map(|source| {
            identifiers(&tokens(source))
                .into_iter()
                .filter(|(name, _)| outsiders.contains(&name.as_str()))
                .map(|(name, line)| format!("{}:{line}: {name}", source.path))
                .collect::<Vec<_>>()
        }),
    );
}

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

#[test]
fn rooms_are_found_in_every_form_of_use() {
    let text =
        "use crate::{ui::Field, host};\nfn f() { crate::api::go() }\n#[cfg(test)]\nmod tests { use crate::app; }";
    let source = Source { path: "src/settings/example.rs".to_owned(), text: text.to_owned() };
    let expected = [("ui", 1), ("host", 1), ("api", 2)];
    assert_eq!(rooms_used(&source), expected.map(|(room, line)| (room.to_owned(), line)));
}
