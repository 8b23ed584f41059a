//! Which module may use which, inside the page and inside the backend, and what only one module may do.

use super::{lines, no_line, none, rust_in, sources};
use crate::source::Source;

/// The modules that each module of the page may use.
const PAGE: [(&str, &[&str]); 9] = [
    ("main", &["app"]),
    ("app", &["runtime", "sections", "api", "host"]),
    ("runtime", &["shown", "api", "host"]),
    ("sections", &["shown", "ui"]),
    ("shown", &[]),
    ("api", &["host"]),
    ("host", &[]),
    ("ui", &[]),
    ("lib", &[]),
];

/// Words of this product, which components for any page don't contain.
const PRODUCT: [&str; 5] = ["whatsapp", "jira", "facebook", "graph", "tenant"];

/// Crates that components don't need.
const NOT_FOR_COMPONENTS: [&str; 5] = ["contract::", "panel::", "gloo_net::", "serde::", "serde_json::"];

/// What only some modules may use. What a browser offers is in clippy.toml, which knows types.
const OWNED: [(&str, &[&str], &str); 2] = [
    (
        "env::var",
        &["backend/src/config", "panel/build.rs", "sandbox/src/main.rs", "xtask/src"],
        "only config reads the environment",
    ),
    ("Client::builder", &["backend/src/http_client.rs"], "clients follow no redirects and use no proxy"),
];

#[test]
fn the_page_has_one_direction() {
    let offences = rust_in("src").into_iter().flat_map(|source| {
        let module = module(&source, "src").to_owned();
        let allowed =
            PAGE.iter().find(|(name, _)| *name == module).unwrap_or_else(|| panic!("tell this test about {module}")).1;
        offences(&source, |used| used == module || allowed.contains(&used))
    });
    none("a module of the page uses only those that it may", offences);
}

/// The levels are read from the text block in `backend/src/lib.rs`.
#[test]
fn the_backend_has_one_direction() {
    let sources = rust_in("backend/src");
    let lib = sources.iter().find(|source| source.path == "backend/src/lib.rs").unwrap();
    let levels: Vec<&str> = lib
        .text
        .lines()
        .skip_while(|line| *line != "//! ```text")
        .skip(1)
        .take_while(|line| *line != "//! ```")
        .collect();
    let level = |module: &str| {
        let of_line = |line: &&str| line.trim_start_matches("//! ").split(", ").any(|name| name == module);
        levels.iter().position(of_line)
    };
    let offences = sources.iter().filter(|source| source.name() != "lib.rs").flat_map(|source| {
        let module = module(source, "backend/src");
        let own = level(module).unwrap_or_else(|| panic!("{module} is missing from the levels in backend/src/lib.rs"));
        offences(source, |used| used == module || level(used).is_some_and(|used| used > own))
    });
    none("a module of the backend uses only those below it", offences);
}

/// The top-level module that a file belongs to.
fn module<'a>(source: &'a Source, folder: &str) -> &'a str {
    source.path[folder.len() + 1..].split(['/', '.']).next().unwrap_or_default()
}

fn offences(source: &Source, is_allowed: impl Fn(&str) -> bool) -> Vec<String> {
    imports(source)
        .into_iter()
        .filter(|(_, used)| !is_allowed(used))
        .map(|(line, used)| format!("{}:{line}: uses crate::{used}", source.path))
        .collect()
}

/// The names that follow `crate::`, with their lines.
fn imports(source: &Source) -> Vec<(usize, String)> {
    let code = source.code();
    let text: String = code.iter().map(|(_, line)| format!("{line}\n")).collect();
    let mut found = Vec::new();
    for (start, path) in text.match_indices("crate::") {
        let rest = &text[start + path.len()..];
        let line = code[text[..start].matches('\n').count()].0;
        match rest.strip_prefix('{') {
            Some(list) => found.extend(first_names(list).into_iter().map(|name| (line, name))),
            None => found.push((line, identifier(rest))),
        }
    }
    found
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

/// The first name of each path in `a::{b, c}, d}`.
fn first_names(list: &str) -> Vec<String> {
    let (mut names, mut depth, mut is_start) = (Vec::new(), 0, true);
    for (at, letter) in list.char_indices() {
        match letter {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' => is_start = depth == 0,
            _ if is_start && letter.is_alphabetic() => {
                names.push(identifier(&list[at..]));
                is_start = false;
            }
            _ => {}
        }
    }
    names
}

#[test]
fn what_one_module_owns_no_other_uses() {
    let is_rust = |source: &Source| source.extension() == "rs" && !source.is_test;
    let sources: Vec<Source> = sources().into_iter().filter(is_rust).collect();
    no_line("what one module owns, no other uses", &sources, Source::code, |source, line| {
        let is_owner = |owners: &[&str]| owners.iter().any(|owner| source.path.starts_with(owner));
        let found = OWNED.iter().filter(|(name, owners, _)| line.contains(name) && !is_owner(owners));
        found.map(|(name, _, why)| format!("{name}: {why}")).collect()
    });
}

#[test]
fn components_know_no_product_and_only_leptos() {
    no_line("any other page could use src/ui", &rust_in("src/ui"), lines, |_, line| {
        let lower = line.to_lowercase();
        let product = PRODUCT.iter().filter(|word| lower.contains(*word));
        let crates = NOT_FOR_COMPONENTS.iter().filter(|name| line.contains(*name));
        product.chain(crates).map(|word| (*word).to_owned()).collect()
    });
}

#[test]
fn every_form_of_an_import_is_found() {
    let text = "use crate::{\n    ui::{Field, Link},\n    host,\n};\nfn f() { crate::api::go() }\n#[cfg(test)]\nmod tests { use crate::app; }\n";
    let source = Source { path: "src/sections/example.rs".into(), text: text.into(), is_test: false };
    let expected = [(1, "ui"), (1, "host"), (5, "api")];
    assert_eq!(imports(&source), expected.map(|(line, name)| (line, name.to_owned())));
}
