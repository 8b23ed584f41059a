//! One note for each finding: what is fine, what could not be found out, and, from `refusals`, what stands
//! against a token.

use super::refusals as r;
use crate::i18n::{Findings, Note};

pub(super) const FINDINGS: Findings = Findings {
    reached: Note::quiet("Meta answered", ""),
    unreachable: Note::asks(
        "We couldn’t reach Meta",
        "This says nothing about the token.",
        "The connection from Chat to Meta failed. The token may be right: check again in a minute.",
    ),
    timed_out: Note::asks(
        "Meta didn’t answer in time",
        "This says nothing about the token.",
        "Meta took too long. The token may be right: check again in a minute.",
    ),
    meta_down: Note::asks(
        "Meta has a problem",
        "Meta’s service failed. This says nothing about the token.",
        "The token may well be right. Check again in a few minutes.",
    ),
    bad_answer: Note::asks(
        "Meta’s answer made no sense",
        "This says nothing about the token.",
        "What came back was cut off, or was no answer to the question. Check again in a minute.",
    ),
    rate_limited: Note::asks(
        "Meta asks us to wait",
        "There were too many calls for this app. This says nothing about the token.",
        "Meta limits how often it can be asked. {wait}",
    ),
    unknown_answer: Note::asks(
        "Unexpected answer from Meta",
        "We don’t know this answer, so we can’t say what it means for the token.",
        "The token may be right. Check again later; if it stays like this, contact Chat support.",
    ),
    not_checked: Note::asks(
        "This token wasn’t checked",
        "It was saved without asking Meta.",
        "Whether it works is not known. Check it again to find out.",
    ),
    accepted: Note::quiet("Meta accepts the token", ""),
    refused: r::REFUSED,
    malformed: r::MALFORMED,
    expired: r::EXPIRED,
    revoked: r::REVOKED,
    password_changed: r::PASSWORD_CHANGED,
    page_role_missing: r::PAGE_ROLE_MISSING,
    app_not_assigned: r::APP_NOT_ASSIGNED,
    user_checkpoint: r::USER_CHECKPOINT,
    permission_denied: r::PERMISSION_DENIED,
    policy_blocked: r::POLICY_BLOCKED,
    token_not_seen: Note::asks(
        "Meta didn’t see the token",
        "This says nothing about the token.",
        "Meta says that the question came without a token, so something between Chat and Meta has taken it away. Check \
         again in a minute; if it stays like this, contact Chat support.",
    ),
    token_unknown: Note::both(
        "Whether Meta accepts the token is not known",
        "",
        "We couldn’t check the token",
        "The token may be right. Check again in a minute.",
    ),
    system_user: Note::quiet("It belongs to a system user", ""),
    personal_token: r::PERSONAL_TOKEN,
    temporary_token: r::TEMPORARY_TOKEN,
    page_token: r::PAGE_TOKEN,
    apps_own_token: r::APPS_OWN_TOKEN,
    owner_unknown: Note::both(
        "Meta doesn’t say whose token it is",
        "Make sure that it is a system user’s, not a person’s.",
        "Meta answered only in part",
        "Meta would not say whose token it is or when it expires, so make sure that you generated it for a system \
         user, with the expiration Never.",
    ),
    owner_new: Note::both(
        "It belongs to somebody of a kind that is new",
        "Make sure that it is a system user’s, not a person’s.",
        "Whose token it is isn’t known",
        "Meta names a kind of owner that this page doesn’t know, so make sure that you generated the token for a \
         system user.",
    ),
    app_known: Note::quiet("It was made for the app {name}", "App ID {id}"),
    app_without_name: Note::quiet("It was made for the app {id}", ""),
    app_secret_required: r::APP_SECRET_REQUIRED,
    app_unknown: Note::both(
        "Meta doesn’t say which app it was made for",
        "",
        "The app isn’t known",
        "Meta would not say which app the token was made for. Compare it with the system user’s tokens at Meta.",
    ),
    messaging_granted: Note::quiet("`whatsapp_business_messaging` is granted", ""),
    messaging_missing: r::MESSAGING_MISSING,
    messaging_unknown: Note::both(
        "`whatsapp_business_messaging` could not be checked",
        "",
        "We couldn’t see the permissions",
        "Meta accepts the token and would not say what it may do. Check again in a minute.",
    ),
    management_granted: Note::quiet("`whatsapp_business_management` is granted", ""),
    management_missing: r::MANAGEMENT_MISSING,
    management_unknown: Note::both(
        "`whatsapp_business_management` could not be checked",
        "",
        "We couldn’t see the permissions",
        "Meta accepts the token and would not say what it may do. Check again in a minute.",
    ),
    business_granted: Note::quiet("`business_management` is granted", ""),
    business_not_granted: Note::quiet("`business_management` is not granted", "Chat doesn’t need it."),
    never_expires: Note::quiet("It never expires", ""),
    expires: r::EXPIRES,
    expiry_unknown: Note::both(
        "Meta doesn’t say when it expires",
        "Look at the system user’s tokens at Meta.",
        "Its expiry isn’t known",
        "The token works now. Meta would not say when it expires: make sure that you chose Never when you generated \
         it.",
    ),
    data_access_never_expires: Note::quiet("Its access to data never ends", ""),
    data_access_expires: r::DATA_ACCESS_EXPIRES,
    data_access_expired: r::DATA_ACCESS_EXPIRED,
    data_access_unknown: Note::both(
        "Meta doesn’t say when its access to data ends",
        "",
        "The end of its access isn’t known",
        "The token works now. Meta would not say when its access to data ends.",
    ),
    accounts_unrestricted: Note::quiet(
        "It isn’t limited to certain WhatsApp accounts",
        "It reaches those that are assigned to its system user.",
    ),
    accounts_named: Note::quiet("It reaches {accounts}", "{ids}"),
    account_not_assigned: r::ACCOUNT_NOT_ASSIGNED,
    account_not_visible: r::ACCOUNT_NOT_VISIBLE,
    account_locked: r::ACCOUNT_LOCKED,
    accounts_unknown: Note::both(
        "Which WhatsApp accounts it reaches is not known",
        "",
        "Its accounts aren’t known",
        "The token works now. Meta would not say which WhatsApp accounts it reaches.",
    ),
    more_permissions: Note::quiet("It may do more than Chat needs", "{permissions}"),
    unknown_fine: Note::quiet("Another check, which this page doesn’t know yet, is fine", ""),
    unknown_warning: Note::both(
        "Another check, which this page doesn’t know yet, warns",
        "Reload the page to get its newest version.",
        "A newer check warns",
        "Chat made a check that this page doesn’t know. Reload the page to read what it says.",
    ),
    unknown_fail: Note::both(
        "Another check, which this page doesn’t know yet, failed",
        "Reload the page to get its newest version.",
        "A newer check failed",
        "Chat made a check that this page doesn’t know. Reload the page to read what it says.",
    ),
    unknown: Note::both(
        "Another check, which this page doesn’t know yet, has no result",
        "Reload the page to get its newest version.",
        "A newer check has no result",
        "Chat made a check that this page doesn’t know. Reload the page to read what it says.",
    ),
};
