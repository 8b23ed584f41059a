//! Which host the page is in, decided from what can be seen without asking. Pure.
//!
//! All of it is in the hands of whoever frames the page: it chooses an adapter and gives no right.

use super::foreign::Foreign;

/// The hosts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A browser tab of its own.
    Standalone,
    /// A frame whose parent speaks the page's own messages: Forge's shell.
    Framed,
    /// A frame that Atlassian Connect opened.
    Connect,
}

/// What can be seen.
pub(super) struct Probe<'a, F> {
    /// Whether another page holds this one in a frame.
    pub(super) framed: bool,
    /// The window's name, where it is JSON. Connect writes its own there, and its script reads it.
    pub(super) window_name: Option<F>,
    /// The query of the page's address.
    pub(super) query: &'a str,
}

/// The host that it looks like. What looks like one is never taken for Standalone later, whatever it answers.
pub(super) fn detect<F: Foreign>(probe: &Probe<'_, F>) -> Kind {
    if !probe.framed {
        return Kind::Standalone;
    }
    let has_text = |name| probe.window_name.as_ref().and_then(|it| it.field(name)?.text()).is_some();
    if parameter(probe.query, "xdm_e").is_some() && has_text("extension_id") && has_text("origin") {
        Kind::Connect
    } else if parameter(probe.query, "host") == Some("forge") {
        Kind::Framed
    } else {
        Kind::Standalone
    }
}

/// The first value of a query's parameter, as it stands there. What is asked for here needs no decoding.
pub(super) fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pairs = query.strip_prefix('?').unwrap_or(query).split('&');
    pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Whether `origin`, of the outermost page around this one, is of the Jira site with this host name. A page without
/// a name of its own, from a file or a sandbox, is of none.
pub(super) fn is_of_site(origin: &str, site: &str) -> bool {
    origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(site))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    const CONNECT: &str = "?projectId=10000&xdm_e=https%3A%2F%2Facme.atlassian.net&xdm_c=channel-1&jwt=x";

    fn seen(framed: bool, window_name: Option<Value>, query: &str) -> Kind {
        detect(&Probe { framed, window_name, query })
    }

    fn connects_name() -> Option<Value> {
        Some(json!({ "extension_id": "app__panel", "origin": "https://acme.atlassian.net", "options": {} }))
    }

    #[test]
    fn each_host_is_known_by_its_marks() {
        assert_eq!(seen(false, None, "?project=SUP"), Kind::Standalone);
        assert_eq!(seen(true, None, "?host=forge&theme=dark"), Kind::Framed);
        assert_eq!(seen(true, None, "theme=dark&host=forge"), Kind::Framed);
        assert_eq!(seen(true, connects_name(), CONNECT), Kind::Connect);
    }

    #[test]
    fn half_a_mark_is_none() {
        for (framed, name, query) in [
            (false, connects_name(), CONNECT),
            (false, None, "?host=forge"),
            (true, None, CONNECT),
            (true, connects_name(), "?projectId=10000"),
            (true, Some(json!({ "extension_id": 1, "origin": "x" })), CONNECT),
            (true, Some(json!({ "extension_id": "x" })), CONNECT),
            (true, Some(json!("extension_id")), CONNECT),
            (true, Some(json!([])), CONNECT),
            (true, None, "?host=forges"),
            (true, None, "?myhost=forge"),
            (true, None, ""),
        ] {
            assert_eq!(seen(framed, name, query), Kind::Standalone, "{query}");
        }
    }

    #[test]
    fn a_parameter_is_found_by_its_whole_name() {
        assert_eq!(parameter("?a=1&b=2&b=3", "b"), Some("2"));
        assert_eq!(parameter("?ab=1&&=&c", "b"), None);
        assert_eq!(parameter("?project=", "project"), Some(""));
        assert_eq!(parameter("", "project"), None);
    }

    #[test]
    fn only_a_page_of_the_site_itself_is_of_the_site() {
        assert!(is_of_site("https://acme.atlassian.net", "acme.atlassian.net"));
        assert!(is_of_site("http://acme.jira.localhost:8789", "ACME.jira.localhost:8789"));
        for origin in ["https://other.atlassian.net", "https://acme.atlassian.net.evil.example", "null", "file://", ""]
        {
            assert!(!is_of_site(origin, "acme.atlassian.net"), "{origin}");
        }
    }
}
