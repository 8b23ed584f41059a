//! Outages, of Meta's and of the way to it.

use super::{Case, Section};
use crate::graph::{
    behaviour::{Answer, Behaviour},
    error::GraphError,
    facts::GOOD,
    fault::Fault,
};

pub(super) const OUTAGE: Section = Section {
    title: "Meta not answering",
    intro: "Meta, or the way to it, is at fault. Nothing is said about the token.",
    cases: &[
        Case {
            name: "meta-unknown-error",
            token: "EAASANDBOXMetaUnknownError000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z079",
            does: "Meta fails for a reason unknown to itself (1).",
            behaviour: Behaviour::refused(GraphError::new(500, 1, "An unknown error occurred")),
        },
        Case {
            name: "meta-unavailable",
            token: "EAASANDBOXMetaUnavailable0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z080",
            does: "Meta is not available for the moment (2).",
            behaviour: Behaviour::refused(
                GraphError::new(503, 2, "Service temporarily unavailable").is_transient(true),
            ),
        },
        Case {
            name: "meta-transient",
            token: "EAASANDBOXMetaTransient000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z081",
            does: "Meta fails with another number, and says that it will pass (1200).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 1200, "Temporary issue; try the request again").is_transient(true),
            ),
        },
        Case {
            name: "whatsapp-unavailable",
            token: "EAASANDBOXWhatsappUnavailable000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z082",
            does: "WhatsApp is not available for the moment (131016).",
            behaviour: Behaviour::refused(
                GraphError::new(500, 131016, "(#131016) Service unavailable")
                    .details("A service is temporarily unavailable"),
            ),
        },
        Case {
            name: "whatsapp-maintenance",
            token: "EAASANDBOXWhatsappMaintenance000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z083",
            does: "The WhatsApp account is in maintenance (131057).",
            behaviour: Behaviour::refused(
                GraphError::new(500, 131057, "(#131057) Account in maintenance mode")
                    .details("The business account is in maintenance mode"),
            ),
        },
        Case {
            name: "plain-500",
            token: "EAASANDBOXPlain50000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z084",
            does: "A machine before Meta answers with status 500 and a line of text.",
            behaviour: Behaviour::fault(Fault::PlainText500),
        },
        Case {
            name: "html-502",
            token: "EAASANDBOXHtml502000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z085",
            does: "A machine before Meta answers with status 502 and a web page.",
            behaviour: Behaviour::fault(Fault::Html(502)),
        },
        Case {
            name: "html-503",
            token: "EAASANDBOXHtml503000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z086",
            does: "A machine before Meta answers with status 503 and a web page.",
            behaviour: Behaviour::fault(Fault::Html(503)),
        },
        Case {
            name: "reset",
            token: "EAASANDBOXReset00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z087",
            does: "The connection is cut before any answer.",
            behaviour: Behaviour::fault(Fault::Reset),
        },
        Case {
            name: "truncated",
            token: "EAASANDBOXTruncated0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z088",
            does: "The connection ends in the middle of the answer.",
            behaviour: Behaviour::fault(Fault::Truncated),
        },
        Case {
            name: "hanging",
            token: "EAASANDBOXHanging000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z089",
            does: "No answer ever comes.",
            behaviour: Behaviour::fault(Fault::Hanging),
        },
        Case {
            name: "flaky",
            token: "EAASANDBOXFlaky00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z090",
            does: "Meta is not available at the first try and answers as for `good` at the second; so again at the third and fourth.",
            behaviour: Behaviour::Alternating {
                odd: Answer::Refused(GraphError::new(503, 2, "Service temporarily unavailable").is_transient(true)),
                even: Answer::Inspected(GOOD),
            },
        },
    ],
};
