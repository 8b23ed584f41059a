//! The parts around the field: header, status, report, the saved token, questions.

use crate::i18n::{Confirm, Dialogs, Footer, Moments, Panel, Report, StatusWords, Statuses, Stored, Told};

const fn status(name: &'static str, evidence: &'static str) -> StatusWords {
    StatusWords { name, evidence }
}

pub(super) const PANEL: Panel = Panel {
    title: "WhatsApp Business",
    project_only: "Project {key}",
    project_named: "{name} ({key})",
    lead: "{project}. The token lets Chat send and receive WhatsApp messages as your business.",
    loading: "Loading the settings",
    sandbox: "You are looking at the sandbox. It answers as Meta does, and nothing here reaches Meta.",
    new_tab: "(opens in a new tab)",
    step_link: "Go to step {n}",
    reference: "Reference: {id}",
};

pub(super) const FOOTER: Footer = Footer {
    save: "Save",
    check: "Check token",
    keep: "Keep the saved token",
    save_without_check: "Save without checking",
    retry: "Try again",
    reload: "Reload",
    blocked_shape: "Nothing was sent: the field needs a System User Access Token.",
    blocked_refused: "Not saved: the report says what stands in the way.",
    blocked_unchecked: "Not saved: the token could not be checked. You can check again, or save it without checking.",
    replace_theirs: "Replace their token",
    changed_title: "The settings have changed",
    changed_body: "A token was saved {when}, by {who}. Yours is still in the field: saving it replaces theirs.",
    changed_somehow: "Somebody changed them in the meantime. Your token is still in the field: save it again.",
};

pub(super) const REPORT: Report = Report {
    title: "What Meta says about this token",
    title_stored: "What Meta says about the saved token",
    checked: "Checked {when}",
    passed: "Passed",
    information: "For information",
    warning: "Warning",
    failed: "Failed",
    unknown: "Not known",
    accounts: ["1 WhatsApp account", "{n} WhatsApp accounts"],
    refused_before: "We couldn’t check again. When Meta last answered, it refused this token: generate a new one, and \
        use that instead.",
    other_app_title: "This token is for another app",
    good_title: "This token is ready",
    good_body: "Meta accepts it, and it has what Chat needs. Save it to start using it.",
    no_permissions_title: "WhatsApp permissions missing",
    no_permissions_body: "The token has neither `whatsapp_business_messaging` nor `whatsapp_business_management`. Most \
        often it was generated before the app was assigned to the system user. Assign the app first, then \
        generate a new token with both ticked: this one never gains them.",
    wait_seconds: "Try again in {seconds} seconds.",
    wait_minutes: "Try again in {minutes} minutes.",
    wait_later: "Try again in a few minutes.",
    wait_over: "You can try again now.",
    meta_settings: "Open Meta Business settings",
    meta_status: "Open Meta’s status page",
    meta_apps: "Open your Meta apps",
    meta_support: "Open Meta Business Support",
};

pub(super) const STATUSES: Statuses = Statuses {
    label: "Status",
    not_set_up: status("Not set up", "Customers can’t reach this project on WhatsApp."),
    checking: status("Checking", "Asking Meta about the saved token."),
    connected: status("Connected", "Meta accepted the token {when}."),
    needs_attention: status("Connected, needs attention", "Checked {when}. The report says what to fix."),
    not_working: status("Not working", "Checked {when}. The report says what to fix."),
    expires: status("Expires in {days}", "Meta accepted the token {when}. It ends on {date}: replace it before then."),
    expires_tomorrow: status(
        "Expires within a day",
        "Meta accepted the token {when}. It ends on {date}: replace it now.",
    ),
    expired: status("Expired", "The token ended on {date}. WhatsApp doesn’t work until it is replaced."),
    expired_undated: status("Expired", "Meta said so {when}. WhatsApp doesn’t work until the token is replaced."),
    access_ends: status(
        "Access to data ends in {days}",
        "Meta accepted the token {when}. Its access to data ends on {date}: replace it before then.",
    ),
    access_ended: status(
        "Access to data has ended",
        "The token’s access to data ended on {date}. WhatsApp doesn’t work until it is replaced.",
    ),
    rejected: status(
        "Rejected by Meta",
        "Meta refused the token {when}, so WhatsApp doesn’t work. The report says what to do.",
    ),
    cannot_check: status(
        "Can’t check right now",
        "Asked {when}. Meta hasn’t accepted this token yet, so nobody knows whether WhatsApp works.",
    ),
    cannot_check_since: status(
        "Can’t check right now",
        "Asked {when}. Meta last accepted the token {accepted}, and WhatsApp may well be working.",
    ),
    unconfirmed: status("Not confirmed", "It isn’t known yet what is saved now."),
    never_checked: status("Not checked yet", "The token was saved without asking Meta. Check again to find out."),
};

pub(super) const STORED: Stored = Stored {
    title: "Saved token",
    app: "App",
    app_value: "{name} (App ID {id})",
    app_unknown: "Not known yet",
    ends_in: "Token ends in",
    saved: "Saved",
    saved_value: "{when}, by {who}",
    local_account: "somebody on this machine",
    nameless_account: "an admin of this project",
    expires: "Expires",
    expires_never: "Never",
    expires_unknown: "Not known",
    expires_at: "{date}, in {days}",
    expired_at: "{date}, which has passed",
    expired_undated: "It has expired",
    accepted: "Last accepted by Meta",
    accepted_never: "Not yet",
    elsewhere_title: "Used in another project too",
    elsewhere_body: "At least one other project of your site uses the same token. Revoking it stops WhatsApp in all of \
        them.",
    check_again: "Check again",
    replace: "Replace token",
    disconnect: "Disconnect",
    still_title: "The token is still saved",
    still_body: "The request to disconnect didn’t come through, and nothing has changed. Try again.",
    replace_title: "Replace the token",
    replace_body: "The saved token stays in use until the new one is accepted.",
};

pub(super) const DIALOGS: Dialogs = Dialogs {
    other_app: Confirm {
        title: "Switch to another app?",
        body: "The saved token belongs to {old}, this one to {new}. Meta sends incoming messages to the app that is \
               set up for them, so customers’ messages may stop arriving until the new app is set up too.",
        yes: "Switch app",
        no: "Go back",
    },
    this_app: "an app that isn’t known",
    another_app: "another app",
    disconnect: Confirm {
        title: "Disconnect WhatsApp from this project?",
        body: "Chat deletes the token. Customers can no longer write to this project on WhatsApp, and agents can’t \
               answer. To connect again, a token has to be pasted again. The token itself stays valid at Meta until \
               it is revoked there.",
        yes: "Disconnect",
        no: "Stay connected",
    },
    disconnect_elsewhere: "Another project uses this token too: revoking it at Meta stops WhatsApp there as well.",
    revoke: "Revoke the token at Meta",
};

pub(super) const TOLD: Told = Told {
    connected: "WhatsApp connected",
    replaced: "Token replaced",
    saved_unchecked: "Token saved without a check",
    checked_again: "Checked again",
    disconnected: "WhatsApp disconnected",
    newer: "Another token is saved now",
    gone: "WhatsApp has been disconnected",
    next: "Next, add the Phone Number ID: the end of the guide says where.",
    not_revoked: "Disconnecting doesn’t revoke the token at Meta: revoke it there too.",
    checking: "Asking Meta about the token",
    saving: "Saving the token",
    disconnecting: "Disconnecting WhatsApp",
    report: "Report: {title}",
    state: "{status}. {evidence}",
    not_saved: "Not saved: {title}",
    not_confirmed: "Not confirmed: {title}",
};

pub(super) const MOMENTS: Moments = Moments {
    months: [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    date: "{day} {month} {year}",
    date_and_time: "on {date} at {hour}:{minute}",
    just_now: "just now",
    minute_ago: "1 minute ago",
    minutes_ago: "{n} minutes ago",
    days: ["1 day", "{n} days"],
    less_than_a_day: "less than a day",
};
