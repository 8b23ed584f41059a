//! The contract as an OpenAPI document, for people who don't write Rust.
//!
//! The schemas are derived from the types. The operations are listed here. `docs/openapi.json` is a copy of this
//! document, and a test fails if they differ.

use crate::problem::{Code, Problem};
use crate::report::TokenReport;
use crate::request::{CheckToken, OpenSession, SaveToken, Session};
use crate::settings::Settings;
use crate::{endpoint, problem};
use serde_json::{Map, Value, json};
use utoipa::openapi::ComponentsBuilder;
use utoipa::{PartialSchema, ToSchema};

/// An operation of the API.
struct Operation {
    method: &'static str,
    path: &'static str,
    id: &'static str,
    summary: &'static str,
    /// The schema of the request's body.
    body: Option<&'static str>,
    /// The schema of a successful response.
    response: &'static str,
    /// The headers that a write needs.
    headers: &'static [&'static str],
    /// The error codes of this operation only.
    codes: &'static [Code],
}

const IF_MATCH: &str = "If-Match";
const IDEMPOTENCY_KEY: &str = "Idempotency-Key";

const OPERATIONS: [Operation; 7] = [
    Operation {
        method: "get",
        path: endpoint::SETTINGS,
        id: "showSettings",
        summary: "Returns the settings. The ETag identifies the last write; a check doesn't change it.",
        body: None,
        response: "Settings",
        headers: &[],
        codes: &[],
    },
    Operation {
        method: "post",
        path: endpoint::TOKEN_CHECKS,
        id: "checkToken",
        summary: "Checks a token that isn't saved. A rejection by Meta is a report, not an error.",
        body: Some("CheckToken"),
        response: "TokenReport",
        headers: &[],
        codes: &[Code::TokenShape, Code::TooManyRequests, Code::JiraUnreachable],
    },
    Operation {
        method: "put",
        path: endpoint::TOKEN,
        id: "saveToken",
        summary: "Checks a token and saves it. The stored token stays until the new one is accepted.",
        body: Some("SaveToken"),
        response: "Settings",
        headers: &[IF_MATCH, IDEMPOTENCY_KEY],
        codes: &[
            Code::OtherApp,
            Code::Changed,
            Code::TokenShape,
            Code::TokenRefused,
            Code::KeyReused,
            Code::PreconditionRequired,
            Code::TooManyRequests,
            Code::CouldNotCheck,
            Code::JiraUnreachable,
        ],
    },
    Operation {
        method: "delete",
        path: endpoint::TOKEN,
        id: "disconnect",
        summary: "Deletes the stored token. This doesn't revoke it at Meta.",
        body: None,
        response: "Settings",
        headers: &[IF_MATCH],
        codes: &[Code::Changed, Code::PreconditionRequired, Code::JiraUnreachable],
    },
    Operation {
        method: "post",
        path: endpoint::CHECKS,
        id: "checkAgain",
        summary: "Checks the stored token again and stores the new report.",
        body: None,
        response: "Settings",
        headers: &[],
        codes: &[Code::NothingStored, Code::TooManyRequests, Code::JiraUnreachable],
    },
    Operation {
        method: "post",
        path: endpoint::SESSION,
        id: "openSession",
        summary: "Opens a session, if the backend creates sessions itself.",
        body: Some("OpenSession"),
        response: "Session",
        headers: &[],
        codes: &[],
    },
    Operation {
        method: "post",
        path: endpoint::FORGE_SESSION,
        id: "openForgeSession",
        summary: "Opens a session for the person and project in a Forge Invocation Token. Forge's servers send it. The \
            header `x-forge-oauth-user` contains the token that Jira needs to confirm the person's permissions.",
        body: None,
        response: "Session",
        headers: &[],
        codes: &[Code::NotAllowed, Code::NotFound, Code::JiraUnreachable],
    },
];

/// Error codes of every operation.
const EVERYWHERE: [Code; 6] =
    [Code::Malformed, Code::SessionEnded, Code::ForeignOrigin, Code::Internal, Code::Unavailable, Code::TimedOut];

/// Error codes of operations on a project.
const OF_PROJECT: [Code; 2] = [Code::NotAllowed, Code::NotFound];

/// Error codes of operations with a body.
const OF_BODY: [Code; 2] = [Code::TooLarge, Code::WrongMediaType];

/// The document as formatted JSON, with a line break at the end.
#[must_use]
pub fn document() -> String {
    let mut paths = Map::new();
    for operation in &OPERATIONS {
        paths.entry(operation.path).or_insert_with(|| json!({}))[operation.method] = operation.describe();
    }
    let document = json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Chat backend: WhatsApp Business settings",
            "version": env!("CARGO_PKG_VERSION"),
            "description": "The API between the settings page of Chat and its backend. The token travels only in the \
                bodies of `checkToken` and `saveToken`; no response has a field for it. Clients read a name that they \
                don't know as `unknown`.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "paths": paths,
        "components": {
            "schemas": schemas(),
            "securitySchemes": {
                "session": { "type": "http", "scheme": "bearer" },
                "forge": { "type": "http", "scheme": "bearer", "description": "A Forge Invocation Token." },
            },
        },
    });
    format!("{document:#}\n")
}

/// All wire types and the types that they contain.
fn schemas() -> Value {
    let mut schemas = Vec::new();
    collect::<CheckToken>(&mut schemas);
    collect::<SaveToken>(&mut schemas);
    collect::<OpenSession>(&mut schemas);
    collect::<Session>(&mut schemas);
    collect::<Settings>(&mut schemas);
    collect::<TokenReport>(&mut schemas);
    collect::<Problem>(&mut schemas);
    let components = ComponentsBuilder::new().schemas_from_iter(schemas).build();
    json!(components)["schemas"].take()
}

type Schema = utoipa::openapi::RefOr<utoipa::openapi::Schema>;

fn collect<T: ToSchema + PartialSchema>(schemas: &mut Vec<(String, Schema)>) {
    schemas.push((T::name().into_owned(), T::schema()));
    T::schemas(schemas);
}

impl Operation {
    fn describe(&self) -> Value {
        let security = match self.path {
            endpoint::SESSION => json!([]),
            endpoint::FORGE_SESSION => json!([{ "forge": [] }]),
            _ => json!([{ "session": [] }]),
        };
        let mut described = json!({
            "operationId": self.id,
            "summary": self.summary,
            "parameters": self.parameters(),
            "responses": self.responses(),
            "security": security,
        });
        if let Some(body) = self.body {
            described["requestBody"] = json!({ "required": true, "content": content("application/json", body) });
        }
        described
    }

    fn is_of_project(&self) -> bool {
        self.path.contains("{project}")
    }

    fn parameters(&self) -> Vec<Value> {
        let project = json!({
            "name": "project", "in": "path", "required": true,
            "schema": { "$ref": "#/components/schemas/ProjectKey" },
        });
        let header = |name: &&str| {
            let (description, schema) = match *name {
                IF_MATCH => ("The ETag of the settings that were read.", json!({ "type": "string" })),
                _ => (
                    "An idempotency key. A repeated request has no second effect and gets the first response.",
                    json!({ "type": "string", "pattern": "^[!-~]{1,128}$" }),
                ),
            };
            json!({ "name": name, "in": "header", "required": true, "description": description, "schema": schema })
        };
        let path = self.is_of_project().then_some(project);
        path.into_iter().chain(self.headers.iter().map(header)).collect()
    }

    fn responses(&self) -> Map<String, Value> {
        let mut responses = Map::new();
        let request_id =
            json!({ "description": "The request ID, which the backend logs.", "schema": { "type": "string" } });
        let mut headers = json!({ endpoint::REQUEST_ID: request_id });
        if self.response == "Settings" {
            let etag = json!({ "description": "Identifies the last write.", "schema": { "type": "string" } });
            headers["ETag"] = etag;
        }
        let schema = content("application/json", self.response);
        responses.insert("200".into(), json!({ "description": self.response, "headers": headers, "content": schema }));
        // Forge only forwards responses of this media type.
        let media_type = if self.path == endpoint::FORGE_SESSION { "application/json" } else { problem::MEDIA_TYPE };
        for (status, names) in self.errors() {
            let description = names.join(", ");
            let mut response = json!({ "description": description, "content": content(media_type, "Problem") });
            if status == 429 {
                let wait = json!({ "description": "Seconds to wait.", "schema": { "type": "integer" } });
                response["headers"] = json!({ "Retry-After": wait });
            }
            responses.insert(status.to_string(), response);
        }
        responses
    }

    /// The error codes by status.
    fn errors(&self) -> std::collections::BTreeMap<u16, Vec<String>> {
        let of_project: &[Code] = if self.is_of_project() { &OF_PROJECT } else { &[] };
        let of_body: &[Code] = if self.body.is_some() { &OF_BODY } else { &[] };
        let all = EVERYWHERE.iter().chain(of_project).chain(of_body).chain(self.codes);
        let mut errors = std::collections::BTreeMap::<u16, Vec<String>>::new();
        for code in all {
            let name = json!(code).as_str().map(|name| format!("`{name}`"));
            errors.entry(code.status()).or_default().extend(name);
        }
        errors
    }
}

fn content(media_type: &str, schema: &str) -> Value {
    json!({ media_type: { "schema": { "$ref": format!("#/components/schemas/{schema}") } } })
}
