//! The host names under which one listener plays many origins. Browsers resolve everything below `localhost` to this
//! machine (RFC 6761 §6.3), and take each name for an origin of its own.

use axum::{
    extract::{FromRequestParts, Request, State},
    http::{HeaderMap, StatusCode, header, request::Parts},
    middleware::Next,
    response::{IntoResponse, Response},
};
use std::{net::SocketAddr, sync::Arc};

use super::{
    Jira,
    places::{SITES, Site},
};

/// What a host name plays.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Role {
    /// A customer's Jira.
    Site(&'static Site),
    /// Forge's CDN, which serves the app's own files.
    Shell,
    /// Connect's CDN, which serves `all.js`.
    ConnectCdn,
    /// A web site that is nobody's.
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

    /// The origin under which browsers and servers find this role.
    pub(crate) fn origin(self, role: Role) -> String {
        let port = self.0.port();
        match role {
            Role::Site(site) => format!("http://{}.jira.localhost:{port}", site.name),
            Role::Shell => format!("http://shell.cdn.localhost:{port}"),
            Role::ConnectCdn => format!("http://connect.cdn.localhost:{port}"),
            Role::Foreign => format!("http://foreign.localhost:{port}"),
            Role::Atlassian => format!("http://{}", self.0),
        }
    }

    /// What this request's `Host` plays; nothing for a name that is not ours, so that no page elsewhere gets an
    /// answer under a name of its own.
    fn role(self, headers: &HeaderMap) -> Option<Role> {
        let host = headers.get(header::HOST)?.to_str().ok()?;
        SITES
            .iter()
            .map(Role::Site)
            .chain([Role::Shell, Role::ConnectCdn, Role::Foreign, Role::Atlassian])
            .find(|role| self.origin(*role).strip_prefix("http://") == Some(host))
    }
}

/// A customer's Jira, by the host name of the request.
pub(crate) struct OnSite(pub(crate) &'static Site);

impl FromRequestParts<Arc<Jira>> for OnSite {
    type Rejection = StatusCode;

    async fn from_request_parts(parts: &mut Parts, jira: &Arc<Jira>) -> Result<Self, StatusCode> {
        match jira.hosts.role(&parts.headers) {
            Some(Role::Site(site)) => Ok(Self(site)),
            _ => Err(StatusCode::NOT_FOUND),
        }
    }
}

/// Lets through what comes under one of our names; layered over everything.
pub(crate) async fn known(State(jira): State<Arc<Jira>>, request: Request, next: Next) -> Response {
    if jira.hosts.role(request.headers()).is_some() { next.run(request).await } else { nothing_here() }
}

/// Lets through what comes to a site.
pub(crate) async fn site(State(jira): State<Arc<Jira>>, request: Request, next: Next) -> Response {
    only(&jira, |role| matches!(role, Role::Site(_)), request, next).await
}

/// Lets through what comes to Forge's CDN.
pub(crate) async fn shell(State(jira): State<Arc<Jira>>, request: Request, next: Next) -> Response {
    only(&jira, |role| role == Role::Shell, request, next).await
}

/// Lets through what comes to Connect's CDN.
pub(crate) async fn connect_cdn(State(jira): State<Arc<Jira>>, request: Request, next: Next) -> Response {
    only(&jira, |role| role == Role::ConnectCdn, request, next).await
}

/// Lets through what comes to Atlassian's servers.
pub(crate) async fn atlassian(State(jira): State<Arc<Jira>>, request: Request, next: Next) -> Response {
    only(&jira, |role| role == Role::Atlassian, request, next).await
}

async fn only(jira: &Jira, wanted: fn(Role) -> bool, request: Request, next: Next) -> Response {
    match jira.hosts.role(request.headers()) {
        Some(role) if wanted(role) => next.run(request).await,
        _ => nothing_here(),
    }
}

/// The answer to every address that is not there.
pub(crate) fn nothing_here() -> Response {
    (StatusCode::NOT_FOUND, "The sandbox has nothing here.\n").into_response()
}
