//! The addresses that the sandbox listens on, for Meta and for Jira. Loopback only: it responds to everyone, and people
//! paste tokens into it.

use std::{
    error::Error,
    fmt, io,
    net::{Ipv4Addr, SocketAddr},
};

/// The environment variable with Meta's address.
pub const VARIABLE: &str = "SANDBOX_LISTEN";

/// The environment variable with Jira's address.
pub const JIRA_VARIABLE: &str = "SANDBOX_JIRA_LISTEN";

/// Meta's default address.
pub const DEFAULT: SocketAddr = SocketAddr::new(std::net::IpAddr::V4(Ipv4Addr::LOCALHOST), 8788);

/// Why an address can't be used. The person who starts the sandbox reads its text after the name of the variable.
#[derive(Debug, PartialEq, Eq)]
pub enum AddressError {
    /// The text isn't an IP address with a port.
    NotAnAddress,
    /// Other machines can reach the address.
    NotLoopback,
}

impl fmt::Display for AddressError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnAddress => "isn't an IP address with a port. Write it like 127.0.0.1:8788, or leave it out.",
            Self::NotLoopback => {
                "must be an address of this machine only, such as 127.0.0.1:8788, because the sandbox responds to everyone."
            }
        })
    }
}

impl Error for AddressError {}

/// Reads the value of one of the variables. Port 0 is any free port.
///
/// # Errors
/// If it isn't an address with a port, or other machines can reach it.
pub fn parse(value: &str) -> Result<SocketAddr, AddressError> {
    let address: SocketAddr = value.trim().parse().map_err(|_| AddressError::NotAnAddress)?;
    if address.ip().is_loopback() { Ok(address) } else { Err(AddressError::NotLoopback) }
}

/// Jira's default address: the port after Meta's, or any free port if Meta's is any.
#[must_use]
pub fn next_to(graph: SocketAddr) -> SocketAddr {
    let port = graph.port();
    SocketAddr::new(graph.ip(), if port == 0 { 0 } else { port.saturating_add(1) })
}

/// A sentence for the person who starts the sandbox if the socket of `variable` can't be opened.
#[must_use]
pub fn explain(variable: &str, address: SocketAddr, error: &io::Error) -> String {
    if error.kind() == io::ErrorKind::AddrInUse {
        format!(
            "The sandbox can't listen on {address} because another program already does. Stop that program, or set {variable} to another port."
        )
    } else {
        format!("The sandbox can't listen on {address}: {error}.")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(value: &str, expected: Result<&str, AddressError>) {
        assert_eq!(parse(value), expected.map(|address| address.parse().unwrap()), "{value}");
    }

    #[test]
    fn only_addresses_of_this_machine_are_accepted() {
        check("127.0.0.1:8788", Ok("127.0.0.1:8788"));
        check(" 127.0.0.1:0 ", Ok("127.0.0.1:0"));
        check("[::1]:8788", Ok("[::1]:8788"));
        check("0.0.0.0:8788", Err(AddressError::NotLoopback));
        check("[::]:8788", Err(AddressError::NotLoopback));
        check("192.168.1.5:8788", Err(AddressError::NotLoopback));
        check("8788", Err(AddressError::NotAnAddress));
        check("", Err(AddressError::NotAnAddress));
        check("127.0.0.1:65536", Err(AddressError::NotAnAddress));
    }

    #[test]
    fn jira_listens_on_the_port_after_metas() {
        for (graph, jira) in [("127.0.0.1:8788", "127.0.0.1:8789"), ("[::1]:0", "[::1]:0")] {
            assert_eq!(next_to(graph.parse().unwrap()), jira.parse().unwrap());
        }
    }
}
