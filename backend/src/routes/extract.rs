//! Extracts who sent a request. A project's route that doesn't extract a [`Caller`] can't reach its data.

use crate::caller::{Caller, Sessions, single_header};
use crate::connection::Actor;
use crate::error::Error;
use crate::middleware::RequestId;
use axum::extract::{FromRef, FromRequestParts, RawPathParams};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use std::sync::Arc;

/// A person who may change the settings.
pub(super) struct Admin(pub(super) Actor);

impl<S> FromRequestParts<S> for Caller
where
    S: Send + Sync,
    Arc<Sessions>: FromRef<S>,
{
    type Rejection = Error;

    /// Verifies the session before it compares the project: without a session no one learns which projects exist.
    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let header = single_header(&parts.headers, &AUTHORIZATION).ok_or(Error::SessionEnded)?;
        let bearer = header.strip_prefix("Bearer ").ok_or(Error::SessionEnded)?;
        let caller = Arc::<Sessions>::from_ref(state).verify(bearer)?;
        let params = RawPathParams::from_request_parts(parts, state).await.map_err(|_| Error::NotFound)?;
        if params.iter().any(|(_, project)| project != caller.scope.project.as_str()) {
            return Err(Error::NotFound);
        }
        Ok(caller)
    }
}

impl<S> FromRequestParts<S> for Admin
where
    S: Send + Sync,
    Arc<Sessions>: FromRef<S>,
{
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Error> {
        let caller = Caller::from_request_parts(parts, state).await?;
        caller.require_admin()?;
        let id = parts.extensions.get::<RequestId>().ok_or_else(|| Error::internal("a request has no ID"))?;
        Ok(Self(Actor { caller, request_id: id.0.clone() }))
    }
}
