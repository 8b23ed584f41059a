//! The System User Access Token: a secret on its way to the backend.
//!
//! [`SecretText`] is any text in the field. [`clean`] removes what was copied along with a token,
//! [`AccessToken::parse`] rejects what can't be a token, and [`AccessToken::doubt`] says what's unusual
//! about the rest. None of them says *valid*: only Meta can.

mod cleaning;
mod shape;

pub use cleaning::{Cleaned, Removed, clean};
pub use shape::{Doubt, WrongShape};

use std::fmt;

/// The longest text that can be a token, in characters.
///
/// Meta calls tokens opaque and of variable length. In practice they have 180 to 300 characters.
pub const MAX_LENGTH: usize = 1024;

/// The shortest text that can be a token, in characters. Secret scanners use the same limit.
pub const MIN_LENGTH: usize = 40;

/// Text that may contain a token. `Debug` doesn't print it, and it can't be serialized by itself.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretText(String);

impl SecretText {
    /// Wraps `text`. From here on, reading it takes a call to [`SecretText::expose`].
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself. Review every call: may the secret go there?
    #[must_use]
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SecretText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SecretText(…)")
    }
}

/// A text that may be a token: only bearer characters, a possible length, and not another vendor's key.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(SecretText);

impl AccessToken {
    /// Accepts `text` unless it can't be a token. The text has to be clean already.
    ///
    /// # Errors
    /// Why this can't be a System User Access Token.
    pub fn parse(text: &SecretText) -> Result<Self, WrongShape> {
        match shape::wrong(text.expose()) {
            Some(wrong) => Err(wrong),
            None => Ok(Self(text.clone())),
        }
    }

    /// What's unusual about it. It may still be right.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        shape::doubt(self.expose())
    }

    /// Its length in characters, all of which are ASCII.
    #[must_use]
    pub fn length(&self) -> usize {
        self.expose().len()
    }

    /// Its last four characters, the only part that may be shown.
    #[must_use]
    pub fn last_four(&self) -> &str {
        let text = self.expose();
        text.get(text.len() - 4..).unwrap_or_default()
    }

    /// The token itself, for the request that carries it.
    #[must_use]
    pub fn expose(&self) -> &str {
        self.0.expose()
    }

    pub(crate) fn into_text(self) -> SecretText {
        self.0
    }
}

impl fmt::Debug for AccessToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AccessToken(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn neither_type_prints_its_secret() {
        let text = SecretText::new(format!("EAASANDBOX{}", "x".repeat(60)));
        let token = AccessToken::parse(&text).unwrap();
        assert_eq!(format!("{text:?} {token:?}"), "SecretText(…) AccessToken(…)");
    }

    #[test]
    fn only_length_and_last_four_can_be_shown() {
        let token = AccessToken::parse(&SecretText::new(format!("EAASANDBOX{}Zb7K", "x".repeat(60)))).unwrap();
        assert_eq!((token.length(), token.last_four()), (74, "Zb7K"));
    }
}
