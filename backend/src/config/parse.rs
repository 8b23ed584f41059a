//! Turns the text of one setting into its value. An error is the end of a sentence that starts with the setting's name.

use super::{Origin, Sites};
use reqwest::Url;
use std::net::{IpAddr, SocketAddr};
use std::num::NonZeroU32;
use std::time::Duration;
use tracing_subscriber::filter::{LevelFilter, Targets};

type Parsed<T> = Result<T, String>;

fn expect<T>(value: Option<T>, expected: &str) -> Parsed<T> {
    value.ok_or_else(|| format!("must be {expected}"))
}

/// An address and a port; `localhost` stands for 127.0.0.1.
pub(super) fn address(text: &str) -> Parsed<SocketAddr> {
    let address = text.replacen("localhost:", "127.0.0.1:", 1).parse().ok();
    expect(address, "an address and a port, such as 127.0.0.1:8787")
}

pub(super) fn database_url(text: &str) -> Parsed<String> {
    let known = ["sqlite:", "postgres://", "postgresql://"].iter().any(|scheme| text.starts_with(scheme));
    let url = (known && Url::parse(text).is_ok()).then(|| text.to_owned());
    expect(url, "a URL that starts with sqlite: or postgres://")
}

pub(super) fn origin(text: &str) -> Parsed<Origin> {
    expect(Origin::parse(text), "an origin without a path, such as https://chat.example.com")
}

pub(super) fn url(text: &str) -> Parsed<Url> {
    expect(private_url(text), "an https URL without a query, or an http URL on this machine")
}

/// A URL without a path: the Graph API's version is appended, so a path would lead to an address that doesn't exist.
pub(super) fn bare_url(text: &str) -> Parsed<Url> {
    let url = private_url(text).filter(|url| url.path() == "/");
    expect(
        url,
        "an https URL without path and query, or an http URL on this machine; CHAT_GRAPH_VERSION sets the version",
    )
}

pub(super) fn sites(text: &str) -> Parsed<Sites> {
    let private = |origin: &Origin| Url::parse(origin.as_str()).is_ok_and(|url| is_private(&url));
    let sites = Sites::parse(text).filter(|sites| sites.origins().all(private));
    expect(sites, "space-separated origins, such as https://*.atlassian.net, with http only on this machine")
}

pub(super) fn forge_app_id(text: &str) -> Parsed<String> {
    let uuid = text.strip_prefix("ari:cloud:ecosystem::app/").unwrap_or_default();
    let is_uuid = uuid.len() == 36 && uuid.bytes().all(|b| b.is_ascii_hexdigit() || b == b'-');
    expect(is_uuid.then(|| text.to_owned()), "the ID of a Forge app: ari:cloud:ecosystem::app/ and a UUID")
}

pub(super) fn graph_version(text: &str) -> Parsed<String> {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let version = text.strip_prefix('v').and_then(|version| version.split_once('.'));
    let version = version.filter(|(major, minor)| digits(major) && digits(minor));
    expect(version.map(|_| text.to_owned()), "a version such as v26.0")
}

pub(super) fn milliseconds(text: &str) -> Parsed<Duration> {
    whole_number(text, 600_000).map(|number| Duration::from_millis(number.get().into()))
}

pub(super) fn session(text: &str) -> Parsed<Duration> {
    whole_number(text, 300).map(|number| Duration::from_secs(number.get().into()))
}

pub(super) fn tries(text: &str) -> Parsed<NonZeroU32> {
    whole_number(text, 10)
}

pub(super) fn limit(text: &str) -> Parsed<NonZeroU32> {
    whole_number(text, 1_000_000)
}

fn whole_number(text: &str, most: u32) -> Parsed<NonZeroU32> {
    let number = text.parse().ok().filter(|number: &NonZeroU32| number.get() <= most);
    expect(number, &format!("a whole number from 1 to {most}"))
}

pub(super) fn log_filter(text: &str) -> Parsed<Targets> {
    // `Targets` takes a word that isn't a level for a target, so a typo would log everything from that target.
    let clear = |part: &str| part.contains('=') || part.trim().parse::<LevelFilter>().is_ok();
    let filter = text.split(',').all(clear).then(|| text.parse().ok()).flatten();
    expect(filter, "a level (error, warn, info, debug, trace) or target=level pairs")
}

fn private_url(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok()?;
    let bare = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
    (is_private(&url) && bare).then_some(url)
}

/// True if no one else can read what is sent to `url`: it uses TLS, or is on this machine. Names below `localhost` are on
/// this machine (RFC 6761, section 6.3).
fn is_private(url: &Url) -> bool {
    let host = url.host_str().unwrap_or_default();
    let ip = host.trim_matches(['[', ']']).parse::<IpAddr>();
    let here = host == "localhost" || host.ends_with(".localhost") || ip.is_ok_and(|ip| ip.is_loopback());
    (url.scheme() == "https" && !host.is_empty()) || (url.scheme() == "http" && here)
}
