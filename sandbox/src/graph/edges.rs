//! The edges that a token check requests.
//!
//! - `GET /{version}/debug_token?input_token=…`: what Meta knows about a token. A token can inspect itself; an app
//!   (`{app_id}|{app_secret}`) can inspect its own tokens, and gets the error of an invalid one with status 200.
//! - `GET /{version}/app` and `GET /{version}/me/permissions`: what can still be learned about a token that can't
//!   inspect itself. The responses hold `id` and `name`, whatever `fields` says.
//!
//! Source: <https://developers.facebook.com/docs/graph-api/reference/debug_token>.

use axum::response::Response;
use serde_json::{Value, json};

use super::{
    cases::{self, MetaResponse},
    error, fault,
    request::{Caller, GraphRequest},
    token::{APP_SECRET, App, TokenFacts},
};

pub(super) async fn debug_token(request: GraphRequest) -> Response {
    let reply = &request.reply;
    let Some(input) = request.input_token.as_deref() else {
        return reply.error(&error::input_token_missing(), "");
    };
    match &request.caller {
        Caller::Anonymous => reply.error(&error::no_token(), ""),
        Caller::Token(token) if token == input => inspect_itself(&request, token).await,
        Caller::Token(_) => reply.error(&error::app_token_needed(), ""),
        Caller::App { id, secret } if secret == APP_SECRET => match App::with_id(id) {
            Some(app) => inspect_by_app(&request, app, input).await,
            None => reply.error(&error::wrong_app_secret(), ""),
        },
        Caller::App { .. } => reply.error(&error::wrong_app_secret(), ""),
    }
}

async fn inspect_itself(request: &GraphRequest, token: &str) -> Response {
    let reply = &request.reply;
    let Some(case) = cases::by_token(token) else {
        return reply.error(&error::unreadable(token), token);
    };
    match request.graph.next_response(case) {
        MetaResponse::Token(facts) => {
            request.graph.delay(facts.delay_seconds).await;
            reply.ok(&facts.report())
        }
        MetaResponse::Invalid(error) => reply.ok(&error.invalid_report(token)),
        MetaResponse::SelfInspectionDenied(_) => reply.error(&error::app_token_needed(), token),
        MetaResponse::Error(error) => reply.error(error, token),
        MetaResponse::Fault(fault) => fault::respond(*fault, request).await,
    }
}

async fn inspect_by_app(request: &GraphRequest, caller: App, token: &str) -> Response {
    let reply = &request.reply;
    let Some(case) = cases::by_token(token) else {
        return reply.ok(&error::unreadable(token).invalid_report(token));
    };
    match request.graph.next_response(case) {
        MetaResponse::Token(facts) | MetaResponse::SelfInspectionDenied(facts) => {
            request.graph.delay(facts.delay_seconds).await;
            if facts.app.is_some_and(|app| app != caller) {
                return reply.error(&error::token_of_another_app(), "");
            }
            reply.ok(&facts.report())
        }
        MetaResponse::Invalid(error) => reply.ok(&error.invalid_report(token)),
        MetaResponse::Error(error) if error.code() == Some(190) => reply.ok(&error.invalid_report(token)),
        MetaResponse::Error(error) => reply.error(error, token),
        MetaResponse::Fault(fault) => fault::respond(*fault, request).await,
    }
}

/// The app that the caller's token belongs to.
pub(super) async fn app(request: GraphRequest) -> Response {
    let body = |facts: &TokenFacts| facts.app.map(|app| json!({ "id": app.id(), "name": app.name() }));
    respond(request, body).await
}

/// The permissions of the caller's token.
pub(super) async fn permissions(request: GraphRequest) -> Response {
    let granted = |scope: &String| json!({ "permission": scope, "status": "granted" });
    let body = |facts: &TokenFacts| Some(json!({ "data": facts.scopes.iter().map(granted).collect::<Value>() }));
    respond(request, body).await
}

/// `body` is the response for a token of these facts, `None` if there is no such object.
async fn respond(request: GraphRequest, body: impl Fn(&TokenFacts) -> Option<Value>) -> Response {
    let reply = &request.reply;
    let Caller::Token(token) = &request.caller else {
        return reply.error(&error::no_token(), "");
    };
    let Some(case) = cases::by_token(token) else {
        return reply.error(&error::unreadable(token), token);
    };
    match request.graph.last_response(case) {
        MetaResponse::Token(facts) | MetaResponse::SelfInspectionDenied(facts) => {
            request.graph.delay(facts.delay_seconds).await;
            body(facts).map_or_else(|| reply.error(&error::no_such_object(), ""), |body| reply.ok(&body))
        }
        MetaResponse::Invalid(error) | MetaResponse::Error(error) => reply.error(error, token),
        MetaResponse::Fault(fault) => fault::respond(*fault, &request).await,
    }
}
