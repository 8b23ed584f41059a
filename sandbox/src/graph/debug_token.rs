//! `GET /{version}/debug_token?input_token=…`: what Meta knows about a token.
//!
//! Source: <https://developers.facebook.com/docs/graph-api/reference/debug_token>. A token may ask about itself; an app
//! (`{app_id}|{app_secret}`) may ask about any of its own, and then learns of a bad one under status 200.

use std::time::{SystemTime, UNIX_EPOCH};

use axum::response::Response;
use serde_json::{Map, Value, json};

use super::{
    Edge,
    behaviour::{Answer, Ladder},
    error::{self, GraphError},
    exchange::{Caller, Exchange},
    facts::{self, Extra, Facts, Granular, Kind, Moment},
    fault,
};

/// When every token of the table was made: 2024-04-02, in Unix seconds.
const ISSUED_AT: i64 = 1_712_099_387;

/// The system user, or person, behind every token of the table.
const USER_ID: &str = "104169029247128";

pub(super) async fn inspect(exchange: Exchange) -> Response {
    let Some(input) = exchange.input_token.as_deref() else {
        return exchange.reply.refuse(&error::INPUT_TOKEN_MISSING, "");
    };
    match &exchange.caller {
        Caller::Nobody => exchange.reply.refuse(&error::NO_TOKEN, ""),
        Caller::Token(token) if token == input => by_itself(&exchange, token).await,
        Caller::Token(_) => exchange.reply.refuse(&error::APP_TOKEN_NEEDED, ""),
        Caller::App { id, secret } if facts::is_app(id) && secret == facts::APP_SECRET => {
            by_app(&exchange, id, input).await
        }
        Caller::App { .. } => exchange.reply.refuse(&error::WRONG_APP_SECRET, ""),
    }
}

async fn by_itself(exchange: &Exchange, token: &str) -> Response {
    let reply = &exchange.reply;
    match exchange.choose(token, Edge::DebugToken) {
        Ok(Answer::Inspected(facts)) => reply.succeed(&report(facts)),
        Ok(Answer::InspectedSlowly(facts)) => {
            fault::dawdle(exchange).await;
            reply.succeed(&report(facts))
        }
        Ok(Answer::ReportedInvalid(error)) => reply.succeed(&report_invalid(error, token)),
        Ok(Answer::InspectionRefused(_)) => reply.refuse(&error::APP_TOKEN_NEEDED, token),
        Ok(Answer::Refused(error)) => reply.refuse(error, token),
        Ok(Answer::Fault(fault)) => fault.happen(exchange).await,
        Err(error) => reply.refuse(error, token),
    }
}

async fn by_app(exchange: &Exchange, app_id: &str, token: &str) -> Response {
    let reply = &exchange.reply;
    let told = |facts: &Facts| match facts.app {
        Some(app) if app.id != app_id => reply.refuse(&error::ANOTHER_APPS_TOKEN, ""),
        _ => reply.succeed(&report(facts)),
    };
    match exchange.choose(token, Edge::DebugToken) {
        Ok(Answer::Inspected(facts) | Answer::InspectionRefused(Ladder::Answers { facts, .. })) => told(facts),
        Ok(Answer::InspectedSlowly(facts)) => {
            fault::dawdle(exchange).await;
            told(facts)
        }
        Ok(Answer::ReportedInvalid(error)) => reply.succeed(&report_invalid(error, token)),
        Ok(Answer::Refused(error)) if error.code == 190 => reply.succeed(&report_invalid(error, token)),
        Ok(Answer::Refused(error) | Answer::InspectionRefused(Ladder::Fails(error))) => reply.refuse(error, token),
        Ok(Answer::Fault(fault)) => fault.happen(exchange).await,
        Err(error) => reply.succeed(&report_invalid(error, token)),
    }
}

/// The body for a valid token.
pub(crate) fn report(facts: &Facts) -> Value {
    let now = seconds_since_1970();
    let mut data = Map::new();
    if let Some(app) = facts.app {
        data.insert("app_id".into(), app.id.into());
        data.insert("application".into(), app.name.into());
    }
    data.insert("type".into(), facts.kind.as_meta_says().into());
    insert(&mut data, "data_access_expires_at", facts.data_access_expires_at, now);
    insert(&mut data, "expires_at", facts.expires_at, now);
    data.insert("is_valid".into(), true.into());
    data.insert("issued_at".into(), ISSUED_AT.into());
    data.insert("scopes".into(), facts.scopes.into());
    if let Some(granular) = granular(facts) {
        data.insert("granular_scopes".into(), granular);
    }
    // An app is nobody, so its token has no user.
    if facts.kind != Kind::App {
        data.insert("user_id".into(), USER_ID.into());
    }
    if facts.extra == Extra::Undocumented {
        let novelty = json!({ "tiers": ["one", null, 3], "since": 4.5 });
        data.insert("sandbox_undocumented_object".into(), novelty);
        data.insert("sandbox_undocumented_flag".into(), true.into());
    }
    json!({ "data": data })
}

/// The body for a token that Meta knows to be bad.
fn report_invalid(error: &GraphError, token: &str) -> Value {
    json!({ "data": {
        "error": error.inside_report(token),
        "is_valid": false,
        "scopes": [],
    } })
}

fn insert(data: &mut Map<String, Value>, field: &str, moment: Moment, now: i64) {
    let seconds = match moment {
        Moment::Absent => return,
        Moment::Never => 0,
        Moment::FromNow(seconds) => now + seconds,
    };
    data.insert(field.into(), seconds.into());
}

fn granular(facts: &Facts) -> Option<Value> {
    let targets = match facts.granular {
        Granular::Absent => return None,
        Granular::WithoutTargets => None,
        Granular::Targets(ids) => Some(ids),
    };
    let entry = |scope: &&str| match targets {
        Some(ids) if [facts::MANAGEMENT, facts::MESSAGING].contains(scope) => {
            json!({ "scope": scope, "target_ids": ids })
        }
        _ => json!({ "scope": scope }),
    };
    Some(facts.scopes.iter().map(entry).collect())
}

fn seconds_since_1970() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|passed| i64::try_from(passed.as_secs()).ok())
        .unwrap_or_default()
}
