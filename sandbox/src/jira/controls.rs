//! The control API of the fake Jira, under `/_sandbox/jira`: what can change at run time, and the counts. Atlassian
//! has nothing like it.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{fixtures, state::Jira};

/// The control API, also for the listener of the Graph API.
pub(crate) fn router(jira: &Arc<Jira>) -> Router {
    Router::new().route("/_sandbox/jira", get(show).put(change)).with_state(Arc::clone(jira))
}

async fn show(State(jira): State<Arc<Jira>>) -> Json<Value> {
    let counts = jira.counts();
    Json(json!({
        "chat": jira.chat(),
        "administers": jira.administers(),
        "invocations": counts.invocations,
        "permission_checks": counts.permission_checks,
        "forge_app_id": fixtures::FORGE_APP_ID,
    }))
}

/// `{"chat": "http://127.0.0.1:8787", "administers": true}`; what is left out doesn't change.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    chat: Option<String>,
    administers: Option<bool>,
}

async fn change(State(jira): State<Arc<Jira>>, body: Result<Json<Change>, JsonRejection>) -> Response {
    let Ok(Json(change)) = body else {
        return problem("Send JSON like {\"chat\": \"http://127.0.0.1:8787\", \"administers\": true}.");
    };
    if let Some(Err(error)) = change.chat.map(|chat| jira.set_chat(&chat)) {
        return problem(&error.to_string());
    }
    if let Some(administers) = change.administers {
        jira.set_administers(administers);
    }
    StatusCode::NO_CONTENT.into_response()
}

fn problem(sentence: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": sentence }))).into_response()
}
