//! Failures of the connection to Meta.

use super::meaning::Failure;
use crate::log::whole;
use contract::finding::Finding;

/// What a failure of the connection means. The address is dropped before anything else is done with the error: it
/// holds the token, and reqwest prints it.
pub(super) fn failure(error: reqwest::Error) -> Failure {
    let error = error.without_url();
    tracing::warn!(error = whole(&error), "the connection to Meta failed");
    let finding = if error.is_connect() {
        Finding::Unreachable
    } else if error.is_timeout() {
        Finding::TimedOut
    } else if error.is_body() || error.is_decode() {
        Finding::BadAnswer
    } else {
        Finding::Unreachable
    };
    Failure { may_pass: true, ..Failure::new(finding) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::Client;
    use rustls::crypto::ring;
    use tokio::net::TcpListener;

    /// Pins what the whole room relies on: the error as it comes names the address, and without it does not.
    #[tokio::test]
    async fn an_error_of_reqwest_names_the_token_until_its_address_is_dropped() {
        let _installed_before = ring::default_provider().install_default();
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let address = format!("http://127.0.0.1:{port}/v26.0/debug_token?input_token=EAASANDBOXCanary");
        let error = Client::builder().no_proxy().build().unwrap().get(address).send().await.unwrap_err();
        assert!(format!("{error} {error:?}").contains("EAASANDBOXCanary"));
        let error = error.without_url();
        let told = format!("{error} {error:?} {error:#?} {}", whole(&error));
        assert!(told.contains("refused") && !told.contains("EAASANDBOX"), "{told}");
        assert_eq!(failure(error).finding, Finding::Unreachable);
    }
}
