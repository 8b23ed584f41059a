//! Tokens that may not inspect themselves.

use super::{Case, Section};
use crate::graph::{
    behaviour::{Behaviour, Ladder},
    error::GraphError,
    facts::{BUSINESS, Facts, GOOD, MANAGEMENT, MESSAGING},
};

pub(super) const SELF_INSPECTION: Section = Section {
    title: "May not describe itself",
    intro: "Some tokens may not ask Meta about themselves. That says nothing against them, and less can be known.",
    cases: &[
        Case {
            name: "self-inspection-refused",
            token: "EAASANDBOXSelfInspectionRefused0000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z063",
            does: "The token may not describe itself; Meta still names its app and its permissions, which are all there. Its kind and its expiry stay unknown.",
            behaviour: Behaviour::inspection_refused(Ladder::Answers { facts: GOOD, declined: &[] }),
        },
        Case {
            name: "self-inspection-refused-messaging-missing",
            token: "EAASANDBOXSelfInspectionRefusedMessagingMissing000000000000000000000000000000000000000000000000000000000000000000000Z064",
            does: "As `self-inspection-refused`, and the list of permissions lacks `whatsapp_business_messaging`.",
            behaviour: Behaviour::inspection_refused(Ladder::Answers {
                facts: Facts { scopes: &[BUSINESS, MANAGEMENT], ..GOOD },
                declined: &[],
            }),
        },
        Case {
            name: "self-inspection-refused-messaging-declined",
            token: "EAASANDBOXSelfInspectionRefusedMessagingDeclined00000000000000000000000000000000000000000000000000000000000000000000Z065",
            does: "As `self-inspection-refused`, and the list shows `whatsapp_business_messaging` as declined.",
            behaviour: Behaviour::inspection_refused(Ladder::Answers {
                facts: Facts { scopes: &[BUSINESS, MANAGEMENT], ..GOOD },
                declined: &[MESSAGING],
            }),
        },
        Case {
            name: "self-inspection-refused-nothing-told",
            token: "EAASANDBOXSelfInspectionRefusedNothingTold00000000000000000000000000000000000000000000000000000000000000000000000000Z066",
            does: "The token may not describe itself, and Meta does not name its app or its permissions either.",
            behaviour: Behaviour::inspection_refused(Ladder::Fails(GraphError::new(
                400,
                100,
                "(#100) Tried accessing a field that does not exist on this node type",
            ))),
        },
        Case {
            name: "self-inspection-refused-then-expired",
            token: "EAASANDBOXSelfInspectionRefusedThenExpired00000000000000000000000000000000000000000000000000000000000000000000000000Z067",
            does: "The token may not describe itself, and the next question tells that it has expired.",
            behaviour: Behaviour::inspection_refused(Ladder::Fails(
                GraphError::new(401, 190, "The session of this access token has expired").subcode(463),
            )),
        },
        Case {
            name: "self-inspection-refused-then-outage",
            token: "EAASANDBOXSelfInspectionRefusedThenOutage000000000000000000000000000000000000000000000000000000000000000000000000000Z068",
            does: "The token may not describe itself, and Meta fails at the next question.",
            behaviour: Behaviour::inspection_refused(Ladder::Fails(
                GraphError::new(503, 2, "Service temporarily unavailable").is_transient(true),
            )),
        },
    ],
};
