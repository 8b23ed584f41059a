//! Walls between the rooms of the page: who may use whom, and what the parts do not know.

use super::rust_tokens::{identifiers, inside, is_punct, line, tokens, visit_groups};
use super::{Source, none, sources};
use proc_macro2::TokenTree;

/// Which rooms of the page a room may use. Nothing points back up.
const ROOMS: [(&str, &[&str]); 4] = [("ui", &[]), ("host", &[]), ("api", &["host"]), ("settings", &["ui", "api"])];

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
        "main → app → settings → {ui, api}; app → host; api → host",
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
    let outsiders = ["contract", "panel", "gloo_net", "serde", "serde_json"];
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
fn rooms_are_found_in_every_form_of_use() {
    let text =
        "use crate::{ui::Field, host};\nfn f() { crate::api::go() }\n#[cfg(test)]\nmod tests { use crate::app; }";
    let source = Source { path: "src/settings/example.rs".to_owned(), text: text.to_owned() };
    let expected = [("ui", 1), ("host", 1), ("api", 2)];
    assert_eq!(rooms_used(&source), expected.map(|(room, line)| (room.to_owned(), line)));
}
