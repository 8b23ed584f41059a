//! Paths, methods, and headers that the page and the backend share.

use crate::settings::ProjectKey;

/// `GET`: the settings. For the page's own path, see [`PANEL`].
///
/// In a browser tab, `{project}` is the project's key. Inside Jira it's the project's ID, such as `10000`, because Jira
/// can rename keys and the connection has to survive that. A session is valid for one project.
pub const SETTINGS: &str = "/api/projects/{project}/whatsapp";
/// `POST`: check a token that isn't saved.
pub const TOKEN_CHECKS: &str = "/api/projects/{project}/whatsapp/token-checks";
/// `PUT`: check and save a token. `DELETE`: disconnect.
pub const TOKEN: &str = "/api/projects/{project}/whatsapp/token";
/// `POST`: check the saved token again.
pub const CHECKS: &str = "/api/projects/{project}/whatsapp/checks";
/// `POST`: open a session, if the backend creates sessions itself.
pub const SESSION: &str = "/api/session";
/// `POST`, by Forge's servers with the Forge Invocation Token: open a session for the person and project in the token.
pub const FORGE_SESSION: &str = "/forge/session";
/// `GET`: the contract as OpenAPI.
pub const OPENAPI: &str = "/api/openapi.json";
/// `GET`: the page.
pub const PANEL: &str = "/panel/";
/// `GET`: the process is alive.
pub const HEALTHZ: &str = "/healthz";
/// `GET`: the process can handle requests.
pub const READYZ: &str = "/readyz";

/// The request header with the idempotency key of a write: 1 to 128 visible ASCII characters.
pub const IDEMPOTENCY_KEY: &str = "idempotency-key";
/// The response header with the request ID, which the backend logs.
pub const REQUEST_ID: &str = "x-request-id";

/// `pattern` for this project.
#[must_use]
pub fn of_project(pattern: &str, project: &ProjectKey) -> String {
    let part = |part| if part == "{project}" { project.as_str() } else { part };
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}
