//! Whose data a request is about.

use contract::settings::ProjectKey;

/// One project of one tenant. Only a verified session creates one, and every query about a project takes one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The customer.
    pub tenant: String,
    pub project: ProjectKey,
}
