//! What the panel says about a text by its looks, before Meta has seen it.

use crate::phrases::Key;
use contract::access_token::{Doubt, WrongShape};

/// Why a text can't be a token.
#[must_use]
pub(crate) fn of_wrong(shape: WrongShape) -> Key {
    match shape {
        WrongShape::Empty => Key::ShapeEmpty,
        WrongShape::Digits => Key::ShapeDigits,
        WrongShape::AppSecret => Key::ShapeAppSecret,
        WrongShape::AppToken => Key::ShapeAppToken,
        WrongShape::InstagramToken => Key::ShapeInstagramToken,
        WrongShape::Jwt => Key::ShapeJwt,
        WrongShape::AtlassianKey => Key::ShapeAtlassianKey,
        WrongShape::SlackKey => Key::ShapeSlackKey,
        WrongShape::GithubKey => Key::ShapeGithubKey,
        WrongShape::OpenAiKey => Key::ShapeOpenAiKey,
        WrongShape::Url => Key::ShapeUrl,
        WrongShape::Masked => Key::ShapeMasked,
        WrongShape::TwoTokens => Key::ShapeTwoTokens,
        WrongShape::WhiteSpaceInside => Key::ShapeWhiteSpaceInside,
        WrongShape::HiddenCharacter => Key::ShapeHiddenCharacter,
        WrongShape::UnexpectedCharacter => Key::ShapeUnexpectedCharacter,
        WrongShape::TooShort => Key::ShapeTooShort,
        WrongShape::TooLong => Key::ShapeTooLong,
        WrongShape::Unknown => Key::ShapeUnknown,
    }
}

/// What is unusual about a text that might be a token.
#[must_use]
pub(crate) fn of_doubt(doubt: Doubt) -> Key {
    match doubt {
        Doubt::UnusualStart => Key::DoubtUnusualStart,
        Doubt::UnusualCharacter => Key::DoubtUnusualCharacter,
        Doubt::Short => Key::DoubtShort,
        Doubt::MaybeTwo => Key::DoubtMaybeTwo,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fixtures::phrases;
    use std::collections::HashSet;

    #[test]
    fn every_shape_and_every_doubt_has_a_sentence_of_its_own() {
        let shapes = [
            WrongShape::Empty,
            WrongShape::Digits,
            WrongShape::AppSecret,
            WrongShape::AppToken,
            WrongShape::InstagramToken,
            WrongShape::Jwt,
            WrongShape::AtlassianKey,
            WrongShape::SlackKey,
            WrongShape::GithubKey,
            WrongShape::OpenAiKey,
            WrongShape::Url,
            WrongShape::Masked,
            WrongShape::TwoTokens,
            WrongShape::WhiteSpaceInside,
            WrongShape::HiddenCharacter,
            WrongShape::UnexpectedCharacter,
            WrongShape::TooShort,
            WrongShape::TooLong,
            WrongShape::Unknown,
        ];
        let doubts = [Doubt::UnusualStart, Doubt::UnusualCharacter, Doubt::Short, Doubt::MaybeTwo];
        let phrases = phrases();
        let keys = shapes.map(of_wrong).into_iter().chain(doubts.map(of_doubt));
        let sentences: HashSet<_> = keys.map(|key| phrases.text(key).to_owned()).collect();
        assert_eq!(sentences.len(), shapes.len() + doubts.len());
    }
}
