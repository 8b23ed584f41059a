//! What one room owns: the environment, the way to Meta.

use super::rust_tokens::{line, tokens, visit_groups};
use super::{Source, none, sources};
use proc_macro2::TokenTree;

/// What only one room may do, by the names that doing it takes. Tests are free; what a browser
/// offers is walled in clippy.toml, which knows types.
const OWNED: [(&str, &[&str], &str); 4] = [
    (
        "env :: var",
        &["backend/src/config", "panel/build.rs", "sandbox/src/main", "xtask/src"],
        "config alone reads the environment",
    ),
    ("env :: var_os", &["backend/src/config", "sandbox/src/main", "xtask/src"], "config alone reads the environment"),
    ("env :: vars", &["backend/src/config", "xtask/src"], "config alone reads the environment"),
    (
        "Client :: builder",
        &["backend/src/graph", "backend/src/atlassian"],
        "graph alone talks to Meta and atlassian to Atlassian, with their own time limits",
    ),
];

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
fn what_is_owned_is_found_where_it_is_used() {
    let run: Vec<TokenTree> =
        tokens(&Source { path: "a.rs".to_owned(), text: "let a =\n std::env::var(\"A\");".to_owned() });
    assert_eq!(line_of("env :: var", &run), Some(2));
    assert_eq!(line_of("env :: vars", &run), None);
}
