//! Connection failures.

use super::error_codes::Failure;
use crate::log::with_causes;
use contract::finding::Finding;

/// The failure that a connection error means. The URL is dropped first: it contains the token, and reqwest prints it.
pub(super) fn failure(error: reqwest::Error) -> Failure {
    let error = error.without_url();
    tracing::warn!(error = with_causes(&error), "the connection to Meta failed");
    let finding = if error.is_connect() {
        Finding::Unreachable
    } else if error.is_timeout() {
        Finding::TimedOut
    } else if error.is_body() || error.is_decode() {
        Finding::BadAnswer
    } else {
        Finding::Unreachable
    };
    Failure { is_temporary: true, ..Failure::new(finding) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use reqwest::Client;
    use rustls::crypto::ring;
    use tokio::net::TcpListener;

    /// Documents why the URL must be dropped.
    #[tokio::test]
    async fn an_error_of_reqwest_contains_the_token_until_its_url_is_dropped() {
        let _installed_before = ring::default_provider().install_default();
        let port = TcpListener::bind("127.0.0.1:0").await.unwrap().local_addr().unwrap().port();
        let address = format!("http://127.0.0.1:{port}/v26.0/debug_token?input_token=EAASANDBOXCanary");
        let error = Client::builder().no_proxy().build().unwrap().get(address).send().await.unwrap_err();
        assert!(format!("{error} {error:?}").contains("EAASANDBOXCanary"));
        let error = error.without_url();
        let printed = format!("{error} {error:?} {error:#?} {}", with_causes(&error));
        assert!(printed.contains("refused") && !printed.contains("EAASANDBOX"), "{printed}");
        assert_eq!(failure(error).finding, Finding::Unreachable);
    }
}
