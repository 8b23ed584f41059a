//! Sentences with code in them, between backticks.

/// The pieces of `text` in order, each with whether it is code.
pub fn pieces(text: &str) -> impl Iterator<Item = (bool, &str)> {
    text.split('`').enumerate().map(|(place, piece)| (place % 2 == 1, piece)).filter(|(_, piece)| !piece.is_empty())
}

/// `text` without the backticks, for places that show plain text.
#[must_use]
pub fn without_marks(text: &str) -> String {
    text.replace('`', "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_between_backticks_are_code() {
        let found: Vec<_> = pieces("`a` is missing").collect();
        assert_eq!(found, [(true, "a"), (false, " is missing")]);
        assert_eq!(without_marks("`a` is missing"), "a is missing");
    }
}
