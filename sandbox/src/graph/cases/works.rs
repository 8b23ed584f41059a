//! Tokens with which nothing is wrong.

use super::{Case, Section};
use crate::graph::{
    behaviour::{Answer, Behaviour},
    facts::{ACCOUNTS, ACME_RETURNS, BUSINESS, Extra, Facts, GOOD, Granular, MANAGEMENT, MESSAGING},
};

pub(super) const WORKS: Section = Section {
    title: "Works",
    intro: "Meta answers that the token is good, and nothing needs attention.",
    cases: &[
        Case {
            name: "good",
            token: "EAASANDBOXGood000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z001",
            does: "A system user's token of the app \"Acme Support\": never expires, and has both WhatsApp permissions and `business_management`.",
            behaviour: Behaviour::token(GOOD),
        },
        Case {
            name: "good-without-business-management",
            token: "EAASANDBOXGoodWithoutBusinessManagement00000000000000000000000000000000000000000000000000000000000000000000000000000Z002",
            does: "As `good`, without the recommended permission `business_management`.",
            behaviour: Behaviour::token(Facts { scopes: &[MANAGEMENT, MESSAGING], ..GOOD }),
        },
        Case {
            name: "granular-scopes-with-targets",
            token: "EAASANDBOXGranularScopesWithTargets000000000000000000000000000000000000000000000000000000000000000000000000000000000Z003",
            does: "As `good`, limited to two named WhatsApp accounts.",
            behaviour: Behaviour::token(Facts { granular: Granular::Targets(ACCOUNTS), ..GOOD }),
        },
        Case {
            name: "granular-scopes-without-targets",
            token: "EAASANDBOXGranularScopesWithoutTargets000000000000000000000000000000000000000000000000000000000000000000000000000000Z004",
            does: "As `good`, with Meta's list of permissions by account, in which no account is named: not limited.",
            behaviour: Behaviour::token(Facts { granular: Granular::WithoutTargets, ..GOOD }),
        },
        Case {
            name: "extra-scopes",
            token: "EAASANDBOXExtraScopes00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z005",
            does: "As `good`, with permissions that the channel does not need: advertising and pages.",
            behaviour: Behaviour::token(Facts {
                scopes: &[BUSINESS, MANAGEMENT, MESSAGING, "ads_management", "pages_manage_posts", "pages_show_list"],
                ..GOOD
            }),
        },
        Case {
            name: "undocumented-fields",
            token: "EAASANDBOXUndocumentedFields0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z006",
            does: "As `good`, with fields and permissions that Meta has not documented yet.",
            behaviour: Behaviour::token(Facts {
                scopes: &[BUSINESS, MANAGEMENT, MESSAGING, "sandbox_undocumented_scope"],
                extra: Extra::Undocumented,
                ..GOOD
            }),
        },
        Case {
            name: "second-app",
            token: "EAASANDBOXSecondApp0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z007",
            does: "As `good`, but a token of another app, \"Acme Returns\": replacing a token of \"Acme Support\" with it has consequences.",
            behaviour: Behaviour::token(Facts { app: Some(ACME_RETURNS), ..GOOD }),
        },
        Case {
            name: "slow",
            token: "EAASANDBOXSlow000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z008",
            does: "As `good`, but Meta takes four seconds to say so.",
            behaviour: Behaviour::Always(Answer::InspectedSlowly(GOOD)),
        },
    ],
};
