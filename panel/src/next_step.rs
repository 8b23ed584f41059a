//! Where an admin can go to fix something.

/// A place that a message can lead to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NextStep {
    /// A step of the guide, counted from 1.
    Step(u8),
    /// Meta's Business settings.
    MetaSettings,
    /// Meta's status page.
    MetaStatus,
    /// The list of the admin's Meta apps.
    MetaApps,
    /// Meta Business Support.
    MetaSupport,
    /// A reload of this page.
    Reload,
}
