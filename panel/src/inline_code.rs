//! Sentences with code in them: words between backticks are set as code.

/// The pieces of `text`, in order; true marks code.
pub fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split('`').enumerate().map(|(place, piece)| (place % 2 == 1, piece)).filter(|(_, piece)| !piece.is_empty())
}

/// `text` without the marks, for places that show plain text.
#[must_use]
pub fn without_marks(text: &str) -> String {
    text.replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn code_stands_between_backticks() {
        let found: Vec<_> = pieces("`a` is missing").collect();
        assert_eq!(found, [(true, "a"), (false, " is missing")]);
        assert_eq!(without_marks("`a` is missing"), "a is missing");
    }
}
