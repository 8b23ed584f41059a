//! Tokens that Meta refuses with an error.

use super::{Case, Section};
use crate::graph::{behaviour::Behaviour, error::GraphError};

pub(super) const REFUSED: Section = Section {
    title: "Refused: the token",
    intro: "Meta refuses to answer because of the token itself.",
    cases: &[
        Case {
            name: "invalid",
            token: "EAASANDBOXInvalid000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z033",
            does: "Meta refuses the token as invalid, without saying why.",
            behaviour: Behaviour::refused(GraphError::new(400, 190, "Invalid OAuth access token.")),
        },
        Case {
            name: "invalid-401",
            token: "EAASANDBOXInvalid401000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z034",
            does: "As `invalid`, under HTTP status 401.",
            behaviour: Behaviour::refused(GraphError::new(401, 190, "Invalid OAuth access token.")),
        },
        Case {
            name: "not-installed",
            token: "EAASANDBOXNotInstalled0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z035",
            does: "Meta refuses the token: the app is not installed by the system user (458).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 190, "The user has not authorized application 634974688087057").subcode(458),
            ),
        },
        Case {
            name: "checkpointed",
            token: "EAASANDBOXCheckpointed0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z036",
            does: "Meta refuses the token: the account behind it must first log in to facebook.com (459).",
            behaviour: Behaviour::refused(
                GraphError::new(401, 190, "The user must complete a checkpoint before the session can be used")
                    .subcode(459),
            ),
        },
        Case {
            name: "password-changed",
            token: "EAASANDBOXPasswordChanged0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z037",
            does: "Meta refuses the token: the password of the person behind it was changed (460).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 190, "The session was ended because its user changed the password").subcode(460),
            ),
        },
        Case {
            name: "expired",
            token: "EAASANDBOXExpired000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z038",
            does: "Meta refuses the token: it has expired (463).",
            behaviour: Behaviour::refused(
                GraphError::new(
                    401,
                    190,
                    "The session of this access token expired on Tuesday, 02-Apr-24 16:09:47 PDT",
                )
                .subcode(463),
            ),
        },
        Case {
            name: "unconfirmed",
            token: "EAASANDBOXUnconfirmed00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z039",
            does: "Meta refuses the token: the account behind it is not confirmed (464).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 190, "The user behind the session is not a confirmed user").subcode(464),
            ),
        },
        Case {
            name: "revoked",
            token: "EAASANDBOXRevoked000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z040",
            does: "Meta refuses the token: it was revoked (467).",
            behaviour: Behaviour::refused(
                GraphError::new(401, 190, "The access token was invalidated because the session was logged out")
                    .subcode(467),
            ),
        },
        Case {
            name: "wrong-page-role",
            token: "EAASANDBOXWrongPageRole000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z041",
            does: "Meta refuses the token: the person behind it has no fitting role on the page (492).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 190, "The user of the session does not have the role that the page requires")
                    .subcode(492),
            ),
        },
        Case {
            name: "invalid-unknown-subcode",
            token: "EAASANDBOXInvalidUnknownSubcode0000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z042",
            does: "Meta refuses the token for a reason that no published page lists (9999).",
            behaviour: Behaviour::refused(
                GraphError::new(400, 190, "The session has an unpublished problem").subcode(9999),
            ),
        },
        Case {
            name: "malformed",
            token: "EAASANDBOXMalformed0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z043",
            does: "Meta cannot read the token: it was cut or altered on the way.",
            behaviour: Behaviour::refused(GraphError::new(400, 190, "Malformed access token")),
        },
        Case {
            name: "cannot-parse",
            token: "EAASANDBOXCannotParse00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z044",
            does: "Meta cannot read the token, in other words of Meta's.",
            behaviour: Behaviour::refused(GraphError::new(
                400,
                190,
                "Invalid OAuth access token - Cannot parse access token",
            )),
        },
        Case {
            name: "echoes-token",
            token: "EAASANDBOXEchoesToken00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z045",
            does: "Meta cannot read the token, and repeats it in its message.",
            behaviour: Behaviour::refused(GraphError::echoing(400, 190, "Malformed access token")),
        },
        Case {
            name: "session-ended",
            token: "EAASANDBOXSessionEnded0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z046",
            does: "Meta says that the login behind the token is over (102).",
            behaviour: Behaviour::refused(GraphError::new(400, 102, "The session key is invalid or no longer valid")),
        },
        Case {
            name: "token-not-seen",
            token: "EAASANDBOXTokenNotSeen0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z047",
            does: "Meta says that the request had no token (104).",
            behaviour: Behaviour::refused(GraphError::new(400, 104, "This request must carry an access token")),
        },
        Case {
            name: "no-active-token",
            token: "EAASANDBOXNoActiveToken000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z048",
            does: "Meta says that it needs an active token (2500).",
            behaviour: Behaviour::refused(GraphError::new(
                400,
                2500,
                "An active access token is needed to learn about the current user",
            )),
        },
        Case {
            name: "cannot-authenticate",
            token: "EAASANDBOXCannotAuthenticate0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z049",
            does: "Meta cannot tell who is asking (0, HTTP status 401).",
            behaviour: Behaviour::refused(
                GraphError::new(401, 0, "The app user could not be authenticated with this access token")
                    .kind("AuthException"),
            ),
        },
    ],
};
