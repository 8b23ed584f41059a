//! A browser tab of its own: the project stands in the address, the session comes from the backend.

use super::detect::parameter;
use super::window;
use contract::settings::ProjectKey;

/// `?project=SUP`
pub(super) fn project() -> Option<ProjectKey> {
    ProjectKey::parse(parameter(&window::query(), "project")?)
}
