//! Calls to the Chat backend that brought no answer, or a refusal. None of them blames the token.

use crate::i18n::{Advice, Problems};

const fn advice(title: &'static str, body: &'static str) -> Advice {
    Advice { title, body }
}

pub(super) const PROBLEMS: Problems = Problems {
    offline: advice("You’re offline", "This browser has no network connection. Try again when it is back."),
    unreachable: advice("We couldn’t reach Chat", "The connection to the Chat service failed. Try again in a minute."),
    cut_off: advice("The answer broke off", "The connection to the Chat service was cut. Try again."),
    timed_out: advice("Chat didn’t answer", "The Chat service took longer than 15 seconds. Try again in a minute."),
    unreadable: advice(
        "Something else answered",
        "What came back is not from the Chat service; a proxy or a sign-in page may stand in between. Try again, or \
         ask the people who run your network.",
    ),
    host_silent: advice(
        "Can’t reach Jira",
        "Jira didn’t answer this page. Reload it; if that doesn’t help, open the settings from your Jira project once \
         more.",
    ),
    wrong_site: advice(
        "This isn’t your Jira site",
        "These settings belong to another Jira site than the one around this page, so no token may be entered here. \
         Close this page, and open the settings from your own Jira project.",
    ),
    malformed: advice(
        "This page and Chat don’t match",
        "This page and the Chat service may be of different versions. Reload the page.",
    ),
    session_ended: advice(
        "Session ended",
        "Reload the page to continue. What is saved stays saved; a token in the field has to be pasted again.",
    ),
    not_allowed: advice(
        "Admin access needed",
        "Only project admins can change the WhatsApp settings. Ask an admin of this project for access.",
    ),
    foreign_origin: advice(
        "This address isn’t trusted",
        "Chat answers only to pages that it served itself. Open the settings from their own address.",
    ),
    not_found: advice(
        "No such project here",
        "Chat doesn’t know this project, or this session is for another one. Open the settings from the project.",
    ),
    method_not_allowed: advice(
        "Chat can’t do that",
        "This page and the Chat service may be of different versions. Reload the page.",
    ),
    other_app: advice(
        "The app has changed",
        "The token belongs to another app than the saved one. Save again to be asked about it.",
    ),
    nothing_stored: advice(
        "No token is saved",
        "Somebody disconnected this project in the meantime. Reload the page to see the settings as they are.",
    ),
    changed: advice(
        "The settings have changed",
        "Somebody else saved in the meantime. Look at the settings as they are now, then try again.",
    ),
    too_large: advice("This is too much text", "The field holds more than a token can have. Clear it and paste again."),
    wrong_media_type: advice(
        "This page and Chat don’t match",
        "Something between this page and the Chat service changed the request. Reload the page.",
    ),
    token_shape: advice(
        "This can’t be a token",
        "The Chat service refused the text without asking Meta. Copy the token from Meta’s window again.",
    ),
    token_refused: advice(
        "Meta refuses this token",
        "The token was not saved. Check it to see what stands against it.",
    ),
    key_reused: advice("Save it once more", "Two different saves got mixed up, and this one was not done. Save again."),
    precondition_required: advice(
        "This page and Chat don’t match",
        "Something between this page and the Chat service changed the request. Reload the page.",
    ),
    too_many_requests: advice("Too many checks", "Chat limits how often tokens are checked. {wait}"),
    internal: advice(
        "Chat has a problem",
        "The fault is the Chat service’s own. Try again; if it happens again, contact Chat support.",
    ),
    could_not_check: advice(
        "We couldn’t ask Meta",
        "The token could not be checked, which says nothing about it. Try again in a minute.",
    ),
    jira_unreachable: advice(
        "Jira didn’t answer",
        "Chat could not ask Jira whether you administer this project. Try again in a minute.",
    ),
    unavailable: advice("Chat is not available", "The Chat service can’t work just now. Try again in a few minutes."),
    backend_timed_out: advice("Chat took too long", "The Chat service did not finish in time. Try again in a minute."),
    unknown: advice(
        "Unexpected answer from Chat",
        "This page doesn’t know the answer. Reload the page to get its newest version.",
    ),
    nothing_changed: "Your settings haven’t changed.",
    maybe_saved: "It may have been saved all the same: saving again is safe, it is never done twice.",
    maybe_disconnected: "WhatsApp may be disconnected all the same: try again to find out.",
};
