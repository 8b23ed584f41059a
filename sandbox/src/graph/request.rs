//! One request as it came in: its caller, its version, its connection.

use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{ConnectInfo, FromRequestParts, MatchedPath, Query},
    http::{HeaderMap, header, request::Parts},
    response::{IntoResponse, Response},
};

use super::{cases, error, reply::Reply, state::Graph};
use crate::transport::Connection;

/// How a request to anything but an edge is counted; its path might hold anything.
const OTHER_PATH: &str = "(another path)";

/// A request and the means to respond to it.
pub(super) struct GraphRequest {
    pub(super) graph: Arc<Graph>,
    pub(super) connection: Connection,
    pub(super) caller: Caller,
    /// The query parameter of `debug_token`.
    pub(super) input_token: Option<String>,
    pub(super) reply: Reply,
}

/// The caller, by the `Authorization` header. Meta also reads a token from the query; the sandbox does not, because a
/// client that puts its token into an address must fail here rather than in a log.
pub(super) enum Caller {
    Anonymous,
    /// `{app_id}|{app_secret}`
    App {
        id: String,
        secret: String,
    },
    Token(String),
}

impl FromRequestParts<Arc<Graph>> for GraphRequest {
    type Rejection = Response;

    /// Every request is counted here, before anything is decided about it: a test that none was sent must see all.
    async fn from_request_parts(parts: &mut Parts, graph: &Arc<Graph>) -> Result<Self, Response> {
        let ConnectInfo(connection) =
            ConnectInfo::<Connection>::from_request_parts(parts, graph).await.map_err(IntoResponse::into_response)?;
        let caller = Caller::of(&parts.headers);
        let input_token = input_token(parts);

        let edge = parts.extensions.get::<MatchedPath>().and_then(|path| path.as_str().strip_prefix("/{version}"));
        let case = input_token.as_deref().or(caller.token()).and_then(cases::by_token);
        graph.count(case, edge.unwrap_or(OTHER_PATH));

        let version = parts.uri.path().split('/').nth(1).unwrap_or_default();
        let reply = Reply::new(version, graph.next_trace());
        if !is_version(version) {
            return Err(reply.error(&error::unknown_path(), ""));
        }
        Ok(Self { graph: Arc::clone(graph), connection, caller, input_token, reply })
    }
}

impl Caller {
    fn token(&self) -> Option<&str> {
        match self {
            Self::Token(token) => Some(token),
            Self::Anonymous | Self::App { .. } => None,
        }
    }

    fn of(headers: &HeaderMap) -> Self {
        let Some(bearer) = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok())
            .and_then(|value| value.strip_prefix("Bearer "))
        else {
            return Self::Anonymous;
        };
        match bearer.split_once('|') {
            Some((id, secret)) => Self::App { id: id.to_owned(), secret: secret.to_owned() },
            None => Self::Token(bearer.to_owned()),
        }
    }
}

fn input_token(parts: &Parts) -> Option<String> {
    let Query(mut query) = Query::<HashMap<String, String>>::try_from_uri(&parts.uri).ok()?;
    query.remove("input_token")
}

/// Meta's versions look like `v26.0`.
fn is_version(segment: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    segment
        .strip_prefix('v')
        .and_then(|number| number.split_once('.'))
        .is_some_and(|(major, minor)| digits(major) && digits(minor))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_version_is_v_and_two_numbers() {
        for version in ["v26.0", "v9.0", "v100.12"] {
            assert!(is_version(version), "{version}");
        }
        for other in ["26.0", "v26", "v.0", "v26.", "v26.0.1", "_sandbox", ""] {
            assert!(!is_version(other), "{other}");
        }
    }
}
