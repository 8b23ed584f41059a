//! A table of texts, and what we can tell about each without Meta.

use super::*;
use crate::access_token::{AccessToken, SecretText, clean};
use proptest::prelude::*;

fn long(head: &str) -> String {
    format!("{head}{}", "x7Q".repeat(60))
}

#[test]
fn what_cannot_be_a_token_is_rejected_with_its_reason() {
    use WrongShape as W;
    let table: [(&str, String, W); 30] = [
        ("nothing", String::new(), W::Empty),
        ("a phone number", "+49 (171) 234-5678".into(), W::Digits),
        ("a Phone Number ID", "106540352242922".into(), W::Digits),
        ("an app secret", "0123456789abcdef0123456789ABCDEF".into(), W::AppSecret),
        ("an app token", "634974688087057|0123456789abcdef0123456789abcdef".into(), W::AppToken),
        ("an app token cut short", "634974688087057|".into(), W::AppToken),
        ("an Instagram token", long("IGAA"), W::InstagramToken),
        ("a JWT", format!("{}.{}.sig", long("eyJh"), long("b")), W::Jwt),
        ("an Atlassian key", long("ATATT3xFfGF0"), W::AtlassianKey),
        ("a Slack key", long("xoxb-"), W::SlackKey),
        ("a GitHub key", long("ghp_"), W::GithubKey),
        ("a GitHub fine-grained key", long("github_pat_"), W::GithubKey),
        ("an OpenAI key", long("sk-proj-"), W::OpenAiKey),
        ("an address", "https://business.facebook.com/settings".into(), W::Url),
        ("bullets", "•".repeat(40), W::Masked),
        ("a shortened token", format!("{}…", long("EAA")), W::Masked),
        ("three dots", format!("{}...", long("EAA")), W::Masked),
        ("asterisks", format!("EAA{}", "*".repeat(60)), W::Masked),
        ("two tokens", format!("{} {}", long("EAAa"), long("EAAb")), W::TwoTokens),
        ("one token twice", long("EAAa").repeat(2), W::TwoTokens),
        ("two glued", format!("{}ZD{}", long("EAAa"), long("EAAb")), W::TwoTokens),
        ("words", format!("my token is {}", long("EAA")), W::WhiteSpaceInside),
        ("a NUL", format!("{}\0", long("EAA")), W::HiddenCharacter),
        ("a right-to-left override", format!("\u{202e}{}", long("EAA")), W::HiddenCharacter),
        ("an emoji", format!("{}🎉", long("EAA")), W::UnexpectedCharacter),
        ("a Cyrillic letter", long("ЕAA"), W::UnexpectedCharacter),
        ("a pipe between words", long("abc|"), W::UnexpectedCharacter),
        ("39 characters", format!("EAA{}", "x".repeat(36)), W::TooShort),
        ("1025 characters", format!("EAA{}", "x".repeat(1022)), W::TooLong),
        ("a megabyte", "x".repeat(1 << 20), W::TooLong),
    ];
    for (name, text, expected) in table {
        assert_eq!(AccessToken::parse(&SecretText::new(text)).err(), Some(expected), "{name}");
    }
}

#[test]
fn what_may_be_a_token_passes_with_its_doubt() {
    let table = [
        (long("EAAB"), None),
        (format!("EAA{}", "x".repeat(37)), Some(Doubt::Short)),
        (long("QQQ"), Some(Doubt::UnusualStart)),
        (long("EAA_"), Some(Doubt::UnusualCharacter)),
        (format!("{}{}", long("EAAa"), long("EAAb")), Some(Doubt::MaybeTwo)),
        (long("EAA1EAA"), None),
    ];
    for (text, expected) in table {
        let token = AccessToken::parse(&SecretText::new(text.clone())).unwrap();
        assert_eq!(token.doubt(), expected, "{text}");
    }
}

#[test]
fn an_unknown_reason_on_the_wire_reads_as_unknown() {
    let wrong: WrongShape = serde_json::from_str("\"from_the_future\"").unwrap();
    assert_eq!(wrong, WrongShape::Unknown);
}

proptest! {
    #[test]
    fn every_usual_token_passes(text in "EAA[A-Za-z0-9]{97,300}") {
        prop_assume!(!is_two_tokens(&text));
        prop_assert!(AccessToken::parse(&SecretText::new(text)).is_ok());
    }

    #[test]
    fn any_text_gets_a_verdict_and_what_passes_fits_a_header(raw in ".{0,200}|[\\x00-\\x7f]{0,80}") {
        let cleaned = clean(&raw).text;
        if let Ok(token) = AccessToken::parse(&cleaned) {
            prop_assert!(token.expose().bytes().all(|b| b.is_ascii_graphic()));
            prop_assert!((MIN_LENGTH..=MAX_LENGTH).contains(&token.length()));
        }
    }
}
