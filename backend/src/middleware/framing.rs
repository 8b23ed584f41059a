//! Who may frame the page: no one, unless the URL says that Forge does.

use axum::http::Uri;
use contract::endpoint::PANEL;

/// The origins that may frame the page.
pub struct Framing {
    forge: Option<String>,
}

impl Framing {
    /// `forge` are the origins of Jira and of our Forge shell, if the Forge app is on.
    #[must_use]
    pub fn new(forge: Option<String>) -> Self {
        Self { forge }
    }

    /// The source list of `frame-ancestors` for the response to `uri`. Any Forge app could hold the frame; without our
    /// shell's token the page gets no session.
    pub(super) fn ancestors(&self, uri: &Uri) -> &str {
        let path = uri.path();
        let is_page = path.starts_with(PANEL) && (path.ends_with('/') || path.ends_with(".html"));
        let query = uri.query().unwrap_or_default();
        let says_forge = form_urlencoded::parse(query.as_bytes()).any(|pair| pair == ("host".into(), "forge".into()));
        match &self.forge {
            Some(forge) if is_page && says_forge => forge,
            _ => "'none'",
        }
    }
}
