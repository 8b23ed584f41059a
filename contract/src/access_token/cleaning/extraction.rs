//! Finds the one token in a text, such as a line of an `.env` file, a command, or a mail.
//!
//! A token is cut out only if it's clear where it ends. If it isn't, the text stays as it is, and its shape says
//! what's wrong: half a token and a token with a word glued to it both look right.

use super::unwrapping::Run;
use crate::access_token::shape::{USUAL_START, WrongShape, is_mask, place_of, wrong};
use crate::access_token::{MIN_LENGTH, cleaning::NARROWEST};

/// The one run of letters and digits in `text` that looks like a token, joined if it's wrapped.
pub(super) fn only_token(text: &str) -> Option<Run> {
    if matches!(wrong(text.trim()), Some(WrongShape::AppToken | WrongShape::Jwt)) {
        return None;
    }
    let mut found = None;
    let mut from = 0;
    while let Some(offset) = place_of(USUAL_START, &text[from..]) {
        let start = from + offset;
        let run = Run::read(text, start);
        from = run.end;
        if run.token.len() < NARROWEST {
            continue;
        }
        if found.is_some() {
            return None;
        }
        let is_clear = run.is_clear && begins(&text[..start]) && ends(&text[..start], &text[run.end..]);
        found = Some((run, is_clear));
    }
    found.filter(|(run, is_clear)| *is_clear && run.token.len() >= MIN_LENGTH).map(|(run, _)| run)
}

/// Letters and digits at the start of `text`.
pub(super) fn piece(text: &str) -> &str {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    &text[..length]
}

/// Whether a token can begin after `before`. The letters of an escape such as `%3D` don't belong to the token.
fn begins(before: &str) -> bool {
    let head = before.trim_end_matches(|c: char| c.is_ascii_alphanumeric());
    match &before[head.len()..] {
        "" => !before.ends_with(|c| is_mask(c) && c != '*'),
        "n" | "r" | "t" => head.ends_with('\\'),
        "3D" => head.ends_with(['%', '=']),
        hex => hex.len() == 2 && hex.bytes().all(|b| b.is_ascii_hexdigit()) && head.ends_with('%'),
    }
}

/// Whether a token between `before` and `after` certainly ends there.
fn ends(before: &str, after: &str) -> bool {
    let next = after.trim_start_matches(|c: char| !c.is_ascii_alphanumeric());
    let gap = &after[..after.len() - next.len()];
    let next = piece(next);
    let Some(first) = after.chars().next() else { return true };
    if first.is_alphabetic() || is_shortened(before, after) {
        return false;
    }
    if next.is_empty() {
        return true;
    }
    let is_line_break = match gap {
        "\\" => next.starts_with(['n', 'r', 't']) && next.len() > 1,
        "<" => matches!(next, "br" | "wbr"),
        _ => gap.chars().all(joins),
    };
    let is_blank = gap.chars().all(|c| c.is_whitespace() || c == '>');
    let is_apart = !is_blank && (is_secret(next) || !gap.contains(|c: char| c.is_whitespace() || super::is_quote(c)));
    let is_rest = if is_blank { is_mixed(next) || next.len() >= NARROWEST } else { next.len() >= NARROWEST };
    !is_line_break && (is_apart || !is_rest)
}

/// Whether `after` shows that a page left out the end of the token. Two asterisks may be Markdown's.
fn is_shortened(before: &str, after: &str) -> bool {
    let rest = after.trim_start_matches('*');
    match after.len() - rest.len() {
        0 => after.starts_with("..") || after.starts_with(is_mask),
        stars @ 1..=2 => place_of(&after[..stars], before).is_none(),
        _ => true,
    }
}

/// Characters that may stand inside a token of a kind that we don't know, or in one that was damaged.
fn joins(c: char) -> bool {
    "-_.~+/=*".contains(c) || (!c.is_whitespace() && !super::is_quote(c) && (c.is_control() || !c.is_ascii()))
}

/// Letters as well as digits, which few words have.
fn is_mixed(piece: &str) -> bool {
    let has = |kind: fn(&u8) -> bool| piece.as_bytes().iter().any(kind);
    has(u8::is_ascii_digit) && has(u8::is_ascii_alphabetic)
}

/// The shape of an App Secret.
pub(super) fn is_secret(piece: &str) -> bool {
    piece.len() == 32 && piece.bytes().all(|b| b.is_ascii_hexdigit()) && is_mixed(piece)
}
