//! `GET /api/openapi.json`: the contract, as it stands in git. A test of the contract holds the file to the types.

use super::settings::json_type;
use axum::response::IntoResponse;

const DOCUMENT: &str = include_str!("../../../docs/openapi.json");

pub(super) async fn show() -> impl IntoResponse {
    ([json_type()], DOCUMENT)
}
