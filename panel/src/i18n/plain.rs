//! The shape of the sentences that stand in one fixed place each.

/// Header, loading, and what several parts share.
#[derive(Debug)]
pub struct Panel {
    pub title: &'static str,
    /// `{key}`
    pub project_only: &'static str,
    /// `{name}`, `{key}`
    pub project_named: &'static str,
    /// `{project}`
    pub lead: &'static str,
    pub loading: &'static str,
    pub sandbox: &'static str,
    pub new_tab: &'static str,
    /// `{n}`
    pub step_link: &'static str,
    /// `{id}`
    pub reference: &'static str,
}

/// The token field.
#[derive(Debug)]
pub struct Field {
    pub label: &'static str,
    pub required: &'static str,
    pub helper: &'static str,
    /// `{count}`, `{last}`
    pub length: &'static str,
    /// `{count}`
    pub length_only: &'static str,
    pub plausible: &'static str,
    pub plausible_asking: &'static str,
    pub show: &'static str,
    pub show_spoken: &'static str,
    pub hide: &'static str,
    pub hide_spoken: &'static str,
    pub what: &'static str,
    pub what_body: &'static str,
}

/// What cleaning removed: one of it, more of it (`{n}`).
#[derive(Debug)]
pub struct Removals {
    /// `{list}`
    pub sentence: &'static str,
    pub and: &'static str,
    pub spaces: [&'static str; 2],
    pub tabs: [&'static str; 2],
    pub line_breaks: [&'static str; 2],
    pub no_break_spaces: [&'static str; 2],
    pub invisible: [&'static str; 2],
    pub quotes: [&'static str; 2],
    pub labels: [&'static str; 2],
}

/// Why a text certainly is no token: what it looks like, and what to do.
#[derive(Debug)]
pub struct Shapes {
    pub empty: &'static str,
    pub digits: &'static str,
    pub app_secret: &'static str,
    pub app_token: &'static str,
    pub instagram_token: &'static str,
    pub jwt: &'static str,
    pub atlassian_key: &'static str,
    pub slack_key: &'static str,
    pub github_key: &'static str,
    pub open_ai_key: &'static str,
    pub url: &'static str,
    pub masked: &'static str,
    pub two_tokens: &'static str,
    pub white_space_inside: &'static str,
    pub hidden_character: &'static str,
    pub unexpected_character: &'static str,
    pub too_short: &'static str,
    pub too_long: &'static str,
    pub unknown: &'static str,
}

/// What is unusual about a text that may be a token.
#[derive(Debug)]
pub struct Doubts {
    pub unusual_start: &'static str,
    pub unusual_character: &'static str,
    pub short: &'static str,
    pub maybe_two: &'static str,
}

/// The buttons under the field, and why Save did nothing.
#[derive(Debug)]
pub struct Footer {
    pub save: &'static str,
    pub check: &'static str,
    pub keep: &'static str,
    pub save_without_check: &'static str,
    pub retry: &'static str,
    pub reload: &'static str,
    pub blocked_shape: &'static str,
    pub blocked_refused: &'static str,
    pub blocked_unchecked: &'static str,
    pub replace_theirs: &'static str,
    pub changed_title: &'static str,
    /// `{who}`, `{when}`
    pub changed_body: &'static str,
    pub changed_somehow: &'static str,
}

/// The report.
#[derive(Debug)]
pub struct Report {
    pub title: &'static str,
    pub title_stored: &'static str,
    /// `{when}`
    pub checked: &'static str,
    pub passed: &'static str,
    pub information: &'static str,
    pub warning: &'static str,
    pub failed: &'static str,
    pub unknown: &'static str,
    /// One WhatsApp account, and more (`{n}`).
    pub accounts: [&'static str; 2],
    pub refused_before: &'static str,
    pub other_app_title: &'static str,
    pub good_title: &'static str,
    pub good_body: &'static str,
    pub no_permissions_title: &'static str,
    pub no_permissions_body: &'static str,
    /// `{seconds}`
    pub wait_seconds: &'static str,
    /// `{minutes}`
    pub wait_minutes: &'static str,
    pub wait_later: &'static str,
    pub wait_over: &'static str,
    pub meta_settings: &'static str,
    pub meta_status: &'static str,
    pub meta_apps: &'static str,
    pub meta_support: &'static str,
}

/// One state of the connection: its name, and what is so.
#[derive(Debug)]
pub struct StatusWords {
    pub name: &'static str,
    pub evidence: &'static str,
}

/// The states of the connection.
#[derive(Debug)]
pub struct Statuses {
    pub label: &'static str,
    pub not_set_up: StatusWords,
    pub checking: StatusWords,
    /// `{when}`
    pub connected: StatusWords,
    /// `{when}`
    pub needs_attention: StatusWords,
    /// `{when}`
    pub not_working: StatusWords,
    /// `{days}`, `{date}`
    pub expires: StatusWords,
    pub expires_tomorrow: StatusWords,
    /// `{date}`
    pub expired: StatusWords,
    /// `{when}`
    pub expired_undated: StatusWords,
    /// `{days}`, `{when}`, `{date}`
    pub access_ends: StatusWords,
    /// `{date}`
    pub access_ended: StatusWords,
    /// `{when}`
    pub rejected: StatusWords,
    /// `{when}`
    pub cannot_check: StatusWords,
    /// `{when}`, `{accepted}`
    pub cannot_check_since: StatusWords,
    pub unconfirmed: StatusWords,
    pub never_checked: StatusWords,
}

/// The stored token.
#[derive(Debug)]
pub struct Stored {
    pub title: &'static str,
    pub app: &'static str,
    /// `{name}`, `{id}`
    pub app_value: &'static str,
    pub app_unknown: &'static str,
    pub ends_in: &'static str,
    pub saved: &'static str,
    /// `{who}`, `{when}`
    pub saved_value: &'static str,
    pub local_account: &'static str,
    pub nameless_account: &'static str,
    pub expires: &'static str,
    pub expires_never: &'static str,
    pub expires_unknown: &'static str,
    /// `{date}`, `{days}`
    pub expires_at: &'static str,
    /// `{date}`
    pub expired_at: &'static str,
    pub expired_undated: &'static str,
    pub accepted: &'static str,
    pub accepted_never: &'static str,
    pub elsewhere_title: &'static str,
    pub elsewhere_body: &'static str,
    pub check_again: &'static str,
    pub replace: &'static str,
    pub disconnect: &'static str,
    pub still_title: &'static str,
    pub still_body: &'static str,
    pub replace_title: &'static str,
    pub replace_body: &'static str,
}

/// One question.
#[derive(Debug)]
pub struct Confirm {
    pub title: &'static str,
    pub body: &'static str,
    pub yes: &'static str,
    pub no: &'static str,
}

/// The questions that are asked once more.
#[derive(Debug)]
pub struct Dialogs {
    /// `{old}`, `{new}`
    pub other_app: Confirm,
    pub this_app: &'static str,
    pub another_app: &'static str,
    pub disconnect: Confirm,
    pub disconnect_elsewhere: &'static str,
    pub revoke: &'static str,
}

/// What was just done, for eyes and for screen readers.
#[derive(Debug)]
pub struct Told {
    pub connected: &'static str,
    pub replaced: &'static str,
    pub saved_unchecked: &'static str,
    pub checked_again: &'static str,
    pub disconnected: &'static str,
    pub newer: &'static str,
    pub gone: &'static str,
    pub next: &'static str,
    pub not_revoked: &'static str,
    pub checking: &'static str,
    pub saving: &'static str,
    pub disconnecting: &'static str,
    /// `{title}`
    pub report: &'static str,
    /// `{status}`, `{evidence}`
    pub state: &'static str,
    /// `{title}`
    pub not_saved: &'static str,
    /// `{title}`
    pub not_confirmed: &'static str,
}

/// One step of the guide.
#[derive(Debug)]
pub struct GuideStep {
    pub title: &'static str,
    /// One paragraph each.
    pub body: &'static [&'static str],
}

/// The guide.
#[derive(Debug)]
pub struct Guide {
    pub title: &'static str,
    pub lead: &'static str,
    pub official: &'static str,
    pub done: &'static str,
    pub steps: [GuideStep; 10],
    pub open_business_settings: &'static str,
    pub open_system_users: &'static str,
    pub open_whatsapp_accounts: &'static str,
    pub once_title: &'static str,
    pub once_body: &'static str,
    pub next: &'static str,
    pub phone_number_id: &'static str,
    pub server: &'static str,
    pub server_guide: &'static str,
}
