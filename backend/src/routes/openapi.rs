//! `GET /api/openapi.json`: the contract. A test in `contract` compares the file with the types.

use super::response::JSON;
use axum::response::IntoResponse;

const DOCUMENT: &str = include_str!("../../../docs/openapi.json");

pub(super) async fn show() -> impl IntoResponse {
    ([JSON], DOCUMENT)
}
