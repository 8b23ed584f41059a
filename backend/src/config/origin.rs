//! Web origins.

use reqwest::Url;

/// `scheme://host[:port]`, as browsers write it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

impl Origin {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let url = Url::parse(text).ok()?;
        let bare = url.path() == "/" && url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        Self::of(&url).filter(|_| bare)
    }

    /// The origin of `url`; `None` if its host has characters other than those of names and addresses, since an origin
    /// can become part of a header.
    fn of(url: &Url) -> Option<Self> {
        let text = url.origin().ascii_serialization();
        let plain = |b: u8| b.is_ascii_alphanumeric() || b".-:[]/".contains(&b);
        (matches!(url.scheme(), "http" | "https") && text.bytes().all(plain)).then_some(Self(text))
    }

    /// The value of the `Origin` header.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The value of the `Host` header.
    #[must_use]
    pub fn authority(&self) -> &str {
        self.0.split_once("://").map_or("", |(_, authority)| authority)
    }

    /// True if it uses TLS.
    #[must_use]
    pub fn is_https(&self) -> bool {
        self.0.starts_with("https://")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        let written = |text| Origin::parse(text).map(|origin| origin.as_str().to_owned());
        assert_eq!(written("https://Chat.example.com:443/").as_deref(), Some("https://chat.example.com"));
        assert_eq!(written("http://chat.example.com:8080").as_deref(), Some("http://chat.example.com:8080"));
        for other in
            ["", "chat.example.com", "https://chat.example.com/x", "https://a@b", "ftp://a", "https://a?b", "https://*"]
        {
            assert_eq!(written(other), None, "{other}");
        }
    }

    #[test]
    fn its_authority_is_the_host_header() {
        let origin = Origin::parse("https://chat.example.com:8443").unwrap();
        assert_eq!((origin.authority(), origin.is_https()), ("chat.example.com:8443", true));
    }
}
