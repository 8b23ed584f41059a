//! Reads single settings: text into what it stands for, or a [`Wrong`].

use super::variable::Variable;
use super::{Origin, Wrong};
use reqwest::Url;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::ops::RangeInclusive;
use std::time::Duration;
use tracing_subscriber::filter::{LevelFilter, Targets};

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

    /// An address of the Graph API; without TLS only where nobody can listen in.
    pub(super) fn graph_url(&self, variable: &'static Variable) -> Result<Url, Wrong> {
        self.parse(variable, "an https URL without query, or http on this machine", |text| {
            let url = Url::parse(text).ok()?;
            let host = url.host_str()?;
            let ip = host.trim_matches(['[', ']']).parse::<IpAddr>();
            let here = host == "localhost" || ip.is_ok_and(|ip| ip.is_loopback());
            let sealed = url.scheme() == "https" || (url.scheme() == "http" && here);
            let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
            (sealed && bare).then_some(url)
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
