//! Resolves names below `localhost` to this machine (RFC 6761, section 6.3). Browsers do that, but not every system does.
//! The sandbox uses it for its Jira sites.

use reqwest::dns::{Addrs, Name, Resolve, Resolving};
use std::net::{Ipv4Addr, SocketAddr};
use tokio::net::lookup_host;

/// Leaves all other names to the system.
pub(super) struct Localhost;

impl Resolve for Localhost {
    fn resolve(&self, name: Name) -> Resolving {
        Box::pin(async move {
            let name = name.as_str();
            let addresses: Addrs = if name.ends_with(".localhost") {
                Box::new([SocketAddr::from((Ipv4Addr::LOCALHOST, 0))].into_iter())
            } else {
                // The URL's port replaces this one.
                Box::new(lookup_host((name, 0)).await?.collect::<Vec<_>>().into_iter())
            };
            Ok(addresses)
        })
    }
}
