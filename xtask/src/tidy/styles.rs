//! Styles: every class has a rule and is used, every sheet is linked, and nothing is inline.

use super::{lines, no_line, none, sources};
use crate::source::Source;
use std::collections::BTreeSet;

fn sheets() -> Vec<Source> {
    sources().into_iter().filter(|source| source.is_in("style") && source.extension() == "css").collect()
}

fn index() -> String {
    let index = sources().into_iter().find(|source| source.path == "index.html");
    index.unwrap_or_else(|| panic!("there is no index.html")).text
}

/// The class at the beginning of a text. One that ends with `-` is put together at run time.
fn class(text: &str) -> Option<String> {
    let class = text.split(|letter: char| !letter.is_ascii_alphanumeric() && letter != '-' && letter != '_').next()?;
    class.starts_with("wa-").then(|| class.to_owned())
}

fn styled() -> BTreeSet<String> {
    sheets().iter().flat_map(|sheet| sheet.text.split('.').filter_map(class).collect::<Vec<_>>()).collect()
}

fn used() -> BTreeSet<String> {
    let draws = |source: &&Source| {
        let is_page = source.is_in("src") && source.extension() == "rs" && !source.is_test;
        is_page || ["index.html", "boot.js"].contains(&&*source.path)
    };
    sources()
        .iter()
        .filter(draws)
        .flat_map(|source| source.text.split([' ', '"', '=']).filter_map(class).collect::<Vec<_>>())
        .collect()
}

#[test]
fn every_class_in_use_has_a_rule() {
    let styled = styled();
    let has_rule = |name: &String| {
        // A block may only have rules for its elements, as `wa-field` has for `wa-field__label`.
        let start = if name.ends_with('-') { name.clone() } else { format!("{name}__") };
        styled.contains(name) || styled.iter().any(|other| other.starts_with(&start))
    };
    none("a class without a rule does nothing", used().into_iter().filter(|name| !has_rule(name)));
}

#[test]
fn every_rule_has_a_class_in_use() {
    let used = used();
    let is_used =
        |name: &String| used.contains(name) || used.iter().any(|start| start.ends_with('-') && name.starts_with(start));
    none("a rule that nothing uses is downloaded for nothing", styled().into_iter().filter(|name| !is_used(name)));
}

#[test]
fn every_sheet_is_linked_once_in_the_order_of_its_layer() {
    let (index, sheets) = (index(), sheets());
    let links = index.lines().filter(|line| line.contains("rel=\"css\""));
    let linked: Vec<&str> = links.filter_map(|line| line.split("href=\"").nth(1)?.split('"').next()).collect();
    let is_linked_once = |sheet: &&Source| linked.iter().filter(|path| **path == sheet.path).count() == 1;
    none(
        "a style sheet is linked once in index.html",
        sheets.iter().filter(|sheet| !is_linked_once(sheet)).map(|sheet| sheet.path.clone()),
    );
    let tokens = sheets.iter().find(|sheet| sheet.path == "style/tokens.css");
    let statement = tokens.and_then(|sheet| sheet.text.strip_prefix("@layer ")?.split(';').next());
    let layers = statement.unwrap_or_else(|| panic!("style/tokens.css doesn't begin with the order of the layers"));
    let layer_of = |path: &&str| {
        let sheet = sheets.iter().find(|sheet| sheet.path == **path)?;
        layers.split(", ").position(|layer| sheet.text.contains(&format!("@layer {layer} {{")))
    };
    let order: Vec<Option<usize>> = linked.iter().map(layer_of).collect();
    assert!(order.iter().all(Option::is_some), "a sheet is in no layer: {linked:?}");
    assert!(order.is_sorted(), "the links aren't in the order of the layers: {linked:?}");
}

#[test]
fn nothing_is_inline() {
    let is_page = |source: &Source| source.path == "index.html" || source.is_in("src");
    let sources: Vec<Source> = sources().into_iter().filter(is_page).collect();
    no_line("the content security policy blocks what is inline", &sources, lines, |_, line| {
        let is_style = line.contains(" style=") || line.contains("<style");
        let is_script = line.contains("<script") && !line.contains(" src=");
        if is_style || is_script { vec![line.trim().to_owned()] } else { Vec::new() }
    });
}
