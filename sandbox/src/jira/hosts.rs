//! The host names under which one listener serves many origins. Browsers resolve everything under `localhost` to this
//! machine (RFC 6761 §6.3), and treat each name as an origin of its own.

use std::net::SocketAddr;

use axum::{
    extract::{FromRef, FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use super::fixtures::{SITES, Site};

/// What a host name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A customer's Jira.
    Site(&'static Site),
    /// Forge's CDN, which serves the app's own files.
    Shell,
    /// A website that has nothing to do with Jira.
    Foreign,
    /// Atlassian's servers: keys, the API, the platform's own script.
    Atlassian,
}

/// The names, on the port that was bound.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hosts(SocketAddr);

impl Hosts {
    pub(crate) fn new(bound: SocketAddr) -> Self {
        Self(bound)
    }

    /// The origin of this role, for browsers and servers.
    pub(crate) fn origin(self, role: Role) -> String {
        let port = self.0.port();
        match role {
            Role::Site(site) => format!("http://{}.jira.localhost:{port}", site.name),
            Role::Shell => format!("http://shell.cdn.localhost:{port}"),
            Role::Foreign => format!("http://foreign.localhost:{port}"),
            Role::Atlassian => format!("http://{}", self.0),
        }
    }

    /// The role of this request's `Host`. Other names get no response, so that no page elsewhere reads one under a
    /// name of its own.
    fn role(self, headers: &HeaderMap) -> Option<Role> {
        let host = headers.get(header::HOST)?.to_str().ok()?;
        SITES
            .iter()
            .map(Role::Site)
            .chain([Role::Shell, Role::Foreign, Role::Atlassian])
            .find(|role| self.origin(*role).strip_prefix("http://") == Some(host))
    }
}

/// A customer's Jira, by the host name of the request.
pub(crate) struct OnSite(pub(crate) &'static Site);

impl<S: Sync> FromRequestParts<S> for OnSite
where
    Hosts: FromRef<S>,
{
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, StatusCode> {
        match Hosts::from_ref(state).role(&parts.headers) {
            Some(Role::Site(site)) => Ok(Self(site)),
            _ => Err(StatusCode::NOT_FOUND),
        }
    }
}

/// Middleware that lets requests to any of the names through.
pub(crate) async fn any(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    only(hosts, |_| true, request, next).await
}

/// Middleware that lets requests to a site through.
pub(crate) async fn site(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    only(hosts, |role| matches!(role, Role::Site(_)), request, next).await
}

/// Middleware that lets requests to Forge's CDN through.
pub(crate) async fn shell(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    only(hosts, |role| role == Role::Shell, request, next).await
}

/// Middleware that lets requests to Atlassian's servers through.
pub(crate) async fn atlassian(State(hosts): State<Hosts>, request: Request, next: Next) -> Response {
    only(hosts, |role| role == Role::Atlassian, request, next).await
}

async fn only(hosts: Hosts, allowed: fn(Role) -> bool, request: Request, next: Next) -> Response {
    match hosts.role(request.headers()) {
        Some(role) if allowed(role) => next.run(request).await,
        _ => not_found(),
    }
}

/// The response to every address that doesn't exist.
pub(crate) fn not_found() -> Response {
    (StatusCode::NOT_FOUND, "The sandbox has nothing here.\n").into_response()
}
