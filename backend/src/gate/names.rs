//! The backend answers to its own names only.
//!
//! A web page elsewhere can make a browser ask us: by a name of its own that it has pointed at this machine (the name
//! then stands in `Host`), or straight away (its origin then stands in `Origin`, or `Sec-Fetch-Site` tells). Neither
//! gets an answer, and so neither gets a session.

use crate::Backend;
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

/// The names: authorities as they stand in `Host`, and origins as browsers write them.
#[derive(Debug)]
pub struct Names {
    authorities: Vec<String>,
    origins: Vec<String>,
}

impl Names {
    /// The names of a backend that listens at `address`, and at `public` through a proxy.
    #[must_use]
    pub fn new(address: SocketAddr, public: Option<&Origin>) -> Self {
        let port = address.port();
        let mut own = Vec::new();
        if address.ip().is_loopback() {
            // Browsers leave out the port of plain HTTP.
            let suffix = if port == 80 { String::new() } else { format!(":{port}") };
            // Loopback has more addresses than the usual ones, and the one that we listen at is the one that we print.
            let printed = match address.ip() {
                IpAddr::V4(ip) => ip.to_string(),
                IpAddr::V6(ip) => format!("[{ip}]"),
            };
            own = ["127.0.0.1", "localhost", "[::1]", &printed].map(|name| format!("{name}{suffix}")).to_vec();
        }
        let origins = own.iter().map(|name| format!("http://{name}"));
        let origins = origins.chain(public.map(|origin| origin.as_str().to_owned())).collect();
        own.extend(public.map(|origin| origin.authority().to_owned()));
        Self { authorities: own, origins }
    }

    fn are_meant(&self, headers: &HeaderMap, is_page: bool) -> bool {
        let single = |name: &HeaderName| {
            let mut values = headers.get_all(name).iter();
            let first = values.next().map(|value| value.to_str().unwrap_or_default().to_ascii_lowercase());
            if values.next().is_some() { Some(String::new()) } else { first }
        };
        let host = single(&HOST).is_some_and(|host| self.authorities.contains(&host));
        let origin = single(&ORIGIN).is_none_or(|origin| self.origins.contains(&origin));
        let site = single(&HeaderName::from_static("sec-fetch-site"));
        // A link from elsewhere may open the page, whose own requests then come from here.
        let same_site = is_page || site.is_none_or(|site| site != "cross-site");
        host && origin && same_site
    }
}

pub(super) async fn check(State(backend): State<Arc<Backend>>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    // A load balancer asks by an address that browsers never use, and learns nothing but that we live.
    let is_probe = path == HEALTHZ || path == READYZ;
    // Servers of Atlassian's ask by our own name too, and send none of a browser's headers.
    let is_page = !["/api/", "/forge/"].iter().any(|start| path.starts_with(start));
    if is_probe || backend.names.are_meant(request.headers(), is_page) {
        next.run(request).await
    } else {
        Error::ForeignOrigin.into_response()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answers(listen: &str, host: &str) -> bool {
        let names = Names::new(listen.parse().unwrap(), None);
        let origin = format!("http://{host}");
        let headers = [(HOST, host), (ORIGIN, &origin)].map(|(name, value)| (name, value.parse().unwrap()));
        names.are_meant(&HeaderMap::from_iter(headers), false)
    }

    #[test]
    fn the_address_that_is_printed_is_answered() {
        for listen in ["127.0.0.1:8787", "127.0.0.2:8787", "[::1]:8787"] {
            assert!(answers(listen, listen), "{listen}");
        }
        assert!(answers("127.0.0.2:80", "127.0.0.2"));
        assert!(!answers("127.0.0.1:8787", "127.0.0.2:8787"));
        assert!(!answers("0.0.0.0:8787", "0.0.0.0:8787"));
    }
}
