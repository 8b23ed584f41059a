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
