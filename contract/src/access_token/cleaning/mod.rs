//! Removes what was copied along with a token, and counts it, so that the page can say what it did.
//!
//! This removes white space at the ends and at line wraps, non-breaking and zero-width characters, a byte
//! order mark, surrounding quotes, a leading `Bearer `, and a leading `access_token=`. It keeps other words:
//! joining "EAA… is my token" would make a wrong token look right.

use super::SecretText;
use super::shape::USUAL_LENGTH;

/// How much of each thing was removed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Removed {
    /// Ordinary spaces, and typographic ones that look like them.
    pub spaces: u32,
    /// Tabs. Meta's own window puts one before the token.
    pub tabs: u32,
    /// Line breaks. CR LF counts as one.
    pub line_breaks: u32,
    /// Non-breaking spaces.
    pub no_break_spaces: u32,
    /// Zero-width characters, byte order marks, and the direction marks of right-to-left pages.
    pub invisible: u32,
    /// Quotation marks at the ends.
    pub quotes: u32,
    /// Leading `Bearer `, `Authorization:` or `access_token=`.
    pub labels: u32,
}

impl Removed {
    /// True if the text was already clean.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        *self == Self::default()
    }

    fn count(&mut self, c: char) {
        let counter = match c {
            '\t' => &mut self.tabs,
            '\n' => &mut self.line_breaks,
            '\u{a0}' | '\u{2007}' | '\u{202f}' => &mut self.no_break_spaces,
            c if is_invisible(c) => &mut self.invisible,
            _ => &mut self.spaces,
        };
        *counter += 1;
    }
}

/// The cleaned text, and what was removed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The cleaned text.
    pub text: SecretText,
    /// What was removed.
    pub removed: Removed,
}

/// Cleans `raw`. Cleaning it again changes nothing.
#[must_use]
pub fn clean(raw: &str) -> Cleaned {
    let mut removed = Removed::default();
    // There's nothing to remove from letters and digits. The page calls this at every key press.
    if raw.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Cleaned { text: SecretText::new(raw.to_owned()), removed };
    }
    let visible = without_invisible(raw, &mut removed);
    let mut rest = strip_ends(&visible, &mut removed);
    let joined;
    if let Some(text) = join_wrapped(rest, &mut removed) {
        joined = text;
        rest = strip_ends(&joined, &mut removed);
    }
    Cleaned { text: SecretText::new(rest.to_owned()), removed }
}

fn is_invisible(c: char) -> bool {
    let direction_marks = matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202c}' | '\u{2066}'..='\u{2069}');
    direction_marks || matches!(c, '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{ad}')
}

fn is_quote(c: char) -> bool {
    matches!(c, '"' | '\'' | '`' | '“' | '”' | '„' | '‘' | '’' | '‚' | '«' | '»')
}

/// Removes zero-width characters everywhere, and turns CR LF and CR into one line break.
fn without_invisible(raw: &str, removed: &mut Removed) -> String {
    let mut text = String::with_capacity(raw.len());
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\r' => {
                chars.next_if_eq(&'\n');
                text.push('\n');
            }
            '\u{2028}' | '\u{2029}' => text.push('\n'),
            c if is_invisible(c) => removed.count(c),
            c => text.push(c),
        }
    }
    text
}

/// Removes white space, quotes, and labels from both ends until there are none.
fn strip_ends<'a>(text: &'a str, removed: &mut Removed) -> &'a str {
    let mut rest = text;
    loop {
        let before = rest;
        rest = rest.trim_start_matches(|c: char| peel(c, removed));
        rest = rest.trim_end_matches(|c: char| peel(c, removed));
        if let Some(after) = without_label(rest) {
            removed.labels += 1;
            rest = after;
        }
        if rest.len() == before.len() {
            return rest;
        }
    }
}

fn peel(c: char, removed: &mut Removed) -> bool {
    if is_quote(c) {
        removed.quotes += 1;
        return true;
    }
    if c.is_whitespace() {
        removed.count(c);
        return true;
    }
    false
}

/// The text after a leading label, if there is one.
fn without_label(text: &str) -> Option<&str> {
    let after = |label: &str| {
        let (head, rest) = text.split_at_checked(label.len())?;
        head.eq_ignore_ascii_case(label).then_some(rest)
    };
    if let Some(rest) = after("bearer").filter(|rest| rest.starts_with(char::is_whitespace)) {
        return Some(rest);
    }
    if let Some(rest) = after("authorization:") {
        return Some(rest);
    }
    let rest = after("access_token")?.trim_start_matches(|c: char| is_quote(c) || c.is_whitespace());
    rest.strip_prefix(['=', ':'])
}

/// The shortest line that a token is wrapped to, in characters.
const NARROWEST: usize = 20;

/// Joins the pieces of a token that was wrapped over several lines. `None` if the pieces are something else.
fn join_wrapped(text: &str, removed: &mut Removed) -> Option<String> {
    if !text.contains(char::is_whitespace) || !text.starts_with("EAA") {
        return None;
    }
    let pieces: Vec<&str> = text.split_whitespace().collect();
    let one_token = pieces[1..].iter().all(|piece| !piece.starts_with("EAA"));
    // The last line of a wrapped token can have any length.
    let has_lines = text.bytes().any(|b| b == b'\n');
    let (last, before) = pieces.split_last()?;
    let wide = |piece: &str| piece.len() >= NARROWEST;
    let wrapped = before.iter().all(|piece| wide(piece)) && (has_lines || wide(last));
    // A word below a whole token is a button of the window that it was copied from.
    let is_whole = match before {
        [] => false,
        [only] => only.len() >= USUAL_LENGTH,
        [first, .., line] => line.len() < first.len(),
    };
    let wrapped = wrapped && !(is_whole && is_word(last));
    let token_characters = pieces.iter().all(|piece| piece.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !(one_token && wrapped && token_characters) {
        return None;
    }
    text.chars().filter(|c| c.is_whitespace()).for_each(|c| removed.count(c));
    Some(pieces.concat())
}

/// A word in lowercase letters, possibly capitalized.
fn is_word(piece: &str) -> bool {
    let small = |b: u8| b.is_ascii_lowercase();
    piece.len() < NARROWEST && piece.bytes().skip(1).all(small) && piece.bytes().all(|b| b.is_ascii_alphabetic())
}

#[cfg(test)]
mod tests;
