//! The sandbox's control API, under `/_sandbox`: the tokens, the requests so far, and a way to change a response while
//! a test runs. Meta has nothing like it. No response but the list of tokens holds a token.

use std::sync::Arc;

use axum::{
    Json, Router,
    extract::{Path, State, rejection::JsonRejection},
    http::StatusCode,
    response::{IntoResponse, Response},
    routing::{get, put},
};
use serde_json::{Value, json};

use crate::graph::{cases, fault::REDIRECT_TARGET, state::Graph, token::TokenFacts};

pub(crate) fn router(graph: Arc<Graph>) -> Router {
    let control = Router::new()
        .route("/tokens", get(tokens))
        .route("/responses/{name}", put(impersonate).delete(restore))
        .route("/requests", get(requests).delete(reset_counts))
        .fallback(async || problem(StatusCode::NOT_FOUND, "The sandbox has no such path."))
        .with_state(Arc::clone(&graph));
    Router::new().route(REDIRECT_TARGET, get(redirect_target)).with_state(graph).nest("/_sandbox", control)
}

/// `[{name, token, about}]`, in the order of the table.
async fn tokens() -> Json<Value> {
    let row = |case: &cases::Case| json!({ "name": case.name, "token": case.token, "about": case.about });
    Json(cases::all().map(row).collect())
}

/// `{"as": "other-name"}`: from now on the token of this case behaves as the other.
async fn impersonate(
    State(graph): State<Arc<Graph>>,
    Path(name): Path<String>,
    body: Result<Json<Value>, JsonRejection>,
) -> Response {
    let Some(case) = cases::by_name(&name) else {
        return no_such_case();
    };
    let Some(other) = body.ok().and_then(|Json(body)| body["as"].as_str().map(cases::by_name)) else {
        return problem(StatusCode::BAD_REQUEST, "Send JSON like {\"as\": \"good\"}.");
    };
    let Some(other) = other else {
        return no_such_case();
    };
    graph.impersonate(case, other);
    StatusCode::NO_CONTENT.into_response()
}

async fn restore(State(graph): State<Arc<Graph>>, Path(name): Path<String>) -> Response {
    let Some(case) = cases::by_name(&name) else {
        return no_such_case();
    };
    graph.restore(case);
    StatusCode::NO_CONTENT.into_response()
}

/// `{total, requests: [{name, path, count}]}`; `name` is null for a token that is not in the table.
async fn requests(State(graph): State<Arc<Graph>>) -> Json<Value> {
    let counts = graph.requests();
    let total: u64 = counts.iter().map(|(_, count)| count).sum();
    let rows: Value =
        counts.into_iter().map(|((name, path), count)| json!({ "name": name, "path": path, "count": count })).collect();
    Json(json!({ "total": total, "requests": rows }))
}

async fn reset_counts(State(graph): State<Arc<Graph>>) -> StatusCode {
    graph.reset_counts();
    StatusCode::NO_CONTENT
}

/// A report that would convince a client that followed the redirect, which the count gives away.
async fn redirect_target(State(graph): State<Arc<Graph>>) -> Json<Value> {
    graph.count(None, REDIRECT_TARGET);
    Json(TokenFacts::default().report())
}

fn no_such_case() -> Response {
    problem(StatusCode::NOT_FOUND, "No case has this name; GET /_sandbox/tokens lists them.")
}

fn problem(status: StatusCode, sentence: &str) -> Response {
    (status, Json(json!({ "error": sentence }))).into_response()
}
