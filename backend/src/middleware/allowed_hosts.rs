//! Rejects requests for other host names, and requests from other web sites.
//!
//! A web page elsewhere can make a browser send us requests: through a DNS name of its own that points at this machine (then
//! `Host` has that name), or directly (then `Origin` or `Sec-Fetch-Site` shows it). Both are rejected, so neither can open a
//! session.

use super::Rules;
use crate::config::Origin;
use crate::error::Error;
use axum::extract::{Request, State};
use axum::http::header::{HOST, ORIGIN};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use contract::endpoint::{HEALTHZ, READYZ};
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

/// The names of this backend, as values of `Host` and `Origin`.
#[derive(Debug)]
pub struct AllowedHosts {
    hosts: Vec<String>,
    origins: Vec<String>,
}

impl AllowedHosts {
    /// The names of a backend that listens on `address`, and that a proxy exposes as `public`.
    #[must_use]
    pub fn new(address: SocketAddr, public: Option<&Origin>) -> Self {
        let port = address.port();
        let mut own = Vec::new();
        if address.ip().is_loopback() {
            // Browsers omit the default port of HTTP.
            let suffix = if port == 80 { String::new() } else { format!(":{port}") };
            // Loopback has more addresses than the usual ones. The one we listen on is the one we print.
            let printed = match address.ip() {
                IpAddr::V4(ip) => ip.to_string(),
                IpAddr::V6(ip) => format!("[{ip}]"),
            };
            own = ["127.0.0.1", "localhost", "[::1]", &printed].map(|name| format!("{name}{suffix}")).to_vec();
        }
        let origins = own.iter().map(|name| format!("http://{name}"));
        let origins = origins.chain(public.map(|origin| origin.as_str().to_owned())).collect();
        own.extend(public.map(|origin| origin.authority().to_owned()));
        Self { hosts: own, origins }
    }

    fn allow(&self, headers: &HeaderMap, is_page: bool) -> bool {
        let single = |name: &HeaderName| {
            let mut values = headers.get_all(name).iter();
            let first = values.next().map(|value| value.to_str().unwrap_or_default().to_ascii_lowercase());
            if values.next().is_some() { Some(String::new()) } else { first }
        };
        let host = single(&HOST).is_some_and(|host| self.hosts.contains(&host));
        let origin = single(&ORIGIN).is_none_or(|origin| self.origins.contains(&origin));
        let site = single(&HeaderName::from_static("sec-fetch-site"));
        // A link on another site may open the page. The page's own requests then come from here.
        let same_site = is_page || site.is_none_or(|site| site != "cross-site");
        host && origin && same_site
    }
}

pub(super) async fn check(State(rules): State<Arc<Rules>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // Load balancers use an address that browsers don't, and learn only that the backend is up.
    let is_probe = path == HEALTHZ || path == READYZ;
    // Atlassian's servers use our own name, and send no browser headers.
    let is_page = !["/api/", "/forge/"].iter().any(|start| path.starts_with(start));
    if is_probe || rules.hosts.allow(request.headers(), is_page) {
        next.run(request).await
    } else {
        Error::ForeignOrigin.into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(listen: &str, host: &str) -> bool {
        let names = AllowedHosts::new(listen.parse().unwrap(), None);
        let origin = format!("http://{host}");
        let headers = [(HOST, host), (ORIGIN, &origin)].map(|(name, value)| (name, value.parse().unwrap()));
        names.allow(&HeaderMap::from_iter(headers), false)
    }

    #[test]
    fn the_printed_address_is_allowed() {
        for listen in ["127.0.0.1:8787", "127.0.0.2:8787", "[::1]:8787"] {
            assert!(answers(listen, listen), "{listen}");
        }
        assert!(answers("127.0.0.2:80", "127.0.0.2"));
        assert!(!answers("127.0.0.1:8787", "127.0.0.2:8787"));
        assert!(!answers("0.0.0.0:8787", "0.0.0.0:8787"));
    }
}
