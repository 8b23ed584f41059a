//! Joins the style sheets of dist into one: what repeats in all of them is then compressed once, and is one request.
//!
//! They stay in the order of their links, which is that of their layers.

use super::hashed;
use crate::console::Failure;
use std::fs;
use std::path::Path;

/// What the one sheet is called, but for its hash.
const NAME: &str = "style-.css";

/// Writes one sheet in the place of all that `index.html` in `folder` links to, and one link in the place of theirs.
///
/// # Errors
/// When a file cannot be read or written, or index.html links to no sheet.
pub(super) fn join(folder: &Path) -> Result<(), Failure> {
    let problem = |what: &str, reason| Failure::because(format!("join the style sheets: {what}"), reason);
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index).map_err(|reason| problem("index.html", reason))?;
    let (names, rest) = take_links(&page);
    let mut sheet = String::new();
    for name in &names {
        let path = folder.join(name);
        let text = fs::read_to_string(&path).map_err(|reason| problem(name, reason))?;
        sheet.push_str(text.trim());
        fs::remove_file(&path).map_err(|reason| problem(name, reason))?;
    }
    let name = hashed::renamed(NAME, sheet.as_bytes());
    let link = format!("<link href=./{name} integrity={} rel=stylesheet>", hashed::integrity(sheet.as_bytes()));
    let page = rest.ok_or_else(|| Failure("index.html links to no style sheet; look at Trunk.toml".to_owned()))?;
    fs::write(folder.join(&name), &sheet).map_err(|reason| problem(&name, reason))?;
    fs::write(&index, page.replacen(HERE, &link, 1)).map_err(|reason| problem("index.html", reason))
}

/// Marks the place of the links that were taken out; no page has it.
const HERE: &str = "\0";

/// The files that `page` links to as style sheets, in order, and the page with [`HERE`] in the place of the first
/// link and nothing in that of the others; no page where there is no such link.
fn take_links(page: &str) -> (Vec<String>, Option<String>) {
    let (mut names, mut left, mut rest) = (Vec::new(), String::new(), page);
    while let Some(start) = rest.find("<link ") {
        let end = rest[start..].find('>').map_or(rest.len(), |length| start + length + 1);
        let link = &rest[start..end];
        left.push_str(&rest[..start]);
        match attribute(link, "href").filter(|_| attribute(link, "rel") == Some("stylesheet")) {
            Some(address) => {
                left.push_str(if names.is_empty() { HERE } else { "" });
                names.push(address.trim_start_matches("./").to_owned());
            }
            None => left.push_str(link),
        }
        rest = &rest[end..];
    }
    left.push_str(rest);
    let found = !names.is_empty();
    (names, found.then_some(left))
}

/// The value of an attribute, with quotation marks around it or without.
fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let (_, value) = tag.split_once(&format!(" {name}="))?;
    match value.strip_prefix('"') {
        Some(quoted) => quoted.split('"').next(),
        None => value.split([' ', '>']).next(),
    }
}

#[test]
fn links_to_sheets_are_taken_in_their_order_and_others_stay() {
    let page = "<link href=./a-1.css integrity=x rel=stylesheet><link href=data:, rel=icon><link rel=\"stylesheet\" \
                href=\"./b-2.css\" /><script src=c.js></script>";
    let names = vec!["a-1.css".to_owned(), "b-2.css".to_owned()];
    let left = format!("{HERE}<link href=data:, rel=icon><script src=c.js></script>");
    assert_eq!(take_links(page), (names, Some(left)));
}

#[test]
fn a_page_without_sheets_is_not_believed() {
    assert_eq!(take_links("<link href=data:, rel=icon>"), (Vec::new(), None));
}
