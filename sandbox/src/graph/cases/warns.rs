//! Tokens that work now and will need attention.

use super::{Case, Section};
use crate::graph::{
    behaviour::Behaviour,
    facts::{DAY, Facts, GOOD, Kind, Moment},
};

pub(super) const WARNS: Section = Section {
    title: "Works, with a warning",
    intro: "Meta answers that the token is good, and the report holds something that will need attention.",
    cases: &[
        Case {
            name: "expires-in-60-days",
            token: "EAASANDBOXExpiresIn60Days0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z009",
            does: "A system user's token that expires in 60 days.",
            behaviour: Behaviour::token(Facts { expires_at: Moment::FromNow(60 * DAY), ..GOOD }),
        },
        Case {
            name: "expires-in-5-days",
            token: "EAASANDBOXExpiresIn5Days00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z010",
            does: "A system user's token that expires in five days.",
            behaviour: Behaviour::token(Facts { expires_at: Moment::FromNow(5 * DAY), ..GOOD }),
        },
        Case {
            name: "data-access-expires-in-30-days",
            token: "EAASANDBOXDataAccessExpiresIn30Days000000000000000000000000000000000000000000000000000000000000000000000000000000000Z011",
            does: "The token never expires, but its access to data ends in 30 days.",
            behaviour: Behaviour::token(Facts { data_access_expires_at: Moment::FromNow(30 * DAY), ..GOOD }),
        },
        Case {
            name: "expiry-not-told",
            token: "EAASANDBOXExpiryNotTold000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z012",
            does: "Meta leaves out when the token expires, which is not the same as never.",
            behaviour: Behaviour::token(Facts { expires_at: Moment::Absent, ..GOOD }),
        },
        Case {
            name: "app-not-told",
            token: "EAASANDBOXAppNotTold000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z013",
            does: "Meta leaves out which app the token belongs to.",
            behaviour: Behaviour::token(Facts { app: None, ..GOOD }),
        },
        Case {
            name: "long-lived-user-token",
            token: "EAASANDBOXLongLivedUserToken0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z014",
            does: "A person's own token that lasts 60 days.",
            behaviour: Behaviour::token(Facts {
                kind: Kind::User,
                expires_at: Moment::FromNow(60 * DAY),
                data_access_expires_at: Moment::FromNow(90 * DAY),
                ..GOOD
            }),
        },
        Case {
            name: "undocumented-kind",
            token: "EAASANDBOXUndocumentedKind000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z015",
            does: "A token of a kind that no page of Meta lists.",
            behaviour: Behaviour::token(Facts { kind: Kind::Undocumented, ..GOOD }),
        },
    ],
};
