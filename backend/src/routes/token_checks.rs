//! `POST …/token-checks`: check a token without saving it.

use super::body::Json;
use super::extract::Admin;
use super::response;
use crate::connection::Connections;
use crate::error::Error;
use axum::extract::State;
use axum::response::Response;
use contract::request::CheckToken;
use std::sync::Arc;

pub(super) async fn check(
    State(connections): State<Arc<Connections>>,
    Admin(actor): Admin,
    body: Json<CheckToken>,
) -> Result<Response, Error> {
    let token = body.value.token().map_err(Error::TokenShape)?;
    response::json(&connections.check(actor, token).await?)
}
