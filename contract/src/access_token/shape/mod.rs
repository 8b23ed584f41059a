//! What we can tell about a text without Meta.
//!
//! Meta calls its tokens opaque, so a text is rejected only if it must be something else. If it's only
//! unusual, that's a [`Doubt`], which the page can mention.

use super::{MAX_LENGTH, MIN_LENGTH};
use serde::{Deserialize, Serialize};

/// Why a text can't be a System User Access Token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum WrongShape {
    /// There is no text.
    Empty,
    /// A phone number, a Phone Number ID or another ID: digits only.
    Digits,
    /// 32 hexadecimal digits: the App Secret.
    AppSecret,
    /// `id|secret`: an app token, which contains the App Secret. It's never sent anywhere.
    AppToken,
    /// An Instagram access token (`IG…`).
    InstagramToken,
    /// A JSON Web Token.
    Jwt,
    /// An Atlassian API token.
    AtlassianKey,
    /// A Slack token.
    SlackKey,
    /// A GitHub token.
    GithubKey,
    /// An OpenAI key.
    OpenAiKey,
    /// A web address.
    Url,
    /// Bullets, asterisks, or an ellipsis, which pages show in place of a secret.
    Masked,
    /// Two tokens in one paste.
    TwoTokens,
    /// Words around or instead of a token.
    WhiteSpaceInside,
    /// A control character, or one that changes the order in which the text is shown.
    HiddenCharacter,
    /// A character that bearer tokens can't have (RFC 6750, section 2.1).
    UnexpectedCharacter,
    /// Fewer than [`MIN_LENGTH`] characters.
    TooShort,
    /// More than [`MAX_LENGTH`] characters.
    TooLong,
    /// A reason that this version doesn't know.
    #[serde(other)]
    Unknown,
}

/// What's unusual about a text that may still be a token.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Doubt {
    /// It doesn't start with `EAA`. All known tokens do.
    UnusualStart,
    /// It has punctuation. All known tokens have only letters and digits.
    UnusualCharacter,
    /// It's shorter than usual, so the end may be missing.
    Short,
    /// It contains a second `EAA`, so it may be two tokens in a row.
    MaybeTwo,
}

/// Shorter tokens are unusual. In characters.
pub(super) const USUAL_LENGTH: usize = 100;

pub(super) fn wrong(text: &str) -> Option<WrongShape> {
    use WrongShape as W;
    if text.is_empty() {
        return Some(W::Empty);
    }
    if text.chars().count() > MAX_LENGTH {
        return Some(if is_two_tokens(text) { W::TwoTokens } else { W::TooLong });
    }
    // Most texts have only letters and digits, and the page calls this at every key press.
    let is_odd = text.bytes().any(|b| !b.is_ascii_alphanumeric());
    let starts = |prefixes: &[&str]| prefixes.iter().any(|prefix| text.starts_with(prefix));
    let checks = [
        (W::HiddenCharacter, is_odd && text.chars().any(is_hidden)),
        (W::Masked, is_odd && is_masked(text)),
        (W::TwoTokens, is_two_tokens(text)),
        (W::Url, is_odd && place_of("://", text).is_some()),
        (W::AppToken, is_odd && is_app_token(text)),
        (W::Digits, is_number(text)),
        (W::Jwt, is_odd && text.starts_with("eyJ") && text.matches('.').count() >= 2),
        (W::AtlassianKey, starts(&["ATATT", "ATCTT", "ATOA", "ATBB"])),
        (W::SlackKey, starts(&["xoxb-", "xoxp-", "xoxa-", "xoxe", "xoxs-", "xapp-"])),
        (W::GithubKey, starts(&["ghp_", "gho_", "ghu_", "ghs_", "ghr_", "github_pat_"])),
        (W::OpenAiKey, starts(&["sk-"])),
        (W::WhiteSpaceInside, is_odd && text.contains(char::is_whitespace)),
        (W::UnexpectedCharacter, is_odd && !text.bytes().all(is_bearer)),
        (W::AppSecret, text.len() == 32 && text.bytes().all(|b| b.is_ascii_hexdigit())),
        (W::InstagramToken, text.len() >= 20 && starts(&["IGA", "IGQ"])),
        (W::TooShort, text.len() < MIN_LENGTH),
    ];
    checks.into_iter().find_map(|(wrong, is_so)| is_so.then_some(wrong))
}

pub(super) fn doubt(text: &str) -> Option<Doubt> {
    if !text.starts_with("EAA") {
        return Some(Doubt::UnusualStart);
    }
    if !text.bytes().all(|b| b.is_ascii_alphanumeric()) {
        return Some(Doubt::UnusualCharacter);
    }
    if text.get(80..text.len().saturating_sub(80)).is_some_and(|middle| place_of("EAA", middle).is_some()) {
        return Some(Doubt::MaybeTwo);
    }
    (text.len() < USUAL_LENGTH).then_some(Doubt::Short)
}

/// Characters of a bearer token: RFC 6750, section 2.1, `b64token`.
fn is_bearer(b: u8) -> bool {
    b.is_ascii_alphanumeric() || b"-._~+/=".contains(&b)
}

fn is_hidden(c: char) -> bool {
    let overrides_order = matches!(c, '\u{202d}' | '\u{202e}');
    overrides_order || (c.is_control() && !c.is_whitespace())
}

fn is_masked(text: &str) -> bool {
    let masks = ['•', '●', '∙', '⋅', '·', '◦', '*', '…', '⁎', '＊'];
    text.contains(masks) || place_of("...", text).is_some()
}

fn is_app_token(text: &str) -> bool {
    text.split_once('|').is_some_and(|(id, _)| !id.is_empty() && id.bytes().all(|b| b.is_ascii_digit()))
}

fn is_number(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit())
        && text
            .chars()
            .all(|c| c.is_ascii_digit() || c.is_whitespace() || matches!(c, '+' | '-' | '(' | ')' | '.' | '/'))
}

/// Two pieces that both start like a token, one token twice, or the usual end of a token (`ZD`) before a start.
fn is_two_tokens(text: &str) -> bool {
    let starts = text.split_whitespace().filter(|piece| piece.starts_with("EAA") && piece.len() >= MIN_LENGTH / 2);
    if starts.count() > 1 {
        return true;
    }
    let half = text.len() / 2;
    let twice = text.len() >= 2 * MIN_LENGTH
        && text.starts_with("EAA")
        && text.get(..half).is_some_and(|first| text.get(half..) == Some(first));
    let glued = place_of("ZDEAA", text)
        .is_some_and(|at| text.starts_with("EAA") && at + 2 >= MIN_LENGTH && text.len() - at - 2 >= MIN_LENGTH);
    twice || glued
}

/// Where `part` begins in `text`, in bytes. The standard library's search is built for long texts and would add
/// thousands of bytes to the page.
fn place_of(part: &str, text: &str) -> Option<usize> {
    text.as_bytes().windows(part.len()).position(|window| window == part.as_bytes())
}

#[cfg(test)]
mod tests;
