//! Removes what was copied along with a token, and counts it, so that the page can say what it did.
//!
//! First, this removes invisible characters everywhere, white space and quotes at the ends, a leading `Bearer `, and a
//! leading `access_token=`. Then it joins a token that was wrapped over several lines. If there's other text, and
//! exactly one token in it, it removes the other text.

mod extraction;
mod invisible;
mod unwrapping;

use super::SecretText;
use invisible::is_invisible;
use unwrapping::Run;

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
    /// Characters that show nothing, such as zero-width spaces and the direction marks of right-to-left pages.
    pub invisible: u32,
    /// Quotation marks at the ends.
    pub quotes: u32,
    /// Leading `Bearer `, `Authorization:` or `access_token=`.
    pub labels: u32,
    /// Characters of the text around the one token in it.
    pub other: u32,
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
    if rest.bytes().any(|b| !b.is_ascii_alphanumeric())
        && let Some(run) = extraction::only_token(&visible)
    {
        let removed = around(&run, &visible, removed.invisible);
        return Cleaned { text: SecretText::new(run.token), removed };
    }
    Cleaned { text: SecretText::new(rest.to_owned()), removed }
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
    // It may be a word below the token, such as a button of the window that it was copied from.
    let wrapped = wrapped && !is_word(last) && !pieces[1..].iter().any(|piece| extraction::is_secret(piece));
    let token_characters = pieces.iter().all(|piece| piece.bytes().all(|b| b.is_ascii_alphanumeric()));
    if !(one_token && wrapped && token_characters) {
        return None;
    }
    text.chars().filter(|c| c.is_whitespace()).for_each(|c| removed.count(c));
    Some(pieces.concat())
}

/// What `text` has besides the one token in it: white space at the ends, line breaks in the token, and the rest.
fn around(run: &Run, text: &str, invisible: u32) -> Removed {
    let mut removed = Removed { invisible, ..Removed::default() };
    let inner = text.trim();
    let (before, after) = (text.len() - text.trim_start().len(), text.trim_end().len());
    let ends = text[..before].chars().chain(text[after..].chars());
    ends.for_each(|c| removed.count(c));
    removed.line_breaks += run.line_breaks;
    let other = inner.chars().count().saturating_sub(run.token.len());
    removed.other = u32::try_from(other).unwrap_or(u32::MAX).saturating_sub(run.line_breaks);
    removed
}

/// A short piece that a person may have written: a number, or letters that change their case as words do.
fn is_word(piece: &str) -> bool {
    let is_all = |kind: fn(&u8) -> bool| piece.as_bytes().iter().all(kind);
    let humps = piece.as_bytes().windows(2).filter(|pair| pair[0].is_ascii_lowercase() && pair[1].is_ascii_uppercase());
    let capitals = piece.bytes().skip(1).filter(u8::is_ascii_uppercase).count();
    let is_cased = capitals <= 1 && humps.count() == capitals;
    let letters = is_all(u8::is_ascii_alphabetic) && (is_cased || is_all(u8::is_ascii_uppercase));
    piece.len() < NARROWEST && (letters || is_all(u8::is_ascii_digit))
}

#[cfg(test)]
mod tests;
