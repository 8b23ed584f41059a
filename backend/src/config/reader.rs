//! Reads single settings: text into what it stands for, or a [`Wrong`].

use super::variable::Variable;
use super::{Origin, Sites, Wrong};
use reqwest::Url;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::ops::RangeInclusive;
use std::time::Duration;
use tracing_subscriber::filter::{LevelFilter, Targets};

/// What Meta's address has to be. The version follows it, so a path would end in an address that nobody answers.
const A_BARE_URL: &str =
    "an https URL without path and query, or http on this machine; the version is CHAT_GRAPH_VERSION's";

/// What an address to ask has to be.
const A_URL: &str = "an https URL without query, or http on this machine";

fn askable(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    (is_sealed(&url) && bare).then_some(url)
}

/// True where nobody can listen in on what is sent to `url`: TLS, or this machine itself. Names below `localhost` are
/// this machine (RFC 6761, section 6.3).
fn is_sealed(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let ip = host.trim_matches(['[', ']']).parse::<IpAddr>();
    let here = host == "localhost" || host.ends_with(".localhost") || ip.is_ok_and(|ip| ip.is_loopback());
    (url.scheme() == "https" && !host.is_empty()) || (url.scheme() == "http" && here)
}

/// Looks settings up by name.
pub(super) struct Reader<'a> {
    get: &'a dyn Fn(&str) -> Option<String>,
}

impl<'a> Reader<'a> {
    pub(super) fn new(get: &'a dyn Fn(&str) -> Option<String>) -> Self {
        Self { get }
    }

    /// The text as set, white space at the ends dropped; `None` where it is unset or empty.
    pub(super) fn optional(&self, variable: &Variable) -> Option<String> {
        let text = (self.get)(variable.name)?.trim().to_owned();
        (!text.is_empty()).then_some(text)
    }

    pub(super) fn text(&self, variable: &Variable) -> String {
        self.optional(variable).unwrap_or_else(|| variable.default.to_owned())
    }

    fn parse<T>(
        &self,
        variable: &'static Variable,
        expected: &str,
        parse: impl FnOnce(&str) -> Option<T>,
    ) -> Result<T, Wrong> {
        let wrong = || Wrong { name: variable.name, because: format!("must be {expected}") };
        parse(&self.text(variable)).ok_or_else(wrong)
    }

    /// The text where it is set and `fits`, `None` where it is unset.
    fn unset_or(
        &self,
        variable: &'static Variable,
        expected: &str,
        fits: impl FnOnce(&str) -> bool,
    ) -> Result<Option<String>, Wrong> {
        if self.optional(variable).is_none() {
            return Ok(None);
        }
        self.parse(variable, expected, |text| fits(text).then(|| text.to_owned())).map(Some)
    }

    /// An address and a port; `localhost` stands for 127.0.0.1.
    pub(super) fn address(&self, variable: &'static Variable) -> Result<SocketAddr, Wrong> {
        self.parse(variable, "an address and a port, such as 127.0.0.1:8787", |text| {
            text.replacen("localhost:", "127.0.0.1:", 1).parse().ok()
        })
    }

    pub(super) fn database(&self, variable: &'static Variable) -> Result<String, Wrong> {
        let known = |text: &str| ["sqlite:", "postgres://", "postgresql://"].iter().any(|s| text.starts_with(s));
        self.parse(variable, "a URL that starts with sqlite: or postgres://", |text| {
            (known(text) && Url::parse(text).is_ok()).then(|| text.to_owned())
        })
    }

    pub(super) fn origin(&self, variable: &'static Variable) -> Result<Option<Origin>, Wrong> {
        if self.optional(variable).is_none() {
            return Ok(None);
        }
        self.parse(variable, "an origin without a path, such as https://chat.example.com", Origin::parse).map(Some)
    }

    /// An address to ask; without TLS only where nobody can listen in.
    pub(super) fn url(&self, variable: &'static Variable) -> Result<Url, Wrong> {
        self.parse(variable, A_URL, askable)
    }

    /// As [`Self::url`], without a path.
    pub(super) fn bare_url(&self, variable: &'static Variable) -> Result<Url, Wrong> {
        self.parse(variable, A_BARE_URL, |text| askable(text).filter(|url| url.path() == "/"))
    }

    /// An address, and its origin for a policy.
    pub(super) fn url_and_origin(&self, variable: &'static Variable) -> Result<(Url, Origin), Wrong> {
        self.parse(variable, A_URL, |text| askable(text).and_then(|url| Origin::of(&url).map(|origin| (url, origin))))
    }

    /// Patterns of origins, with the same rule.
    pub(super) fn sites(&self, variable: &'static Variable) -> Result<Sites, Wrong> {
        self.parse(
            variable,
            "origins, such as https://*.atlassian.net, divided by spaces; http on this machine",
            |text| {
                let sealed = |origin: &Origin| Url::parse(origin.as_str()).is_ok_and(|url| is_sealed(&url));
                Sites::parse(text).filter(|sites| sites.origins().all(sealed))
            },
        )
    }

    /// The ID of a Forge app; `None` where it is unset.
    pub(super) fn app_id(&self, variable: &'static Variable) -> Result<Option<String>, Wrong> {
        self.unset_or(variable, "the ID of a Forge app, ari:cloud:ecosystem::app/ and a UUID", |text| {
            let uuid = text.strip_prefix("ari:cloud:ecosystem::app/").unwrap_or_default();
            uuid.len() == 36 && uuid.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-')
        })
    }

    /// The key of a Connect app; `None` where it is unset.
    pub(super) fn app_key(&self, variable: &'static Variable) -> Result<Option<String>, Wrong> {
        self.unset_or(variable, "the key of a Connect app, such as com.example.chat", |text| {
            text.len() <= 64 && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"._-".contains(&b))
        })
    }

    pub(super) fn graph_version(&self, variable: &'static Variable) -> Result<String, Wrong> {
        let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
        self.parse(variable, "a version such as v26.0", |text| {
            let (major, minor) = text.strip_prefix('v')?.split_once('.')?;
            (digits(major) && digits(minor)).then(|| text.to_owned())
        })
    }

    pub(super) fn number(&self, variable: &'static Variable, range: RangeInclusive<u32>) -> Result<NonZeroU32, Wrong> {
        let expected = format!("a whole number from {} to {}", range.start(), range.end());
        self.parse(variable, &expected, |text| {
            let number = text.parse().ok().filter(|number| range.contains(number))?;
            NonZeroU32::new(number)
        })
    }

    pub(super) fn milliseconds(&self, variable: &'static Variable) -> Result<Duration, Wrong> {
        self.number(variable, 1..=600_000).map(|number| Duration::from_millis(number.get().into()))
    }

    pub(super) fn log(&self, variable: &'static Variable) -> Result<Targets, Wrong> {
        // A bare word that is no level would be taken for a target, so that a typing mistake would log everything of it.
        let clear = |part: &str| part.contains('=') || part.trim().parse::<LevelFilter>().is_ok();
        self.parse(variable, "a level (error, warn, info, debug, trace) or target=level pairs", |text| {
            text.split(',').all(clear).then(|| text.parse().ok())?
        })
    }
}
