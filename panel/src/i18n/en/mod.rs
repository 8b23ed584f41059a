//! English, the reference text.
//!
//! How it is written: what happened, then what to do; sentence case; no blame, no "please", no codes. Meta's
//! names are spelled as Meta spells them.

mod field;
mod findings;
mod guide;
mod panel;
mod problems;
mod refusals;

use super::Messages;

/// Every sentence in English.
pub static ENGLISH: Messages = Messages {
    language: "en",
    panel: panel::PANEL,
    field: field::FIELD,
    removals: field::REMOVALS,
    shapes: field::SHAPES,
    doubts: field::DOUBTS,
    footer: panel::FOOTER,
    report: panel::REPORT,
    findings: findings::FINDINGS,
    problems: problems::PROBLEMS,
    statuses: panel::STATUSES,
    stored: panel::STORED,
    dialogs: panel::DIALOGS,
    told: panel::TOLD,
    moments: panel::MOMENTS,
    guide: guide::GUIDE,
};
