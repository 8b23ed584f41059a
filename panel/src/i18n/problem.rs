//! The shape of the sentences about calls to the Chat backend that brought no answer, or a refusal.

/// What happened, and what to do.
#[derive(Debug)]
pub struct Advice {
    pub title: &'static str,
    pub body: &'static str,
}

/// One piece of advice for each way in which a call can fail.
#[derive(Debug)]
pub struct Problems {
    pub offline: Advice,
    pub unreachable: Advice,
    pub cut_off: Advice,
    pub timed_out: Advice,
    pub unreadable: Advice,
    pub host_silent: Advice,
    pub wrong_site: Advice,
    pub malformed: Advice,
    pub session_ended: Advice,
    pub not_allowed: Advice,
    pub foreign_origin: Advice,
    pub not_found: Advice,
    pub method_not_allowed: Advice,
    pub other_app: Advice,
    pub nothing_stored: Advice,
    pub changed: Advice,
    pub too_large: Advice,
    pub wrong_media_type: Advice,
    pub token_shape: Advice,
    pub token_refused: Advice,
    pub key_reused: Advice,
    pub precondition_required: Advice,
    pub too_many_requests: Advice,
    pub internal: Advice,
    pub could_not_check: Advice,
    pub jira_unreachable: Advice,
    pub unavailable: Advice,
    pub backend_timed_out: Advice,
    pub unknown: Advice,
    /// Follows where nothing was changed for certain.
    pub nothing_changed: &'static str,
    /// Follows where a save may have been done.
    pub maybe_saved: &'static str,
    /// Follows where a disconnect may have been done.
    pub maybe_disconnected: &'static str,
}
