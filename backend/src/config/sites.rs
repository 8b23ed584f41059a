//! Origin patterns in the syntax of a content security policy, such as `https://*.atlassian.net`.

use super::Origin;

/// A list of patterns; it is never empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sites(Vec<Pattern>);

/// An origin, or all of its subdomains.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Pattern {
    any_below: bool,
    origin: Origin,
}

impl Sites {
    /// Parses space-separated patterns; `None` if there are none, or one isn't a pattern.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let patterns: Option<Vec<Pattern>> = text.split_ascii_whitespace().map(Pattern::parse).collect();
        patterns.filter(|patterns| !patterns.is_empty()).map(Self)
    }

    /// True if a pattern matches `origin`.
    #[must_use]
    pub fn contain(&self, origin: &Origin) -> bool {
        self.0.iter().any(|pattern| pattern.matches(origin))
    }

    pub(super) fn origins(&self) -> impl Iterator<Item = &Origin> {
        self.0.iter().map(|pattern| &pattern.origin)
    }

    /// The patterns as source expressions of a content security policy.
    #[must_use]
    pub fn in_policy(&self) -> String {
        self.0.iter().map(Pattern::in_policy).collect::<Vec<_>>().join(" ")
    }
}

impl Pattern {
    fn parse(text: &str) -> Option<Self> {
        let (scheme, host) = text.split_once("://")?;
        let below = host.strip_prefix("*.");
        let origin = Origin::parse(&format!("{scheme}://{}", below.unwrap_or(host)))?;
        Some(Self { any_below: below.is_some(), origin })
    }

    fn matches(&self, origin: &Origin) -> bool {
        if !self.any_below {
            return self.origin == *origin;
        }
        let names = origin.authority().strip_suffix(self.origin.authority()).and_then(|names| names.strip_suffix('.'));
        origin.is_https() == self.origin.is_https() && names.is_some_and(|names| !names.is_empty())
    }

    fn in_policy(&self) -> String {
        let (scheme, host) = self.origin.as_str().split_once("://").unwrap_or_default();
        let below = if self.any_below { "*." } else { "" };
        format!("{scheme}://{below}{host}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_matches_what_a_policy_would_match() {
        let sites = Sites::parse(" https://*.atlassian.net  http://*.jira.localhost:8789 https://jira.example.com ");
        let sites = sites.unwrap();
        let matches = |text: &str| sites.contain(&Origin::parse(text).unwrap());
        for ours in [
            "https://acme.atlassian.net",
            "https://ACME.atlassian.net:443/",
            "https://a.b.atlassian.net",
            "http://acme.jira.localhost:8789",
            "https://jira.example.com",
        ] {
            assert!(matches(ours), "{ours}");
        }
        for other in [
            "http://acme.atlassian.net",
            "https://atlassian.net",
            "https://.atlassian.net",
            "https://acmeatlassian.net",
            "https://acme.atlassian.net:8443",
            "https://acme.atlassian.net.evil.example",
            "http://acme.jira.localhost",
            "https://acme.jira.localhost:8789",
            "https://x.jira.example.com",
        ] {
            assert!(!matches(other), "{other}");
        }
        let written = "https://*.atlassian.net http://*.jira.localhost:8789 https://jira.example.com";
        assert_eq!(sites.in_policy(), written);
    }

    #[test]
    fn anything_else_is_rejected() {
        for text in ["", " ", "*", "https://*", "https://*.", "atlassian.net", "https://*.a.net/x", "https://a;b.net"] {
            assert_eq!(Sites::parse(text), None, "{text:?}");
        }
        assert_eq!(Sites::parse("https://a.net 'self'"), None);
    }
}
