//! The door of the pretend Jira under `/_sandbox/jira`: what can be turned while it runs, and what it has counted.
//! Nothing of it exists at Atlassian.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse as _, Response},
    routing::get,
};
use serde_json::{Value, json};

use super::{Fault, Jira, places};

/// The door, also for the listener of the Graph API.
pub(crate) fn router(jira: &Arc<Jira>) -> Router {
    Router::new().route("/_sandbox/jira", get(show).put(turn)).with_state(Arc::clone(jira))
}

/// How everything stands, and the names that whoever sets up a backend needs.
async fn show(State(jira): State<Arc<Jira>>) -> Json<Value> {
    let counts = jira.standing.counts();
    Json(json!({
        "chat": jira.standing.chat(),
        "administers": jira.standing.administers(),
        "invocations": counts.invocations,
        "permission_checks": counts.permission_checks,
        "installs": counts.installs,
        "forge_app_id": places::FORGE_APP_ID,
    }))
}

/// `{"chat": "http://127.0.0.1:8787", "administers": true}`, each only where it is to change.
async fn turn(State(jira): State<Arc<Jira>>, body: Result<Json<Value>, JsonRejection>) -> Response {
    match body.map(|Json(body)| changes(&jira, &body)) {
        Ok(Some(Ok(()))) => StatusCode::NO_CONTENT.into_response(),
        Ok(Some(Err(fault))) => problem(fault.sentence()),
        Ok(None) | Err(_) => problem("Send JSON like {\"chat\": \"http://127.0.0.1:8787\", \"administers\": true}."),
    }
}

/// Makes all the changes that `body` asks for, or none where it asks for something else.
fn changes(jira: &Jira, body: &Value) -> Option<Result<(), Fault>> {
    let known = ["chat", "administers"];
    let body = body.as_object().filter(|body| body.keys().all(|name| known.contains(&name.as_str())))?;
    let chat = body.get("chat").map(|chat| chat.as_str().ok_or(())).transpose().ok()?;
    let administers = body.get("administers").map(|it| it.as_bool().ok_or(())).transpose().ok()?;
    if let Some(Err(fault)) = chat.map(|chat| jira.standing.set_chat(chat)) {
        return Some(Err(fault));
    }
    if let Some(administers) = administers {
        jira.standing.set_administers(administers);
    }
    Some(Ok(()))
}

fn problem(sentence: &str) -> Response {
    (StatusCode::BAD_REQUEST, Json(json!({ "error": sentence }))).into_response()
}
