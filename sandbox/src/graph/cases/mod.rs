//! The table of tokens: one [`Case`] for every answer of Meta's that a token check can meet, in sections.
//!
//! The rows come from the published pages named in [`super::error`] and [`super::facts`]. Errors that only sending a
//! message or registering a number can bring are not here. `sandbox/README.md` shows the same table, and a test holds
//! the two together. A new row takes the next free number: the four last characters of a token tell it from all others.

use super::behaviour::Behaviour;

mod access;
mod changing;
mod limits;
mod outage;
mod refused;
mod reported;
mod self_inspection;
mod unfit;
mod unreadable;
mod warns;
mod works;

/// One line of the table.
#[derive(Debug)]
pub struct Case {
    /// What tests call it.
    pub name: &'static str,
    /// What to paste: 120 characters, `EAASANDBOX`, the name, zeros, and `Z` with the number of the row.
    pub token: &'static str,
    /// What Meta does with it, in one sentence for an admin.
    pub does: &'static str,
    /// The same, for the program.
    pub behaviour: Behaviour,
}

/// A group of lines that mean the same to an admin.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub title: &'static str,
    /// What its lines have in common, in one sentence or two.
    pub intro: &'static str,
    /// Its lines, in order.
    pub cases: &'static [Case],
}

/// The whole table, in order.
pub static SECTIONS: [Section; 11] = [
    works::WORKS,
    warns::WARNS,
    unfit::UNFIT,
    reported::REPORTED,
    refused::REFUSED,
    access::ACCESS,
    self_inspection::SELF_INSPECTION,
    limits::LIMITS,
    outage::OUTAGE,
    unreadable::UNREADABLE,
    changing::CHANGING,
];

/// Every case, in the order of the table.
pub fn all() -> impl Iterator<Item = &'static Case> {
    SECTIONS.iter().flat_map(|section| section.cases)
}

/// The case of this name.
#[must_use]
pub fn by_name(name: &str) -> Option<&'static Case> {
    all().find(|case| case.name == name)
}

/// The case that this token chooses. Only the whole token counts.
#[must_use]
pub fn by_token(token: &str) -> Option<&'static Case> {
    all().find(|case| case.token == token)
}
