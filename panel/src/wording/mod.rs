//! Which words belong to what: every finding, problem, state and shape finds its sentence here.
//!
//! Pure, and without a `_` arm: whatever is added to the contract does not compile until it has words. The
//! sentences themselves stand in `i18n`.

mod field;
mod moment;
mod problem;
mod remedy;
mod report;
mod status;
#[cfg(test)]
mod tests;

pub use problem::Operation;
pub use status::{Notice, StatusLine};

use crate::i18n::Messages;
use contract::finding::Outcome;
use contract::timestamp::{Civil, Timestamp};

/// Says things: in a language, at a moment, in a time zone.
#[derive(Clone, Copy, Debug)]
pub struct Speaker {
    /// The language.
    pub messages: &'static Messages,
    /// The moment that distances are counted from.
    pub now: Timestamp,
    /// The calendar and clock of whoever reads.
    pub local: fn(Timestamp) -> Civil,
}

impl Speaker {
    /// The same, no earlier than `at`. The page's clock moves on in steps and may be behind the backend's; counted
    /// from a moment before its own report, a token of 60 days would last 61.
    #[must_use]
    pub fn no_earlier_than(self, at: Timestamp) -> Self {
        Self { now: self.now.max(at), ..self }
    }
}

/// What is so, and what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Headline {
    /// How good or bad it is; `Unknown` is neither.
    pub outcome: Outcome,
    /// What is so, in a few words.
    pub title: String,
    /// What happened and what to do; words between backticks are code.
    pub body: String,
    /// Where it can be done.
    pub ways: Vec<Way>,
    /// Names the answer in the backend's log.
    pub reference: Option<String>,
}

impl Headline {
    /// The step of the guide that it leads to.
    #[must_use]
    pub fn step(&self) -> Option<u8> {
        self.ways.iter().find_map(|way| match way {
            Way::Step(number) => Some(*number),
            Way::MetaSettings | Way::MetaStatus | Way::MetaApps | Way::MetaSupport | Way::Reload => None,
        })
    }

    fn warning(title: &str, body: String) -> Self {
        Self { outcome: Outcome::Warning, title: title.to_owned(), body, ways: Vec::new(), reference: None }
    }
}

/// Where something can be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// At this step of the guide.
    Step(u8),
    /// In Meta's Business settings.
    MetaSettings,
    /// On Meta's status page.
    MetaStatus,
    /// In the list of the admin's Meta apps.
    MetaApps,
    /// With Meta Business Support.
    MetaSupport,
    /// By loading the page anew.
    Reload,
}

/// One line of the report.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// How the check ended.
    pub outcome: Outcome,
    /// The check in words.
    pub title: String,
    /// What follows from it; may be empty.
    pub detail: String,
    /// The step of the guide that mends it.
    pub step: Option<u8>,
}
