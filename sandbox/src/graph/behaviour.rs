//! What a token can make Meta do, as a closed list. A case of the table is a name, a token, and one of these.

use super::{error::GraphError, facts::Facts, fault::Fault};

/// How the answers to one token follow each other. A *check* is one request to `debug_token`.
#[derive(Debug)]
pub enum Behaviour {
    /// The same answer every time.
    Always(Answer),
    /// One answer for a number of checks, another from then on.
    FirstThen {
        /// How many checks get `first`.
        checks: u32,
        /// The answer in the beginning.
        first: Answer,
        /// The answer ever after.
        then: Answer,
    },
    /// Two answers in turn, so that a second try differs from the first, however often it is repeated.
    Alternating {
        /// The answer to the first check, the third, and so on.
        odd: Answer,
        /// The answer to the second check, the fourth, and so on.
        even: Answer,
    },
}

impl Behaviour {
    /// The answer to the check of this number, counted from 1.
    #[must_use]
    pub fn answer_to(&self, check: u32) -> &Answer {
        match self {
            Self::Always(answer) => answer,
            Self::FirstThen { checks, first, then } => {
                if check <= *checks {
                    first
                } else {
                    then
                }
            }
            Self::Alternating { odd, even } => {
                if check % 2 == 1 {
                    odd
                } else {
                    even
                }
            }
        }
    }

    pub(crate) const fn token(facts: Facts) -> Self {
        Self::Always(Answer::Inspected(facts))
    }

    pub(crate) const fn reported_invalid(error: GraphError) -> Self {
        Self::Always(Answer::ReportedInvalid(error))
    }

    pub(crate) const fn refused(error: GraphError) -> Self {
        Self::Always(Answer::Refused(error))
    }

    pub(crate) const fn fault(fault: Fault) -> Self {
        Self::Always(Answer::Fault(fault))
    }

    pub(crate) const fn inspection_refused(ladder: Ladder) -> Self {
        Self::Always(Answer::InspectionRefused(ladder))
    }
}

/// One answer of Meta's, on each of the edges that a token check asks.
#[derive(Debug)]
pub enum Answer {
    /// `debug_token` describes the token with `is_valid: true`; `/app` and `/me/permissions` agree.
    Inspected(Facts),
    /// The same, after a wait longer than a person likes and shorter than a client gives up.
    InspectedSlowly(Facts),
    /// `debug_token` answers 200 with `is_valid: false` and this error inside; the other edges refuse with it.
    ReportedInvalid(GraphError),
    /// The token may not inspect itself; the other edges answer as told.
    InspectionRefused(Ladder),
    /// Every edge refuses with this error.
    Refused(GraphError),
    /// Every edge fails in a way that is not an answer of the Graph API.
    Fault(Fault),
}

/// What is still to be learnt about a token that may not inspect itself.
#[derive(Debug)]
pub enum Ladder {
    /// `/app` names the app, `/me/permissions` lists the granted scopes and these declined ones.
    Answers {
        /// What an app token would be told, and whose app and scopes the other edges tell.
        facts: Facts,
        /// Scopes listed with `status: "declined"`.
        declined: &'static [&'static str],
    },
    /// The other edges refuse too, with this error.
    Fails(GraphError),
}
