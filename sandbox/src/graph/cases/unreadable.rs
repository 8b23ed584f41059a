//! Answers that hold no report.

use super::{Case, Section};
use crate::graph::{behaviour::Behaviour, fault::Fault};

pub(super) const UNREADABLE: Section = Section {
    title: "Answers that cannot be read",
    intro: "Something answers, but not as Meta documents. Nothing is said about the token.",
    cases: &[
        Case {
            name: "html-200",
            token: "EAASANDBOXHtml200000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z091",
            does: "A web page comes instead of data, as from a proxy that wants a login.",
            behaviour: Behaviour::fault(Fault::Html(200)),
        },
        Case {
            name: "without-data",
            token: "EAASANDBOXWithoutData00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z092",
            does: "The answer is JSON, but not a report.",
            behaviour: Behaviour::fault(Fault::WithoutData),
        },
        Case {
            name: "null-fields",
            token: "EAASANDBOXNullFields000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z093",
            does: "The answer is a report in which every field is empty.",
            behaviour: Behaviour::fault(Fault::NullFields),
        },
        Case {
            name: "wrong-types",
            token: "EAASANDBOXWrongTypes000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z094",
            does: "The answer is a report whose fields hold something else than Meta documents.",
            behaviour: Behaviour::fault(Fault::WrongTypes),
        },
        Case {
            name: "not-utf-8",
            token: "EAASANDBOXNotUtf8000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z095",
            does: "The answer is not readable text.",
            behaviour: Behaviour::fault(Fault::NotUtf8),
        },
        Case {
            name: "empty-body",
            token: "EAASANDBOXEmptyBody0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z096",
            does: "The answer is empty.",
            behaviour: Behaviour::fault(Fault::EmptyBody),
        },
        Case {
            name: "oversized",
            token: "EAASANDBOXOversized0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z097",
            does: "The answer is a report as for `good`, and two megabytes long.",
            behaviour: Behaviour::fault(Fault::Oversized),
        },
        Case {
            name: "redirect",
            token: "EAASANDBOXRedirect00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z098",
            does: "The answer points to another host, which would say that the token is good.",
            behaviour: Behaviour::fault(Fault::Redirect),
        },
    ],
};
