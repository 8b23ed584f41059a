//! Whose data: the tenant and the project to which a request was proved to belong.

use contract::settings::ProjectKey;

/// One project of one tenant. Only a verified session makes one, and nothing is read or written without one.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Scope {
    /// The customer.
    pub tenant: String,
    /// The project.
    pub project: ProjectKey,
}
