//! The messages between the page and its host, version 1: which of them count, and what they say. Pure.
//!
//! | who | message |
//! |---|---|
//! | page | `{v: 1, id, m: "context", p: {}}` and the like |
//! | host | `{v: 1, id, ok: true, r}` or `{v: 1, id, ok: false, e: "word"}`, once for each question |
//! | host | `{v: 1, ev: "theme", p: "light"}` or `"dark"`, by itself |
//!
//! Whatever is of another shape, from another origin or the answer to no question is not heard.

#[cfg(test)]
mod tests;

use super::foreign::Foreign;
use contract::access_token::SecretText;
use contract::request::Session;
use contract::settings::ProjectKey;
use panel::HostError;

/// The version of the messages.
pub(super) const VERSION: u32 = 1;

/// The longest session that may stand in a header, in bytes.
const LONGEST_BEARER: usize = 8 * 1024;

/// The questions that are open, each with whoever waits for its answer, and whom the answers may come from.
#[derive(Debug)]
pub(super) struct Questions<W> {
    /// Known from the first right answer on.
    origin: Option<String>,
    waiting: Vec<(u32, W)>,
    last: u32,
}

/// What a message says that counts.
#[derive(Debug, PartialEq)]
pub(super) enum Heard<W, F> {
    /// The answer to the question that this one asked; `Err` holds the host's word for why there is none.
    Answer(W, Result<F, String>),
    /// The host has changed its colours.
    Theme(ColorMode),
}

impl<W> Questions<W> {
    pub(super) fn new() -> Self {
        Self { origin: None, waiting: Vec::new(), last: 0 }
    }

    /// The origin of the host, once it is known.
    pub(super) fn origin(&self) -> Option<&str> {
        self.origin.as_deref()
    }

    /// A number for a message that nobody waits for an answer to.
    pub(super) fn number(&mut self) -> u32 {
        self.last += 1;
        self.last
    }

    /// A number for a question, on whose answer `who` waits.
    pub(super) fn ask(&mut self, who: W) -> u32 {
        let id = self.number();
        self.waiting.push((id, who));
        id
    }

    /// Waits no longer; a later answer is one to no question.
    pub(super) fn give_up(&mut self, id: u32) -> Option<W> {
        let place = self.waiting.iter().position(|(open, _)| *open == id)?;
        Some(self.waiting.swap_remove(place).1)
    }

    /// What `data` says, if it counts. The first question has to be the one for the context: a right answer to it
    /// is what makes an origin the host's.
    pub(super) fn hear<F: Foreign>(&mut self, origin: &str, data: &F) -> Option<Heard<W, F>> {
        if self.origin().is_some_and(|known| known != origin) || data.field("v")?.number()? != f64::from(VERSION) {
            return None;
        }
        if let Some(event) = data.field("ev") {
            let known = self.origin.is_some() && event.text()? == "theme";
            return ColorMode::read(&data.field("p")?).filter(|_| known).map(Heard::Theme);
        }
        let number = data.field("id")?.number()?;
        let id = self.waiting.iter().map(|(open, _)| *open).find(|open| f64::from(*open) == number)?;
        let answer = if data.field("ok")?.truth()? { Ok(data.field("r")?) } else { Err(data.field("e")?.text()?) };
        if self.origin.is_none()
            && let Ok(context) = &answer
        {
            // Nothing can be sent to an origin without a name.
            if origin == "null" || Context::read(context).is_none() {
                return None;
            }
            self.origin = Some(origin.to_owned());
        }
        Some(Heard::Answer(self.give_up(id)?, answer))
    }
}

/// Light or dark, as the host is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum ColorMode {
    Light,
    Dark,
}

impl ColorMode {
    fn read<F: Foreign>(mode: &F) -> Option<Self> {
        match mode.text()?.as_str() {
            "light" => Some(Self::Light),
            "dark" => Some(Self::Dark),
            _ => None,
        }
    }

    /// Its name in messages and in attributes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

/// What the host says of where the page is. For display, and for choosing an address; never a right.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Context {
    pub(super) project: ProjectKey,
    pub(super) locale: Option<String>,
    pub(super) time_zone: Option<String>,
    pub(super) color_mode: Option<ColorMode>,
}

impl Context {
    /// Reads the answer to `context`; `None` where it names no project.
    pub(super) fn read<F: Foreign>(answer: &F) -> Option<Self> {
        let text = |name| answer.field(name)?.text();
        Some(Self {
            // The ID: keys are renamed, and the settings stay with their project.
            project: ProjectKey::parse(&answer.field("project")?.field("id")?.text()?)?,
            locale: text("locale"),
            time_zone: text("timezone"),
            color_mode: answer.field("colorMode").as_ref().and_then(ColorMode::read),
        })
    }
}

/// Reads the answer to `token`: `{status, body}`, as the backend answered the host.
pub(super) fn session<F: Foreign>(answer: Result<F, String>) -> Result<Session, HostError> {
    let answer =
        answer.map_err(|word| if word == "unverified" { HostError::Unverified } else { HostError::NoResponse })?;
    let status = answer.field("status").and_then(|status| status.number()).unwrap_or_default();
    if status != 200.0 {
        let code = || answer.field("body")?.field("code")?.text();
        return Err(match status {
            // Anything in between may answer 502 too.
            502.0 if code().as_deref() == Some("jira_unreachable") => HostError::JiraUnreachable,
            400.0..600.0 => HostError::Rejected(status as u16),
            _ => HostError::NoResponse,
        });
    }
    granted(&answer).ok_or(HostError::NoResponse)
}

fn granted<F: Foreign>(answer: &F) -> Option<Session> {
    let body = answer.field("body")?;
    let bearer = body.field("bearer")?.text()?;
    let fits = (1..=LONGEST_BEARER).contains(&bearer.len()) && bearer.bytes().all(|b| b.is_ascii_graphic());
    let seconds = body.field("expires_in")?.number()?;
    (fits && seconds >= 0.0).then(|| Session { bearer: SecretText::new(bearer), expires_in: seconds as u32 })
}
