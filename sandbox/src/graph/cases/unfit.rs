//! Valid tokens that do not suit.

use super::{Case, Section};
use crate::graph::{
    behaviour::Behaviour,
    facts::{BUSINESS, DAY, Facts, GOOD, HOUR, Kind, MANAGEMENT, MESSAGING, MINUTE, Moment},
};

pub(super) const UNFIT: Section = Section {
    title: "Wrong kind of token, or permissions missing",
    intro: "Meta answers that the token is valid, yet the channel cannot work with it.",
    cases: &[
        Case {
            name: "temporary-user-token",
            token: "EAASANDBOXTemporaryUserToken0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z016",
            does: "The temporary token of the API setup page: a person's, and it expires in 23 hours.",
            behaviour: Behaviour::token(Facts {
                kind: Kind::User,
                expires_at: Moment::FromNow(23 * HOUR),
                data_access_expires_at: Moment::FromNow(90 * DAY),
                ..GOOD
            }),
        },
        Case {
            name: "temporary-user-token-one-hour",
            token: "EAASANDBOXTemporaryUserTokenOneHour000000000000000000000000000000000000000000000000000000000000000000000000000000000Z017",
            does: "The newer temporary token of the API setup page: a person's, and it expires within the hour.",
            behaviour: Behaviour::token(Facts {
                kind: Kind::User,
                expires_at: Moment::FromNow(55 * MINUTE),
                data_access_expires_at: Moment::FromNow(90 * DAY),
                ..GOOD
            }),
        },
        Case {
            name: "page-token",
            token: "EAASANDBOXPageToken0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z018",
            does: "The token of a Facebook page.",
            behaviour: Behaviour::token(Facts {
                kind: Kind::Page,
                scopes: &["pages_show_list", "pages_messaging"],
                ..GOOD
            }),
        },
        Case {
            name: "app-type-token",
            token: "EAASANDBOXAppTypeToken0000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z019",
            does: "A token that stands for the app itself and not for a system user.",
            behaviour: Behaviour::token(Facts { kind: Kind::App, scopes: &[], ..GOOD }),
        },
        Case {
            name: "messaging-missing",
            token: "EAASANDBOXMessagingMissing000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z020",
            does: "The permission `whatsapp_business_messaging` is missing.",
            behaviour: Behaviour::token(Facts { scopes: &[BUSINESS, MANAGEMENT], ..GOOD }),
        },
        Case {
            name: "management-missing",
            token: "EAASANDBOXManagementMissing00000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z021",
            does: "The permission `whatsapp_business_management` is missing.",
            behaviour: Behaviour::token(Facts { scopes: &[BUSINESS, MESSAGING], ..GOOD }),
        },
        Case {
            name: "both-whatsapp-permissions-missing",
            token: "EAASANDBOXBothWhatsappPermissionsMissing0000000000000000000000000000000000000000000000000000000000000000000000000000Z022",
            does: "Both WhatsApp permissions are missing.",
            behaviour: Behaviour::token(Facts { scopes: &[BUSINESS], ..GOOD }),
        },
        Case {
            name: "no-permissions",
            token: "EAASANDBOXNoPermissions000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z023",
            does: "The token was made before the app was assigned to the system user: it has no permissions and no app.",
            behaviour: Behaviour::token(Facts { app: None, scopes: &[], ..GOOD }),
        },
        Case {
            name: "expired-but-called-valid",
            token: "EAASANDBOXExpiredButCalledValid0000000000000000000000000000000000000000000000000000000000000000000000000000000000000Z024",
            does: "Meta calls the token valid, though the time at which it expires has passed.",
            behaviour: Behaviour::token(Facts { expires_at: Moment::FromNow(-HOUR), ..GOOD }),
        },
    ],
};
