//! Tokens whose answer changes while the sandbox runs.

use super::{Case, Section};
use crate::graph::{
    behaviour::{Answer, Behaviour},
    error::GraphError,
    facts::GOOD,
};

pub(super) const CHANGING: Section = Section {
    title: "Changes with time",
    intro: "The answer depends on how often it was asked. Each starts anew with the sandbox, or with `DELETE /_sandbox/requests`.",
    cases: &[
        Case {
            name: "revoked-after-saving",
            token: "EAASANDBOXRevokedAfterSaving0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z099",
            does: "As `good` for the first two checks (say, one while typing and one on saving); from the third on, the token was revoked (467).",
            behaviour: Behaviour::FirstThen {
                checks: 2,
                first: Answer::Inspected(GOOD),
                then: Answer::Refused(
                    GraphError::new(401, 190, "The access token was invalidated because the session was logged out")
                        .subcode(467),
                ),
            },
        },
        Case {
            name: "expired-after-saving",
            token: "EAASANDBOXExpiredAfterSaving0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z100",
            does: "As `good` for the first two checks; from the third on, the token has expired (463).",
            behaviour: Behaviour::FirstThen {
                checks: 2,
                first: Answer::Inspected(GOOD),
                then: Answer::Refused(
                    GraphError::new(
                        401,
                        190,
                        "The session of this access token expired on Tuesday, 02-Apr-24 16:09:47 PDT",
                    )
                    .subcode(463),
                ),
            },
        },
        Case {
            name: "outage-after-saving",
            token: "EAASANDBOXOutageAfterSaving00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z101",
            does: "As `good` for the first two checks; from the third on, Meta is not available (2).",
            behaviour: Behaviour::FirstThen {
                checks: 2,
                first: Answer::Inspected(GOOD),
                then: Answer::Refused(GraphError::new(503, 2, "Service temporarily unavailable").is_transient(true)),
            },
        },
    ],
};
