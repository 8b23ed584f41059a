//! The sandbox's own door, under `/_sandbox`: which tokens there are, what was asked, and how to change an answer
//! while a test runs. Nothing here exists at Meta, and no answer but the list of tokens holds a token.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, put},
};
use serde_json::{Value, json};

use crate::graph::{Graph, cases, facts::GOOD, fault::ELSEWHERE};

pub(crate) fn router(graph: Arc<Graph>) -> Router {
    let door = Router::new()
        .route("/tokens", get(tokens))
        .route("/answers/{name}", put(substitute).delete(restore))
        .route("/requests", get(requests).delete(forget))
        .fallback(async || problem(StatusCode::NOT_FOUND, "The sandbox has no such path."))
        .with_state(Arc::clone(&graph));
    Router::new().route(ELSEWHERE, get(elsewhere)).with_state(graph).nest("/_sandbox", door)
}

/// `[{name, token, does}]`, in the order of the table.
async fn tokens() -> Json<Value> {
    let rows = cases::all().map(|case| json!({ "name": case.name, "token": case.token, "does": case.does })).collect();
    Json(rows)
}

/// `{"as": "other-name"}`: from now on the token of this case behaves as the other.
async fn substitute(
    State(graph): State<Arc<Graph>>,
    Path(name): Path<String>,
    body: Result<Json<Value>, JsonRejection>,
) -> Response {
    let Some(case) = cases::by_name(&name) else {
        return no_such_case();
    };
    let acting = match body {
        Ok(Json(body)) => body["as"].as_str().map(cases::by_name),
        Err(_) => None,
    };
    match acting {
        Some(Some(acting)) => {
            graph.memory.stand_in(case, acting);
            StatusCode::NO_CONTENT.into_response()
        }
        Some(None) => no_such_case(),
        None => problem(StatusCode::BAD_REQUEST, "Send JSON like {\"as\": \"good\"}."),
    }
}

async fn restore(State(graph): State<Arc<Graph>>, Path(name): Path<String>) -> Response {
    let Some(case) = cases::by_name(&name) else {
        return no_such_case();
    };
    graph.memory.stand_down(case);
    StatusCode::NO_CONTENT.into_response()
}

/// `{total, requests: [{name, path, count}]}`; `name` is null for a token that is not in the table.
async fn requests(State(graph): State<Arc<Graph>>) -> Json<Value> {
    let counts = graph.memory.requests();
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    let rows: Value =
        counts.into_iter().map(|((name, path), count)| json!({ "name": name, "path": path, "count": count })).collect();
    Json(json!({ "total": total, "requests": rows }))
}

async fn forget(State(graph): State<Arc<Graph>>) -> StatusCode {
    graph.memory.forget_requests();
    StatusCode::NO_CONTENT
}

/// A report that would fool whoever follows the redirect, and the count that gives them away.
async fn elsewhere(State(graph): State<Arc<Graph>>) -> Json<Value> {
    graph.memory.count(None, ELSEWHERE);
    Json(crate::graph::report(&GOOD))
}

fn no_such_case() -> Response {
    problem(StatusCode::NOT_FOUND, "No case has this name; GET /_sandbox/tokens lists them.")
}

fn problem(status: StatusCode, sentence: &str) -> Response {
    (status, Json(json!({ "error": sentence }))).into_response()
}
