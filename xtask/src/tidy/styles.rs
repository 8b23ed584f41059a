//! Styles: every class is both written and used, every sheet is linked, and nothing is inline.

use super::{none, sources};
use crate::source::Source;
use std::collections::BTreeSet;

const PREFIX: &str = "wa-";

fn sheets() -> Vec<Source> {
    sources().into_iter().filter(|source| source.is_in("style") && source.extension() == "css").collect()
}

fn index() -> String {
    let index = sources().into_iter().find(|source| source.path == "index.html");
    index.unwrap_or_else(|| panic!("there is no index.html")).text
}

/// The classes that the page puts on its elements. One that ends with `-` is the start of a
/// name that is put together at run time.
fn used() -> BTreeSet<String> {
    sources()
        .iter()
        .filter(|source| {
            let ours = source.is_in("src") && source.extension() == "rs" && !source.is_test;
            ours || ["index.html", "boot.js"].contains(&source.path.as_str())
        })
        .flat_map(|source| names_in(&source.text))
        .collect()
}

/// The classes that the style sheets have rules for.
fn styled() -> BTreeSet<String> {
    sheets()
        .iter()
        .flat_map(|sheet| {
            let selectors = format!(".{PREFIX}");
            let starts: Vec<usize> = sheet.text.match_indices(&selectors).map(|(start, _)| start + 1).collect();
            starts.into_iter().map(|start| name_at(&sheet.text[start..])).collect::<Vec<_>>()
        })
        .collect()
}

fn names_in(text: &str) -> Vec<String> {
    text.match_indices(PREFIX)
        .filter(|(start, _)| !text[..*start].ends_with(|letter: char| letter.is_alphanumeric() || letter == '-'))
        .map(|(start, _)| name_at(&text[start..]))
        .collect()
}

fn name_at(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_ascii_alphanumeric() || "-_".contains(*letter)).collect()
}

#[test]
fn every_class_in_use_has_a_rule() {
    let styled = styled();
    none(
        "a class without a rule does nothing",
        used().into_iter().filter(|name| {
            // A block may be there for the sake of its elements, `wa-field` of `wa-field__label`.
            let start = if name.ends_with('-') { name.clone() } else { format!("{name}__") };
            !styled.contains(name) && !styled.iter().any(|other| other.starts_with(&start))
        }),
    );
}

#[test]
fn every_rule_has_a_class_in_use() {
    let used = used();
    none(
        "a rule that nothing uses is downloaded for nothing",
        styled().into_iter().filter(|name| {
            !used.contains(name) && !used.iter().any(|start| start.ends_with('-') && name.starts_with(start))
        }),
    );
}

#[test]
fn every_sheet_is_linked_once_in_the_order_of_its_layer() {
    let index = index();
    let sheets = sheets();
    let linked: Vec<&str> = index
        .lines()
        .filter(|line| line.contains("rel=\"css\""))
        .filter_map(|line| line.split("href=\"").nth(1)?.split('"').next())
        .collect();
    none(
        "a style sheet is linked once in index.html",
        sheets
            .iter()
            .filter(|sheet| linked.iter().filter(|path| **path == sheet.path).count() != 1)
            .map(|sheet| sheet.path.clone()),
    );
    let order = layer_order(&sheets);
    let places: Vec<Option<usize>> = linked
        .iter()
        .filter_map(|path| sheets.iter().find(|sheet| sheet.path == **path))
        .map(|sheet| order.iter().position(|layer| sheet.text.contains(&format!("@layer {layer} {{"))))
        .collect();
    assert!(places.iter().all(Option::is_some), "a sheet stands in no layer: {linked:?}");
    assert!(places.is_sorted(), "the links are not in the order of the layers: {linked:?}");
}

/// The layers as the one statement at the top of the tokens orders them.
fn layer_order(sheets: &[Source]) -> Vec<String> {
    let tokens = sheets.iter().find(|sheet| sheet.path == "style/tokens.css");
    let statement = tokens.and_then(|sheet| sheet.text.strip_prefix("@layer ")?.split(';').next());
    let statement = statement.unwrap_or_else(|| panic!("style/tokens.css does not begin with the order of the layers"));
    statement.split(',').map(|layer| layer.trim().to_owned()).collect()
}

#[test]
fn nothing_is_inline() {
    let mut offences = Vec::new();
    let index = index();
    if index.contains(" style=") || index.contains("<style") {
        offences.push("index.html: a style".to_owned());
    }
    offences.extend(
        index
            .split("<script")
            .skip(1)
            .filter(|rest| !rest.split('>').next().unwrap_or_default().contains(" src="))
            .map(|_| "index.html: a script without src".to_owned()),
    );
    for source in sources().iter().filter(|source| source.is_in("src") && source.extension() == "rs") {
        let lines = source.text.lines().enumerate().filter(|(_, line)| line.contains(" style="));
        offences.extend(lines.map(|(number, _)| format!("{}:{}: a style attribute", source.path, number + 1)));
    }
    none("the content security policy blocks what is inline", offences);
}
