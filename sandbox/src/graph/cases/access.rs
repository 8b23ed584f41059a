//! Refusals that are about rights and accounts.

use super::{Case, Section};
use crate::graph::{behaviour::Behaviour, error::GraphError};

pub(super) const ACCESS: Section = Section {
    title: "Refused: permissions, accounts, app",
    intro: "Meta refuses to answer because of what the token, the app or the account may do.",
    cases: &[
        Case {
            name: "permission-denied",
            token: "EAASANDBOXPermissionDenied000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z050",
            does: "A permission is not granted, or was taken away (10).",
            behaviour: Behaviour::refused(GraphError::new(
                403,
                10,
                "(#10) The application lacks a permission for this action",
            )),
        },
        Case {
            name: "no-capability",
            token: "EAASANDBOXNoCapability0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z051",
            does: "The app may not use this part of Meta at all (3).",
            behaviour: Behaviour::refused(GraphError::new(
                500,
                3,
                "(#3) The application lacks the capability to make this call",
            )),
        },
        Case {
            name: "asset-access",
            token: "EAASANDBOXAssetAccess00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z052",
            does: "The system user may not use the WhatsApp account (200).",
            behaviour: Behaviour::refused(GraphError::new(
                403,
                200,
                "(#200) The requested object is out of reach of this user",
            )),
        },
        Case {
            name: "asset-access-299",
            token: "EAASANDBOXAssetAccess29900000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z053",
            does: "As `asset-access`, by another number of its range (299).",
            behaviour: Behaviour::refused(GraphError::new(
                403,
                299,
                "(#299) The caller has insufficient access to this business asset",
            )),
        },
        Case {
            name: "asset-no-permission",
            token: "EAASANDBOXAssetNoPermission00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z054",
            does: "The token has no permission for the WhatsApp account (200, 1349174).",
            behaviour: Behaviour::refused(GraphError::new(403, 200, "(#200) Permissions error").subcode(1349174)),
        },
        Case {
            name: "asset-app-not-linked",
            token: "EAASANDBOXAssetAppNotLinked00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z055",
            does: "The app is not linked to the WhatsApp account (200, 1349175).",
            behaviour: Behaviour::refused(GraphError::new(403, 200, "(#200) Permissions error").subcode(1349175)),
        },
        Case {
            name: "asset-needs-permission",
            token: "EAASANDBOXAssetNeedsPermission00000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z056",
            does: "The WhatsApp account needs one more permission (200, 1349176).",
            behaviour: Behaviour::refused(GraphError::new(403, 200, "(#200) Permissions error").subcode(1349176)),
        },
        Case {
            name: "object-not-visible",
            token: "EAASANDBOXObjectNotVisible000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z057",
            does: "What was asked for does not exist, or the token may not see it: Meta does not say which (100, 33).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 100, "Unsupported get request. Object with ID '102290129340398' is not visible")
                    .kind("GraphMethodException")
                    .subcode(33),
            ),
        },
        Case {
            name: "app-secret-proof-needed",
            token: "EAASANDBOXAppSecretProofNeeded00000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z058",
            does: "The app demands proof of its app secret with every request (100).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 100, "API calls from the server require an appsecret_proof argument")
                    .kind("GraphMethodException"),
            ),
        },
        Case {
            name: "access-denied",
            token: "EAASANDBOXAccessDenied0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z059",
            does: "WhatsApp denies access: a permission is missing (131005).",
            behaviour: Behaviour::refused(
                GraphError::new(403, 131005, "(#131005) Access denied")
                    .details("A permission is not granted or was removed"),
            ),
        },
        Case {
            name: "account-locked",
            token: "EAASANDBOXAccountLocked000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z060",
            does: "The WhatsApp account is locked (131031).",
            behaviour: Behaviour::refused(
                GraphError::new(403, 131031, "(#131031) Account has been locked")
                    .details("The account violated a policy or failed a data check"),
            ),
        },
        Case {
            name: "policy-block",
            token: "EAASANDBOXPolicyBlock00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z061",
            does: "Meta has blocked the account for a while because of its policies (368).",
            behaviour: Behaviour::refused(GraphError::new(
                403,
                368,
                "The action is blocked for now because of repeated policy violations",
            )),
        },
        Case {
            name: "unknown-code",
            token: "EAASANDBOXUnknownCode00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z062",
            does: "Meta refuses with a number that no published page lists (987654).",
            behaviour: Behaviour::refused(GraphError::new(400, 987654, "(#987654) An unpublished problem")),
        },
    ],
};
