//! The messages between the page and the page that frames it, version 1: which of them count, and what they say. Pure.
//!
//! | from | message |
//! |---|---|
//! | page | `{v: 1, id, m: "context", p: {}}`, and the same for other methods |
//! | host | `{v: 1, id, ok: true, r}` or `{v: 1, id, ok: false, e: "word"}`: one response to each request |
//! | host | `{v: 1, ev: "theme", p: "light"}` or `"dark"`: an event |
//!
//! A message of another shape, from another origin, or with an ID that no request is waiting for is ignored.
//! docs/jira.md lists the methods.

#[cfg(test)]
mod tests;

use contract::access_token::SecretText;
use contract::problem::Code;
use contract::request::Session;
use contract::settings::ProjectKey;
use panel::HostError;
use serde::{Deserialize, Deserializer};

/// The version of the messages.
pub(super) const VERSION: u32 = 1;

/// The longest session token that fits into a header, in bytes.
const MAX_BEARER: usize = 8 * 1024;

/// A message from the host.
#[derive(Debug, PartialEq, Deserialize)]
#[serde(try_from = "Wire")]
pub(super) enum Message {
    /// The response to the request with this ID; an error is the host's word for it.
    Response(u32, Result<Response, String>),
    /// The host has changed its colors.
    Theme(ColorMode),
}

/// A message as it is sent.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Wire {
    v: u32,
    ev: Option<String>,
    p: Option<ColorMode>,
    id: Option<u32>,
    ok: Option<bool>,
    #[serde(deserialize_with = "response")]
    r: Option<Response>,
    e: Option<String>,
}

impl TryFrom<Wire> for Message {
    type Error = &'static str;

    fn try_from(wire: Wire) -> Result<Self, Self::Error> {
        let message = match (wire.ev.as_deref(), wire.id, wire.ok) {
            _ if wire.v != VERSION => None,
            (Some("theme"), ..) => wire.p.map(Self::Theme),
            (None, Some(id), Some(true)) => wire.r.map(|response| Self::Response(id, Ok(response))),
            (None, Some(id), Some(false)) => wire.e.map(|error| Self::Response(id, Err(error))),
            _ => None,
        };
        message.ok_or("expected a response or an event")
    }
}

/// What a host responds with. A message doesn't say which request it responds to, so all fields of all responses are
/// here, and each is optional. A field of another type counts as missing.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default, rename_all = "camelCase")]
pub(super) struct Response {
    #[serde(deserialize_with = "or_default")]
    pub(super) project: Option<Project>,
    #[serde(deserialize_with = "or_default")]
    pub(super) locale: Option<String>,
    #[serde(deserialize_with = "or_default", rename = "timezone")]
    pub(super) time_zone: Option<String>,
    #[serde(deserialize_with = "or_default")]
    pub(super) color_mode: Option<ColorMode>,
    #[serde(deserialize_with = "or_default")]
    status: Option<u16>,
    #[serde(deserialize_with = "or_default")]
    body: Body,
}

/// The project. It is known by its ID: keys can be renamed.
#[derive(Debug, PartialEq, Deserialize)]
pub(super) struct Project {
    pub(super) id: ProjectKey,
}

/// Light or dark, as the host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum ColorMode {
    Light,
    Dark,
}

impl ColorMode {
    /// Its name in messages and in attributes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What the backend responded to the host: a session, or a problem.
#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Body {
    #[serde(deserialize_with = "or_default")]
    code: Option<Code>,
    #[serde(deserialize_with = "bearer")]
    bearer: Option<SecretText>,
    #[serde(deserialize_with = "or_default")]
    expires_in: Option<u32>,
}

/// The value, or its default if it has another type.
fn or_default<'de, D: Deserializer<'de>, T: Deserialize<'de> + Default>(value: D) -> Result<T, D::Error> {
    Ok(T::deserialize(value).unwrap_or_default())
}

/// A response that is there, whatever it is: `null` is one, too.
fn response<'de, D: Deserializer<'de>>(value: D) -> Result<Option<Response>, D::Error> {
    or_default(value).map(Some)
}

/// A token that can stand in a header.
fn bearer<'de, D: Deserializer<'de>>(value: D) -> Result<Option<SecretText>, D::Error> {
    let text: String = or_default(value)?;
    let fits = (1..=MAX_BEARER).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_graphic());
    Ok(fits.then(|| SecretText::new(text)))
}

/// The session in the response to `token`: `{status, body}`, as the backend responded to the host.
pub(super) fn session(response: Result<Response, String>) -> Result<Session, HostError> {
    let Response { status, body, .. } =
        response.map_err(|word| if word == "unverified" { HostError::Unverified } else { HostError::NoResponse })?;
    match (status, body) {
        (Some(200), Body { bearer: Some(bearer), expires_in: Some(expires_in), .. }) => {
            Ok(Session { bearer, expires_in })
        }
        // The code matters: a proxy may respond with 502 as well.
        (Some(502), Body { code: Some(Code::JiraUnreachable), .. }) => Err(HostError::JiraUnreachable),
        (Some(status @ 400..600), _) => Err(HostError::Rejected(status)),
        _ => Err(HostError::NoResponse),
    }
}

/// The requests that are pending, each with whatever waits for its response, and the origin that may respond.
#[derive(Debug)]
pub(super) struct Requests<W> {
    /// Known once a host has responded with a project.
    origin: Option<String>,
    pending: Vec<(u32, W)>,
    last_id: u32,
}

/// What a message means for the one who receives it.
#[derive(Debug, PartialEq)]
pub(super) enum Received<W> {
    Response(W, Result<Response, String>),
    Theme(ColorMode),
}

impl<W> Requests<W> {
    pub(super) fn new() -> Self {
        Self { origin: None, pending: Vec::new(), last_id: 0 }
    }

    /// The origin of the host, if it's known.
    pub(super) fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// An ID for a message whose response doesn't matter.
    pub(super) fn next_id(&mut self) -> u32 {
        self.last_id += 1;
        self.last_id
    }

    /// Adds a request, and returns its ID.
    pub(super) fn add(&mut self, waiting: W) -> u32 {
        let id = self.next_id();
        self.pending.push((id, waiting));
        id
    }

    /// Removes a request, so that a later response to it is ignored.
    pub(super) fn remove(&mut self, id: u32) -> Option<W> {
        let index = self.pending.iter().position(|(pending, _)| *pending == id)?;
        Some(self.pending.swap_remove(index).1)
    }

    /// What `message` from `origin` means; `None` if it doesn't count. The first request has to be the one for the
    /// context: the origin that responds to it with a project is the host's.
    pub(super) fn receive(&mut self, origin: &str, message: Message) -> Option<Received<W>> {
        if self.origin().is_some_and(|known| known != origin) {
            return None;
        }
        match message {
            Message::Theme(mode) => self.origin.is_some().then_some(Received::Theme(mode)),
            Message::Response(id, response) => {
                if self.origin.is_none()
                    && let Ok(context) = &response
                {
                    // Nothing can be sent to an opaque origin.
                    if origin == "null" || context.project.is_none() {
                        return None;
                    }
                    self.pending.iter().find(|(pending, _)| *pending == id)?;
                    self.origin = Some(origin.to_owned());
                }
                Some(Received::Response(self.remove(id)?, response))
            }
        }
    }
}
