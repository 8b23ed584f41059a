//! `GET /{version}/app` and `GET /{version}/me/permissions`: what is left to ask when a token may not inspect itself.
//!
//! The answers hold `id` and `name`, whatever `fields` asks for.

use axum::response::Response;
use serde_json::{Value, json};

use super::{
    Edge,
    behaviour::{Answer, Ladder},
    error,
    exchange::{Caller, Exchange},
    facts::Facts,
    fault,
};

/// The app to which the caller's token belongs.
pub(super) async fn app(exchange: Exchange) -> Response {
    answer(exchange, Edge::App, |facts, _declined| facts.app.map(|app| json!({ "id": app.id, "name": app.name }))).await
}

/// The scopes that the caller's token was given or denied.
pub(super) async fn permissions(exchange: Exchange) -> Response {
    answer(exchange, Edge::Permissions, |facts, declined| {
        let granted = facts.scopes.iter().map(|scope| (scope, "granted"));
        let declined = declined.iter().map(|scope| (scope, "declined"));
        let data: Value =
            granted.chain(declined).map(|(scope, status)| json!({ "permission": scope, "status": status })).collect();
        Some(json!({ "data": data }))
    })
    .await
}

/// `tell` gives the body for a token of these facts and declined scopes; `None` where there is no such thing.
async fn answer(exchange: Exchange, edge: Edge, tell: impl Fn(&Facts, &[&str]) -> Option<Value>) -> Response {
    let reply = &exchange.reply;
    let told = |facts, declined| match tell(facts, declined) {
        Some(body) => reply.succeed(&body),
        None => reply.refuse(&error::NO_SUCH_OBJECT, ""),
    };
    let Caller::Token(token) = &exchange.caller else {
        return reply.refuse(&error::NO_TOKEN, "");
    };
    match exchange.choose(token, edge) {
        Ok(Answer::Inspected(facts)) => told(facts, &[]),
        Ok(Answer::InspectedSlowly(facts)) => {
            fault::dawdle(&exchange).await;
            told(facts, &[])
        }
        Ok(Answer::InspectionRefused(Ladder::Answers { facts, declined })) => told(facts, declined),
        Ok(
            Answer::ReportedInvalid(error) | Answer::Refused(error) | Answer::InspectionRefused(Ladder::Fails(error)),
        ) => reply.refuse(error, token),
        Ok(Answer::Fault(fault)) => fault.happen(&exchange).await,
        Err(error) => reply.refuse(error, token),
    }
}
