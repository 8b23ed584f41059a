//! What stands against a token, and what to do about it.

use crate::i18n::Note;

pub(super) const REFUSED: Note = Note::asks(
    "Meta refuses this token",
    "",
    "Meta gives no closer reason. Generate a new one for the system user, and use that instead.",
);
pub(super) const MALFORMED: Note = Note::asks(
    "This token is cut or altered",
    "Meta can’t read it.",
    "Part of it is missing or was changed on the way. Copy it again with the Copy button in Meta’s window; if the \
     window is closed, generate a new one.",
);
pub(super) const EXPIRED: Note =
    Note::asks("This token has expired", "", "Generate a new one with the expiration Never, and use that instead.");
pub(super) const REVOKED: Note = Note::asks(
    "This token was revoked",
    "Somebody revoked it at Meta, or signed out.",
    "A revoked token can’t be brought back. Generate a new one, and use that instead.",
);
pub(super) const PASSWORD_CHANGED: Note = Note::asks(
    "A password change ended this token",
    "That happens to a person’s token, not to a system user’s.",
    "The token belonged to a person whose password was changed. Generate one for a system user: it does not depend \
     on anybody’s password.",
);
pub(super) const PAGE_ROLE_MISSING: Note = Note::asks(
    "This token depends on a Facebook Page",
    "The token is a person’s, who has no fitting role on the Facebook page.",
    "It depends on a person’s role on a Facebook page, and that person doesn’t have it. Generate a token for a system \
     user: it does not depend on anybody’s role.",
);
pub(super) const APP_NOT_ASSIGNED: Note = Note::asks(
    "The app isn’t assigned yet",
    "Meta says that the system user may not use the app.",
    "Assign the app to the system user first, then generate a new token. A token that was made before never gains \
     rights.",
);
pub(super) const USER_CHECKPOINT: Note = Note::asks(
    "The token’s owner must sign in",
    "The account behind the token is held until then.",
    "The token’s owner has to sign in at facebook.com and do what Meta asks. Then check the token again. Or generate \
     one for a system user.",
);
pub(super) const PERMISSION_DENIED: Note = Note::asks(
    "A permission is missing",
    "Meta refuses the check for want of a permission, and does not say which.",
    "Generate a new token with `whatsapp_business_messaging` and `whatsapp_business_management` ticked. If they \
     can’t be ticked, assign the app first.",
);
pub(super) const POLICY_BLOCKED: Note = Note::asks(
    "Meta has blocked your business",
    "The block is for a time, for Meta’s policies. The token may be fine.",
    "Meta answers nothing for this business just now, so the token could not be checked. Meta Business Support can \
     say why and for how long.",
);
pub(super) const PERSONAL_TOKEN: Note = Note::both(
    "It belongs to a person",
    "It ends when they change their password or leave the business.",
    "This is a person’s token",
    "It works now, and ends when that person changes their password or leaves. Generate one for a system user \
     instead.",
);
pub(super) const TEMPORARY_TOKEN: Note = Note::both(
    "It is a temporary token",
    "API Setup hands these out for testing.",
    "This token ends within two days",
    "It is most likely the temporary one from Meta’s API Setup page. Generate a token for a system user, with the expiration \
     Never.",
);
pub(super) const PAGE_TOKEN: Note = Note::both(
    "It belongs to a Facebook page",
    "A page’s token can’t send WhatsApp messages.",
    "This is a page’s token",
    "Chat can’t use the token of a Facebook page. Generate one for a system user.",
);
pub(super) const APPS_OWN_TOKEN: Note = Note::both(
    "It is the app’s own token",
    "It can’t send WhatsApp messages.",
    "This is the app’s own token",
    "Chat can’t use it, and it gives power over your app. Generate a token for a system user.",
);
pub(super) const APP_SECRET_REQUIRED: Note = Note::asks(
    "The app demands its App Secret",
    "Chat doesn’t have the App Secret, so Meta answers nothing.",
    "The token may be fine. In your Meta app, open App settings, Advanced, and switch off Require App Secret. Then \
     check again.",
);
pub(super) const MESSAGING_MISSING: Note = Note::both(
    "`whatsapp_business_messaging` is missing",
    "Chat can’t send or receive messages without it.",
    "This token can’t send messages",
    "The permission `whatsapp_business_messaging` is missing. A token never gains permissions: generate a new one \
     with it ticked, and use that instead. If it can’t be ticked, assign the app first.",
);
pub(super) const MANAGEMENT_MISSING: Note = Note::both(
    "`whatsapp_business_management` is missing",
    "Chat can’t see your WhatsApp account and its numbers without it.",
    "This token can’t see your account",
    "The permission `whatsapp_business_management` is missing. A token never gains permissions: generate a new one \
     with it ticked, and use that instead. If it can’t be ticked, assign the app first.",
);
pub(super) const EXPIRES: Note = Note::both(
    "It expires on {date}, in {days}",
    "Choose Never as the expiration to avoid replacing it.",
    "This token expires in {days}",
    "It works until {date}. Then WhatsApp stops until you replace it. A token with the expiration Never spares you \
     that.",
);
pub(super) const DATA_ACCESS_EXPIRES: Note = Note::both(
    "Its access to data ends on {date}, in {days}",
    "",
    "Access to data ends in {days}",
    "From {date} on Meta refuses the token, although it has not expired. Generate a new one before then.",
);
pub(super) const DATA_ACCESS_EXPIRED: Note = Note::asks(
    "Its access to data has ended",
    "Meta refuses calls with it although it has not expired.",
    "Generate a new token for a system user, with the expiration Never, and use that instead.",
);
pub(super) const ACCOUNT_NOT_ASSIGNED: Note = Note::asks(
    "The WhatsApp account isn’t assigned",
    "The system user may not use it.",
    "Assign your WhatsApp account to the system user with full control, then generate a new token and use that.",
);
pub(super) const ACCOUNT_NOT_VISIBLE: Note = Note::asks(
    "Meta shows no WhatsApp account",
    "It may not be assigned to the system user, or belong to another business.",
    "Check that the system user and the WhatsApp account are in the same business, and assign the account. Then \
     check again.",
);
pub(super) const ACCOUNT_LOCKED: Note = Note::asks(
    "Meta has locked the account",
    "The WhatsApp account is locked; the token is not the reason.",
    "Meta Business Support can say why and how to appeal. A new token doesn’t change it.",
);
