//! Messages: what happened, and what to do about it.

use crate::next_step::NextStep;
use contract::finding::Outcome;

/// What a message says, before it has buttons.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Advice {
    /// How good or bad it is; `Unknown` is neither.
    pub outcome: Outcome,
    /// What happened, in a few words.
    pub title: String,
    /// What happened and what to do; words between backticks are code.
    pub body: String,
    /// Where to do it, the most useful place first.
    pub next_steps: Vec<NextStep>,
    /// The request ID, if it helps support to find the cause.
    pub request_id: Option<String>,
}

impl Advice {
    /// Advice without a place to go.
    #[must_use]
    pub fn new(outcome: Outcome, title: &str, body: &str) -> Self {
        let (title, body) = (title.to_owned(), body.to_owned());
        Self { outcome, title, body, next_steps: Vec::new(), request_id: None }
    }
}
