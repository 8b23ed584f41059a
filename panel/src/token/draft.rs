//! What stands in the token field, and what can be said of it without asking anyone.

use contract::access_token::{AccessToken, Doubt, Removed, SecretText, WrongShape, clean};

/// The text in the field, read once. Cleaning is part of reading it, so a space at its end is never an error.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    read: Read,
    removed: Removed,
}

/// What the text reads as.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Read {
    Token(AccessToken, Option<Doubt>),
    Other(SecretText, WrongShape),
}

/// What can be said of a draft before Meta is asked. It is never *valid*: only Meta can say that.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// Nothing is in the field.
    Empty,
    /// It certainly is no System User Access Token.
    Wrong(WrongShape),
    /// It may be one, and something about it is unusual.
    Doubtful(Doubt),
    /// It looks like one.
    Plausible,
}

impl Draft {
    /// The field after a key press: what cleaning leaves out is only left out when the text is read.
    #[must_use]
    pub fn typed(text: SecretText) -> Self {
        Self::pasted(text, Removed::default())
    }

    /// The field after a paste from which `removed` was taken away already.
    #[must_use]
    pub fn pasted(text: SecretText, removed: Removed) -> Self {
        let cleaned = clean(text.expose());
        let removed = if cleaned.removed.is_nothing() { removed } else { cleaned.removed };
        let read = match AccessToken::parse(&cleaned.text) {
            Ok(token) => {
                let doubt = token.doubt();
                Read::Token(token, doubt)
            }
            Err(wrong) => Read::Other(cleaned.text, wrong),
        };
        Self { read, removed }
    }

    /// What may be sent.
    ///
    /// # Errors
    /// Why it certainly is no token.
    pub fn parse(&self) -> Result<&AccessToken, WrongShape> {
        match &self.read {
            Read::Token(token, _) => Ok(token),
            Read::Other(_, wrong) => Err(*wrong),
        }
    }

    /// What can be said of it.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        match &self.read {
            Read::Token(_, doubt) => doubt.map_or(Verdict::Plausible, Verdict::Doubtful),
            Read::Other(_, WrongShape::Empty) => Verdict::Empty,
            Read::Other(_, wrong) => Verdict::Wrong(*wrong),
        }
    }

    /// What cleaning left out.
    #[must_use]
    pub fn removed(&self) -> Removed {
        self.removed
    }

    /// True where nothing is in the field, or nothing but what cleaning leaves out.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Its length in characters, as it reads.
    #[must_use]
    pub fn length(&self) -> usize {
        self.text().chars().count()
    }

    /// True where both read as the same text.
    #[must_use]
    pub fn same_text(&self, other: &Self) -> bool {
        self.text() == other.text()
    }

    fn text(&self) -> &str {
        match &self.read {
            Read::Token(token, _) => token.expose(),
            Read::Other(text, _) => text.expose(),
        }
    }
}

impl Default for Draft {
    fn default() -> Self {
        Self::typed(SecretText::default())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Draft {
        Draft::typed(SecretText::new(text.to_owned()))
    }

    #[test]
    fn a_space_at_the_end_is_left_out_and_said() {
        let draft = typed(&format!("EAASANDBOX{} ", "x7Q".repeat(40)));
        assert_eq!(draft.verdict(), Verdict::Plausible);
        assert_eq!(draft.removed(), Removed { spaces: 1, ..Removed::default() });
    }

    #[test]
    fn what_a_paste_lost_is_remembered_until_the_text_changes() {
        let removed = Removed { tabs: 1, line_breaks: 2, ..Removed::default() };
        let draft = Draft::pasted(SecretText::new("EAASANDBOX".into()), removed);
        assert_eq!(draft.removed(), removed);
        assert_eq!(typed("EAASANDBOX1").removed(), Removed::default());
    }

    #[test]
    fn white_space_alone_is_an_empty_field() {
        assert!(typed(" \t\u{a0}").is_empty());
        assert_eq!(typed("\u{200b}").verdict(), Verdict::Empty);
    }
}
