//! `GET …/whatsapp`: the current settings.

use super::response;
use crate::caller::Caller;
use crate::connection::Connections;
use crate::error::Error;
use axum::extract::State;
use axum::response::Response;
use std::sync::Arc;

pub(super) async fn show(State(connections): State<Arc<Connections>>, caller: Caller) -> Result<Response, Error> {
    response::settings(&connections.show(&caller).await?)
}
