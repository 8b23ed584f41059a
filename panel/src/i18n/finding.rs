//! The shape of the sentences about one finding each.

/// One finding: its line in the report, what follows from it, and the headline that it can become.
#[derive(Debug)]
pub struct Note {
    /// The line.
    pub line: &'static str,
    /// What follows from it, under the line; may be empty.
    pub detail: &'static str,
    /// The headline, in three or four words; empty for what is never one.
    pub title: &'static str,
    /// What happened and what to do; empty for what is never a headline.
    pub advice: &'static str,
}

impl Note {
    /// A finding that asks for nothing.
    #[must_use]
    pub const fn quiet(line: &'static str, detail: &'static str) -> Self {
        Self { line, detail, title: "", advice: "" }
    }

    /// A finding that asks for something; its line is its headline.
    #[must_use]
    pub const fn asks(title: &'static str, detail: &'static str, advice: &'static str) -> Self {
        Self { line: title, detail, title, advice }
    }

    /// A finding whose line says it in other words than its headline.
    #[must_use]
    pub const fn both(line: &'static str, detail: &'static str, title: &'static str, advice: &'static str) -> Self {
        Self { line, detail, title, advice }
    }
}

/// One note for each finding of the contract.
#[derive(Debug)]
pub struct Findings {
    pub reached: Note,
    pub unreachable: Note,
    pub timed_out: Note,
    pub meta_down: Note,
    pub bad_answer: Note,
    pub rate_limited: Note,
    pub unknown_answer: Note,
    pub not_checked: Note,
    pub accepted: Note,
    pub refused: Note,
    pub malformed: Note,
    pub expired: Note,
    pub revoked: Note,
    pub password_changed: Note,
    pub page_role_missing: Note,
    pub app_not_assigned: Note,
    pub user_checkpoint: Note,
    pub permission_denied: Note,
    pub policy_blocked: Note,
    pub token_not_seen: Note,
    pub token_unknown: Note,
    pub system_user: Note,
    pub personal_token: Note,
    pub temporary_token: Note,
    pub page_token: Note,
    pub apps_own_token: Note,
    /// Used where Meta did not tell.
    pub owner_unknown: Note,
    /// Used where Meta told, and in a word that is not known here.
    pub owner_new: Note,
    pub app_known: Note,
    /// Used where the app has no name.
    pub app_without_name: Note,
    pub app_secret_required: Note,
    pub app_unknown: Note,
    pub messaging_granted: Note,
    pub messaging_missing: Note,
    pub messaging_unknown: Note,
    pub management_granted: Note,
    pub management_missing: Note,
    pub management_unknown: Note,
    pub business_granted: Note,
    pub business_not_granted: Note,
    pub never_expires: Note,
    pub expires: Note,
    pub expiry_unknown: Note,
    pub data_access_never_expires: Note,
    pub data_access_expires: Note,
    pub data_access_expired: Note,
    pub data_access_unknown: Note,
    pub accounts_unrestricted: Note,
    pub accounts_named: Note,
    pub account_not_assigned: Note,
    pub account_not_visible: Note,
    pub account_locked: Note,
    pub accounts_unknown: Note,
    pub more_permissions: Note,
    /// A newer backend's finding that passed, or is information.
    pub unknown_fine: Note,
    /// A newer backend's finding that warns.
    pub unknown_warning: Note,
    /// A newer backend's finding that failed.
    pub unknown_fail: Note,
    /// A newer backend's finding that could not find out.
    pub unknown: Note,
}
