//! Every sentence that a person can read, and nothing else.
//!
//! [`Messages`] is the shape of the catalogue, grouped by the part of the page that shows it; a language is a
//! value of it, so one that lacks a sentence does not compile. The catalogue knows no code and no state:
//! `settings::wording` decides which sentence belongs to what. `{name}` in a sentence is filled in by [`fill`];
//! words between backticks are shown as code.

pub mod en;
mod finding;
mod language;
mod moment;
mod plain;
mod problem;

pub use finding::{Findings, Note};
pub use language::for_locale;
pub use moment::Moments;
pub use plain::{
    Confirm, Dialogs, Doubts, Field, Footer, Guide, GuideStep, Panel, Removals, Report, Shapes, StatusWords, Statuses,
    Stored, Told,
};
pub use problem::{Advice, Problems};

/// Every sentence of the page in one language.
#[derive(Debug)]
pub struct Messages {
    /// The language, for `<html lang>`.
    pub language: &'static str,
    pub panel: Panel,
    pub field: Field,
    pub removals: Removals,
    pub shapes: Shapes,
    pub doubts: Doubts,
    pub footer: Footer,
    pub report: Report,
    pub findings: Findings,
    pub problems: Problems,
    pub statuses: Statuses,
    pub stored: Stored,
    pub dialogs: Dialogs,
    pub told: Told,
    pub moments: Moments,
    pub guide: Guide,
}

/// Puts `values` into the places of `text` that are named `{name}`.
#[must_use]
pub fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        filled.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_filled_once_and_values_are_not_read_as_places() {
        assert_eq!(fill("{a} and {b}{c}.", &[("a", "{b}"), ("b", "two")]), "{b} and two.");
        assert_eq!(fill("no place", &[]), "no place");
    }
}
