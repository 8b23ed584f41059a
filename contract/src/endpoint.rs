//! Paths, methods and headers, once for both ends.

use crate::settings::ProjectKey;

/// `GET`: the settings. The panel's own path is beside it, see [`PANEL`].
///
/// In a browser tab of its own, `{project}` is the project's key. Inside Jira it is the project's ID, such as `10000`:
/// keys get renamed there, and what is connected must not be lost by that. A session is for one project, and names it.
pub const SETTINGS: &str = "/api/projects/{project}/whatsapp";
/// `POST`: check a token that is not saved.
pub const TOKEN_CHECKS: &str = "/api/projects/{project}/whatsapp/token-checks";
/// `PUT`: check and save a token. `DELETE`: disconnect.
pub const TOKEN: &str = "/api/projects/{project}/whatsapp/token";
/// `POST`: check the saved token again.
pub const CHECKS: &str = "/api/projects/{project}/whatsapp/checks";
/// `POST`: a session where the backend hands them out by itself.
pub const SESSION: &str = "/api/session";
/// `POST`, by Forge's servers with the Forge Invocation Token: a session of the person and project that it names.
pub const FORGE_SESSION: &str = "/forge/session";
/// `GET`: the contract as OpenAPI.
pub const OPENAPI: &str = "/api/openapi.json";
/// `GET`: the page.
pub const PANEL: &str = "/panel/";
/// `GET`: the process is alive.
pub const HEALTHZ: &str = "/healthz";
/// `GET`: the process can serve.
pub const READYZ: &str = "/readyz";

/// The request header that names one intent of the admin's; 1 to 128 visible ASCII characters.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The answer header that names it in the backend's log.
pub const REQUEST_ID: &str = "x-request-id";

/// `pattern` for this project.
#[must_use]
pub fn of_project(pattern: &str, project: &ProjectKey) -> String {
    let part = |part| if part == "{project}" { project.as_str() } else { part };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}
