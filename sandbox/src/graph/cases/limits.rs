//! Rate limits, with and without a wait.

use super::{Case, Section};
use crate::graph::{
    behaviour::Behaviour,
    error::{GraphError, Wait},
};

pub(super) const LIMITS: Section = Section {
    title: "Meta asks to wait",
    intro: "Meta has had too many requests. Nothing is said about the token.",
    cases: &[
        Case {
            name: "app-limit",
            token: "EAASANDBOXAppLimit00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z069",
            does: "Meta has had too many requests from the app (4, 2446079), and does not say how long to wait.",
            behaviour: Behaviour::refused(
                GraphError::new(400, 4, "(#4) Application request limit reached").subcode(2446079).is_transient(true),
            ),
        },
        Case {
            name: "app-limit-wait-2-minutes",
            token: "EAASANDBOXAppLimitWait2Minutes00000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z070",
            does: "Meta has had too many requests from the app (4), and asks to wait 120 seconds.",
            behaviour: Behaviour::refused(
                GraphError::new(429, 4, "(#4) Application request limit reached").wait(Wait::Seconds(120)),
            ),
        },
        Case {
            name: "user-limit",
            token: "EAASANDBOXUserLimit0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z071",
            does: "Meta has had too many requests from the user (17), and does not say how long to wait.",
            behaviour: Behaviour::refused(GraphError::new(400, 17, "(#17) User request limit reached")),
        },
        Case {
            name: "user-limit-wait-until",
            token: "EAASANDBOXUserLimitWaitUntil0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z072",
            does: "Meta has had too many requests from the user (17), and names the time, ten minutes from now, at which to come back.",
            behaviour: Behaviour::refused(
                GraphError::new(429, 17, "(#17) User request limit reached").wait(Wait::DateInSeconds(600)),
            ),
        },
        Case {
            name: "application-limit",
            token: "EAASANDBOXApplicationLimit000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z073",
            does: "Meta has had too many requests of one kind from the app (341).",
            behaviour: Behaviour::refused(GraphError::new(400, 341, "(#341) Application limit reached")),
        },
        Case {
            name: "custom-limit",
            token: "EAASANDBOXCustomLimit00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z074",
            does: "Meta has had too many requests of this kind (613).",
            behaviour: Behaviour::refused(GraphError::new(
                400,
                613,
                "(#613) Calls to this api have exceeded the rate limit.",
            )),
        },
        Case {
            name: "account-limit",
            token: "EAASANDBOXAccountLimit0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z075",
            does: "Meta has had too many requests about the WhatsApp account (80007), and does not say how long to wait.",
            behaviour: Behaviour::refused(GraphError::new(
                400,
                80007,
                "(#80007) There have been too many calls to this WhatsApp Business account",
            )),
        },
        Case {
            name: "account-limit-wait-19-minutes",
            token: "EAASANDBOXAccountLimitWait19Minutes000000000000000000000000000000000000000000000000000000000000000000000000000000000Z076",
            does: "Meta has had too many requests about the WhatsApp account (80007), and asks to wait 19 minutes.",
            behaviour: Behaviour::refused(
                GraphError::new(
                    400,
                    80007,
                    "(#80007) There have been too many calls to this WhatsApp Business account",
                )
                .wait(Wait::UsageMinutes(19)),
            ),
        },
        Case {
            name: "throughput-limit",
            token: "EAASANDBOXThroughputLimit0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z077",
            does: "WhatsApp has had too many messages (130429).",
            behaviour: Behaviour::refused(
                GraphError::new(429, 130429, "(#130429) Rate limit hit")
                    .details("The throughput of the Cloud API has been reached"),
            ),
        },
        Case {
            name: "pair-limit",
            token: "EAASANDBOXPairLimit0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z078",
            does: "WhatsApp has had too many messages between two numbers (131056).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 131056, "(#131056) Business account and consumer account pair rate limit hit")
                    .details("Too many messages between the same two phone numbers"),
            ),
        },
    ],
};
