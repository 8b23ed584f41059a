//! Where the sandbox may listen, for Meta and for Jira. Loopback only: it answers anybody who asks, and people paste
//! tokens at it.

use std::{
    error::Error,
    fmt, io,
    net::{Ipv4Addr, SocketAddr},
};

/// The environment variable that says where Meta listens.
pub const VARIABLE: &str = "SANDBOX_LISTEN";

/// The environment variable that says where Jira listens.
pub const JIRA_VARIABLE: &str = "SANDBOX_JIRA_LISTEN";

/// Where Meta listens when nobody says otherwise.
pub const DEFAULT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8788);

/// Why an address is not used. Its text, after the name of the variable, is what the person who started the sandbox
/// reads.
#[derive(Debug, PartialEq, Eq)]
pub enum Refusal {
    /// The text is no IP address with a port.
    NotAnAddress,
    /// The address can be reached from other machines.
    NotLoopback,
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnAddress => "is not an IP address with a port. Write it like 127.0.0.1:8788, or leave it out.",
            Self::NotLoopback => {
                "must be an address of this machine alone, such as 127.0.0.1:8788. The sandbox answers anybody who asks."
            }
        })
    }
}

impl Error for Refusal {}

/// Reads the value of one of the variables. Port 0 lets the system choose one.
///
/// # Errors
/// When it is no address with a port, or one that other machines can reach.
pub fn parse(value: &str) -> Result<SocketAddr, Refusal> {
    let address: SocketAddr = value.trim().parse().map_err(|_| Refusal::NotAnAddress)?;
    if address.ip().is_loopback() { Ok(address) } else { Err(Refusal::NotLoopback) }
}

/// Where Jira listens when nobody says otherwise: on the port after Meta's, on any free one where Meta's is any.
#[must_use]
pub fn beside(graph: SocketAddr) -> SocketAddr {
    let port = graph.port();
    SocketAddr::new(graph.ip(), if port == 0 { 0 } else { port.saturating_add(1) })
}

/// One sentence for the person who started the sandbox when the socket of `variable` cannot be opened.
#[must_use]
pub fn explain(variable: &str, address: SocketAddr, error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::AddrInUse {
        format!(
            "The sandbox cannot listen on {address} because another program already does: stop that program, or set {variable} to another port."
        )
    } else {
        format!("The sandbox cannot listen on {address}: {error}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Result<&str, Refusal>) {
        assert_eq!(parse(value), expected.map(|address| address.parse().unwrap()), "{value}");
    }

    #[test]
    fn only_addresses_of_this_machine_are_taken() {
        check("127.0.0.1:8788", Ok("127.0.0.1:8788"));
        check(" 127.0.0.1:0 ", Ok("127.0.0.1:0"));
        check("[::1]:8788", Ok("[::1]:8788"));
        check("0.0.0.0:8788", Err(Refusal::NotLoopback));
        check("[::]:8788", Err(Refusal::NotLoopback));
        check("192.168.1.5:8788", Err(Refusal::NotLoopback));
        check("8788", Err(Refusal::NotAnAddress));
        check("", Err(Refusal::NotAnAddress));
        check("127.0.0.1:65536", Err(Refusal::NotAnAddress));
    }

    #[test]
    fn jira_listens_beside_meta() {
        for (graph, jira) in [("127.0.0.1:8788", "127.0.0.1:8789"), ("[::1]:0", "[::1]:0")] {
            assert_eq!(beside(graph.parse().unwrap()), jira.parse().unwrap());
        }
    }
}
