//! `POST …/checks`: check the stored token again.

use super::extract::Admin;
use super::response;
use crate::connection::Connections;
use crate::error::Error;
use axum::extract::State;
use axum::response::Response;
use std::sync::Arc;

pub(super) async fn recheck(
    State(connections): State<Arc<Connections>>,
    Admin(actor): Admin,
) -> Result<Response, Error> {
    response::settings(&connections.recheck(actor).await?)
}
