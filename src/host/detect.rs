//! What addresses say about where the page is. Pure.
//!
//! The page around this one controls all of it: it chooses how the page talks to its host, and gives no rights.

/// Whether the query names a host that speaks the messages of this module. If it does, the page never falls back to
/// standalone, whatever its host responds.
pub(super) fn has_host(query: &str) -> bool {
    parameter(query, "host") == Some("forge")
}

/// The first value of a query's parameter, not decoded: nothing that is read here needs it.
pub(super) fn parameter<'a>(query: &'a str, name: &str) -> Option<&'a str> {
    let pairs = query.strip_prefix('?').unwrap_or(query).split('&');
    pairs.filter_map(|pair| pair.split_once('=')).find(|(key, _)| *key == name).map(|(_, value)| value)
}

/// Whether `origin`, of the top-level page, belongs to the Jira site with this host name. An opaque origin, of a file
/// or a sandbox, belongs to none.
pub(super) fn is_of_site(origin: &str, site: &str) -> bool {
    origin.split_once("://").is_some_and(|(_, authority)| authority.eq_ignore_ascii_case(site))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_known_by_its_whole_name() {
        assert!(has_host("?host=forge&theme=dark"));
        assert!(has_host("theme=dark&host=forge"));
        for query in ["?host=forges", "?myhost=forge", "?host=", "?project=SUP", ""] {
            assert!(!has_host(query), "{query}");
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
    fn only_a_page_of_the_site_itself_is_on_the_site() {
        assert!(is_of_site("https://acme.atlassian.net", "acme.atlassian.net"));
        assert!(is_of_site("http://acme.jira.localhost:8789", "ACME.jira.localhost:8789"));
        for origin in ["https://other.atlassian.net", "https://acme.atlassian.net.evil.example", "null", "file://", ""]
        {
            assert!(!is_of_site(origin, "acme.atlassian.net"), "{origin}");
        }
    }
}
