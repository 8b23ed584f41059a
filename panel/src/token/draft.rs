//! The text in the token field, and what its shape tells us.

use contract::access_token::{AccessToken, Cleaned, Doubt, Removed, SecretText, WrongShape, clean};

/// The text in the field, parsed once. Parsing cleans it, so a space at the end is never an error.
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

/// What can be told about a draft by its looks. Never that it's *valid*: only Meta knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    Empty,
    /// It certainly isn't a System User Access Token.
    Wrong(WrongShape),
    /// It may be one, but something about it is unusual.
    Doubtful(Doubt),
    /// It looks like one.
    Plausible,
}

/// From this length on, pasted text counts as a whole secret and not as a piece of one, in bytes.
const WHOLE: usize = 20;

/// What a paste makes of the field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// The field after it.
    pub draft: Draft,
    /// What the field shows in place of the pasted text.
    pub inserted: SecretText,
    /// True if it replaces the whole text: two secrets are never joined.
    pub replaces_all: bool,
}

impl Draft {
    /// The field after a key press. The text is cleaned when it's read; the field still shows it as typed.
    #[must_use]
    pub fn typed(text: &str) -> Self {
        let Cleaned { text, removed } = clean(text);
        Self::read(text, removed)
    }

    /// The field after a paste of `raw` between `before` and `after`.
    #[must_use]
    pub fn pasted(raw: &str, before: &str, after: &str) -> Pasted {
        let Cleaned { text, removed } = clean(raw);
        // An input drops line breaks. Two tokens on two lines would become one text that looks like a token.
        let inserted = SecretText::new(text.expose().replace('\n', " "));
        let replaces_all = inserted.expose().len() >= WHOLE || (before.is_empty() && after.is_empty());
        let draft = if replaces_all {
            Self::read(inserted.clone(), removed)
        } else {
            let draft = Self::typed(&format!("{before}{}{after}", inserted.expose()));
            if draft.removed.is_nothing() { Self { removed, ..draft } } else { draft }
        };
        Pasted { draft, inserted, replaces_all }
    }

    fn read(text: SecretText, removed: Removed) -> Self {
        let read = match AccessToken::parse(&text) {
            Ok(token) => {
                let doubt = token.doubt();
                Read::Token(token, doubt)
            }
            Err(wrong) => Read::Other(text, wrong),
        };
        Self { read, removed }
    }

    /// The token to send.
    ///
    /// # Errors
    /// Why it certainly isn't a token.
    pub fn parse(&self) -> Result<&AccessToken, WrongShape> {
        match &self.read {
            Read::Token(token, _) => Ok(token),
            Read::Other(_, wrong) => Err(*wrong),
        }
    }

    #[must_use]
    pub fn shape(&self) -> Shape {
        match &self.read {
            Read::Token(_, doubt) => doubt.map_or(Shape::Plausible, Shape::Doubtful),
            Read::Other(_, WrongShape::Empty) => Shape::Empty,
            Read::Other(_, wrong) => Shape::Wrong(*wrong),
        }
    }

    /// What cleaning removed.
    #[must_use]
    pub fn removed(&self) -> Removed {
        self.removed
    }

    /// True if nothing is left after cleaning.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.text().is_empty()
    }

    /// Its length in characters, after cleaning.
    #[must_use]
    pub fn length(&self) -> usize {
        self.text().chars().count()
    }

    /// True if both are the same text after cleaning.
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
        Self::typed("")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(text: &str) -> Draft {
        Draft::typed(text)
    }

    #[test]
    fn a_space_at_the_end_is_removed_and_counted() {
        let draft = typed(&format!("EAASANDBOX{} ", "x7Q".repeat(40)));
        assert_eq!(draft.shape(), Shape::Plausible);
        assert_eq!(draft.removed(), Removed { spaces: 1, ..Removed::default() });
    }

    #[test]
    fn what_cleaning_removed_from_a_paste_is_known_until_the_text_changes() {
        let pasted = Draft::pasted("\tEAASANDBOX\n\n", "", "");
        assert_eq!(pasted.draft.removed(), Removed { tabs: 1, line_breaks: 2, ..Removed::default() });
        assert_eq!(pasted.inserted.expose(), "EAASANDBOX");
        assert_eq!(typed("EAASANDBOX1").removed(), Removed::default());
    }

    #[test]
    fn a_piece_is_pasted_into_the_text_and_a_whole_secret_replaces_it() {
        let piece = Draft::pasted(" mid\n", "EAA", "tail");
        assert_eq!((piece.inserted.expose(), piece.replaces_all), ("mid", false));
        assert!(piece.draft.same_text(&typed("EAAmidtail")));
        assert_eq!(piece.draft.removed(), Removed { spaces: 1, line_breaks: 1, ..Removed::default() });
        let token = format!("EAASANDBOX{}", "x7Q".repeat(40));
        let whole = Draft::pasted(&format!("{token}\n"), "EAA", "tail");
        assert_eq!((whole.inserted.expose(), whole.replaces_all), (&*token, true));
        assert!(whole.draft.same_text(&typed(&token)));
    }

    #[test]
    fn two_lines_are_not_joined_into_one_token() {
        let token = format!("EAASANDBOX{}", "x7Q".repeat(40));
        let two = Draft::pasted(&format!("{token}\n{token}"), "", "");
        assert_eq!(two.draft.shape(), Shape::Wrong(WrongShape::TwoTokens));
        assert_eq!(two.inserted.expose(), format!("{token} {token}"));
    }

    #[test]
    fn white_space_alone_is_an_empty_field() {
        assert!(typed(" \t\u{a0}").is_empty());
        assert_eq!(typed("\u{200b}").shape(), Shape::Empty);
    }
}
