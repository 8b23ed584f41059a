//! The System User Access Token: a secret on its way to the backend.
//!
//! [`SecretText`] is whatever stands in the field. [`clean`] takes away what a copy drags along,
//! [`AccessToken::parse`] refuses what is certainly not a token, and [`AccessToken::doubt`] says what is
//! odd about one that was let through. None of them says *valid*: only Meta can.

mod cleaning;
mod shape;

pub use cleaning::{Cleaned, Removed, clean};
pub use shape::{Doubt, WrongShape};

use std::fmt;

/// The longest text that is taken for a token, in characters.
///
/// Meta calls tokens opaque and of variable length; 180 to 300 characters are what people see.
pub const MAX_LENGTH: usize = 1024;

/// The shortest text that can be a token, in characters: the secret scanners' lower bound.
pub const MIN_LENGTH: usize = 40;

/// Text that may be, or hold, a token: it cannot be printed, and it is not serialisable by itself.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct SecretText(String);

impl SecretText {
    /// Takes the text out of circulation: from here on only its owner can read it.
    #[must_use]
    pub fn new(text: String) -> Self {
        Self(text)
    }

    /// The text itself. Every call is a place to ask whether the secret may go there.
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

/// A text that may be a token: bearer characters only, of a possible length, and no other vendor's key.
#[derive(Clone, PartialEq, Eq)]
pub struct AccessToken(SecretText);

impl AccessToken {
    /// Takes `text` for a token unless it certainly is none. The text must be clean already.
    ///
    /// # Errors
    /// The [`WrongShape`] that proves that this is no System User Access Token.
    pub fn parse(text: &SecretText) -> Result<Self, WrongShape> {
        match shape::wrong(text.expose()) {
            Some(wrong) => Err(wrong),
            None => Ok(Self(text.clone())),
        }
    }

    /// What is unusual about it, though it may still be right.
    #[must_use]
    pub fn doubt(&self) -> Option<Doubt> {
        shape::doubt(self.expose())
    }

    /// Its length in characters (all of them are ASCII).
    #[must_use]
    pub fn length(&self) -> usize {
        self.expose().len()
    }

    /// Its last four characters: all of it that may ever be shown.
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
    fn only_length_and_last_four_are_offered_for_showing() {
        let token = AccessToken::parse(&SecretText::new(format!("EAASANDBOX{}Zb7K", "x".repeat(60)))).unwrap();
        assert_eq!((token.length(), token.last_four()), (74, "Zb7K"));
    }
}
