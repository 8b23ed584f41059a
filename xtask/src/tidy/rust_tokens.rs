//! Rust as its compiler's tokens, without what is there for tests only.

use super::Source;
use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// The tokens of a file, its `#[cfg(test)]` items left out.
pub(super) fn tokens(source: &Source) -> Vec<TokenTree> {
    match source.text.parse::<TokenStream>() {
        Ok(stream) => without_tests(stream),
        Err(reason) => panic!("{} is not Rust: {reason}", source.path),
    }
}

fn without_tests(stream: TokenStream) -> Vec<TokenTree> {
    let mut kept = Vec::new();
    let mut trees = stream.into_iter().peekable();
    while let Some(tree) = trees.next() {
        let for_tests =
            is_punct(&tree, '#') && matches!(trees.peek(), Some(TokenTree::Group(group)) if is_cfg_test(group));
        if for_tests {
            // The item goes to its body or its semicolon, whichever is first.
            for skipped in trees.by_ref() {
                let body = matches!(&skipped, TokenTree::Group(group) if group.delimiter() == Delimiter::Brace);
                if body || is_punct(&skipped, ';') {
                    break;
                }
            }
        } else {
            kept.push(tree);
        }
    }
    kept
}

fn is_cfg_test(attribute: &Group) -> bool {
    let text = attribute.stream().to_string();
    text.starts_with("cfg") && text.split(|letter: char| !letter.is_alphanumeric()).any(|word| word == "test")
}

/// Calls `visit` with every run of neighbouring tokens, the outermost first.
pub(super) fn visit_groups(trees: &[TokenTree], visit: &mut dyn FnMut(&[TokenTree])) {
    visit(trees);
    for tree in trees {
        if let TokenTree::Group(group) = tree {
            visit_groups(&inside(group), visit);
        }
    }
}

/// The tokens in a pair of brackets.
pub(super) fn inside(group: &Group) -> Vec<TokenTree> {
    group.stream().into_iter().collect()
}

/// Every identifier with its line.
pub(super) fn identifiers(trees: &[TokenTree]) -> Vec<(String, usize)> {
    let mut found = Vec::new();
    visit_groups(trees, &mut |run| {
        for tree in run {
            if let TokenTree::Ident(identifier) = tree {
                found.push((identifier.to_string(), identifier.span().start().line));
            }
        }
    });
    found
}

/// Whether a token is this punctuation mark.
pub(super) fn is_punct(tree: &TokenTree, mark: char) -> bool {
    matches!(tree, TokenTree::Punct(punct) if punct.as_char() == mark)
}

/// The line on which a token starts.
pub(super) fn line(tree: &TokenTree) -> usize {
    tree.span().start().line
}
