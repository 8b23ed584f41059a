//! Reads a token that was wrapped over several lines, in a terminal or by a mail program.

use super::extraction::{is_secret, piece};
use super::{NARROWEST, is_word};
use crate::access_token::shape::USUAL_START;

/// A run of letters and digits, joined from its lines.
pub(super) struct Run {
    pub(super) token: String,
    /// The line breaks inside it.
    pub(super) line_breaks: u32,
    /// Where it ends in the text, in bytes.
    pub(super) end: usize,
    /// False if the next line may belong to it or not.
    pub(super) is_clear: bool,
}

/// Whether the next line belongs to a run.
enum Next {
    Joins,
    IsOther,
    Unclear,
}

/// One line's part of a run: its length, and the column at which it ends, in bytes.
#[derive(Clone, Copy)]
struct Line {
    length: usize,
    column: usize,
}

impl Run {
    /// Reads the run that begins at `start`.
    pub(super) fn read(text: &str, start: usize) -> Self {
        let first = piece(&text[start..]);
        let mut run = Self { token: first.to_owned(), line_breaks: 0, end: start + first.len(), is_clear: true };
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let mut line = Line { length: first.len(), column: run.end - line_start };
        let mut line_before = line;
        let label = &text[line_start..start];
        while let Some(gap) = Gap::read(&text[run.end..]) {
            let rest = &text[run.end + gap.length..];
            let next = piece(rest);
            let after = &rest[next.len()..];
            let is_last = line.length < line_before.length && line.column < line_before.column;
            let joins = match next {
                "" => Next::IsOther,
                _ if next.starts_with(USUAL_START) => Next::Unclear,
                _ if is_last => Next::IsOther,
                _ if line.column < NARROWEST || is_secret(next) => Next::Unclear,
                _ if next.len() < NARROWEST && is_word(next) => of_word(label, rest),
                _ => of_piece(next, after),
            };
            match joins {
                Next::Joins => {}
                Next::IsOther => break,
                Next::Unclear => {
                    run.is_clear = false;
                    break;
                }
            }
            run.token.push_str(next);
            run.line_breaks += 1;
            run.end += gap.length + next.len();
            line_before = line;
            line = Line { length: next.len(), column: gap.indent + next.len() };
        }
        run
    }
}

/// A word that begins `rest` may be the end of a run, unless it's the next setting or the next person: `PORT=3000`
/// below `TOKEN=…`, `Ann: thanks` below `Bob: …`. `label` is the text before the run on its first line.
fn of_word(label: &str, rest: &str) -> Next {
    let label = label.trim_end_matches(|c: char| c.is_alphanumeric() || c == ' ').chars().next_back();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let mut value = rest.trim_start_matches(is_name).chars();
    let separator = value.next();
    let is_next = label == separator
        && match separator {
            Some(':') => value.next() == Some(' '),
            Some('=') => value.next().is_some_and(|c| c != '\n'),
            _ => false,
        };
    if is_next { Next::IsOther } else { Next::Unclear }
}

/// A piece that isn't a word, comes before `after`, and stands alone on its line belongs to the run above it.
fn of_piece(next: &str, after: &str) -> Next {
    let mut after = after.chars();
    let is_apart = after.next().is_some_and(|c| c != '\n' && c.is_whitespace());
    let is_prose = is_apart && after.next().is_some_and(char::is_alphanumeric);
    if next.len() < NARROWEST && is_prose { Next::Unclear } else { Next::Joins }
}

/// What stands between two lines of a run.
struct Gap {
    length: usize,
    /// The part of it that is on the second line: indentation, and marks of a quoted mail.
    indent: usize,
}

impl Gap {
    fn read(text: &str) -> Option<Self> {
        let blank = |c: char| c != '\n' && c.is_whitespace();
        // Shells continue a line with `\`, and mails with `=`.
        let marked = text.strip_prefix(['\\', '=']).unwrap_or(text);
        let below = marked.trim_start_matches(blank).strip_prefix('\n')?;
        let rest = below.trim_start_matches(|c| c == '>' || blank(c));
        let indent = below.len() - rest.len();
        Some(Self { length: text.len() - rest.len(), indent })
    }
}
