//! Bad tokens that Meta reports under status 200.

use super::{Case, Section};
use crate::graph::{behaviour::Behaviour, error::GraphError};

pub(super) const REPORTED: Section = Section {
    title: "Not valid, says the report",
    intro: "Meta answers with a report, as for a good token, and the report says that the token is not valid.",
    cases: &[
        Case {
            name: "reported-invalid",
            token: "EAASANDBOXReportedInvalid0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z025",
            does: "Meta's report says that the token is not valid, without saying why.",
            behaviour: Behaviour::reported_invalid(GraphError::new(400, 190, "The session is not valid")),
        },
        Case {
            name: "reported-not-installed",
            token: "EAASANDBOXReportedNotInstalled00000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z026",
            does: "Meta's report says that the token is not valid: the app is not installed by the system user (458).",
            behaviour: Behaviour::reported_invalid(
                GraphError::new(400, 190, "The user has not authorized application 634974688087057").subcode(458),
            ),
        },
        Case {
            name: "reported-checkpointed",
            token: "EAASANDBOXReportedCheckpointed00000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z027",
            does: "Meta's report says that the token is not valid: the account behind it must first log in to facebook.com (459).",
            behaviour: Behaviour::reported_invalid(
                GraphError::new(400, 190, "The user must complete a checkpoint before the session can be used")
                    .subcode(459),
            ),
        },
        Case {
            name: "reported-password-changed",
            token: "EAASANDBOXReportedPasswordChanged00000000000000000000000000000000000000000000000000000000000000000000000000000000000Z028",
            does: "Meta's report says that the token is not valid: the password of the person behind it was changed (460).",
            behaviour: Behaviour::reported_invalid(
                GraphError::new(400, 190, "The session was ended because its user changed the password").subcode(460),
            ),
        },
        Case {
            name: "reported-expired",
            token: "EAASANDBOXReportedExpired0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z029",
            does: "Meta's report says that the token is not valid: it has expired (463).",
            behaviour: Behaviour::reported_invalid(
                GraphError::new(
                    200,
                    190,
                    "The session of this access token expired on Tuesday, 02-Apr-24 16:09:47 PDT",
                )
                .subcode(463),
            ),
        },
        Case {
            name: "reported-unconfirmed",
            token: "EAASANDBOXReportedUnconfirmed000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z030",
            does: "Meta's report says that the token is not valid: the account behind it is not confirmed (464).",
            behaviour: Behaviour::reported_invalid(
                GraphError::new(400, 190, "The user behind the session is not a confirmed user").subcode(464),
            ),
        },
        Case {
            name: "reported-revoked",
            token: "EAASANDBOXReportedRevoked0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z031",
            does: "Meta's report says that the token is not valid: it was revoked (467).",
            behaviour: Behaviour::reported_invalid(
                GraphError::new(400, 190, "The access token was invalidated because the session was logged out")
                    .subcode(467),
            ),
        },
        Case {
            name: "reported-wrong-page-role",
            token: "EAASANDBOXReportedWrongPageRole0000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z032",
            does: "Meta's report says that the token is not valid: the person behind it has no fitting role on the page (492).",
            behaviour: Behaviour::reported_invalid(
                GraphError::new(400, 190, "The user of the session does not have the role that the page requires")
                    .subcode(492),
            ),
        },
    ],
};
