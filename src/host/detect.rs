//! Which host the page is in, decided from what can be seen without asking. Pure.
//!
//! All of it is in the hands of whoever frames the page: it chooses an adapter and gives no right.

/// The hosts there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// A browser tab of its own.
    Standalone,
    /// A frame whose parent speaks the page's own messages: Forge's shell.
    Framed,
}

/// The host, from whether another page frames this one and from the query of the page's address. A page that is taken
/// for framed never falls back to standalone later, whatever its host answers.
pub(super) fn detect(is_framed: bool, query: &str) -> Kind {
    if is_framed && parameter(query, "host") == Some("forge") { Kind::Framed } else { Kind::Standalone }
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

    #[test]
    fn a_frame_with_the_mark_of_a_host_is_framed() {
        assert_eq!(detect(true, "?host=forge&theme=dark"), Kind::Framed);
        assert_eq!(detect(true, "theme=dark&host=forge"), Kind::Framed);
    }

    #[test]
    fn without_a_frame_or_the_whole_mark_the_page_is_standalone() {
        for (is_framed, query) in [
            (false, "?project=SUP"),
            (false, "?host=forge"),
            (true, "?host=forges"),
            (true, "?myhost=forge"),
            (true, ""),
        ] {
            assert_eq!(detect(is_framed, query), Kind::Standalone, "{query}");
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
