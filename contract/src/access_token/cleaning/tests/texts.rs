//! Texts that people keep and send tokens in. The whole token comes out, or nothing that could be sent.

use super::*;
use crate::access_token::{AccessToken, WrongShape};

/// Before and after the token.
const TEXTS: [(&str, &str); 25] = [
    ("access_token=", "\nPORT=3000\n"),
    ("WHATSAPP_TOKEN=", ""),
    ("# Meta\nPORT=3000\nWHATSAPP_TOKEN=", "\nLOG_LEVEL=debug\n"),
    ("export WHATSAPP_TOKEN='", "'\nnpm start\n"),
    ("APP_SECRET=0123456789abcdef0123456789abcdef\nTOKEN=\"", "\"\nPHONE=106540352242922\n"),
    ("whatsapp:\n  token: ", "\n  version: v23.0\n"),
    ("{\n  \"access_token\": \"", "\",\n  \"token_type\": \"bearer\"\n}"),
    ("{\"id\":\"106540352242922\",\"access_token\":\"", "\",\"expires_in\":5183944}"),
    ("curl -X POST \\\n  -H 'Authorization: Bearer ", "' \\\n  -d '{\"type\": \"text\"}'"),
    ("curl -H \"Authorization: Bearer ", "\" https://graph.facebook.com/v23.0/me"),
    ("https://graph.facebook.com/v23.0/me?access_token=", ""),
    ("https://graph.facebook.com/v23.0/me?access_token=", "&fields=id#top"),
    ("https://example.com/?next=%2F%3Faccess_token%3D", "%26fields%3Did"),
    ("GET /v23.0/me HTTP/1.1\r\nAuthorization: Bearer ", "\r\nHost: graph.facebook.com\r\n"),
    ("Hi Ann,\n\nhere is the token (it starts with EAA):\n\n", "\n\nRegards,\nBob\n"),
    ("On Monday, Bob wrote:\n> Use this one:\n> ", "\n>\n> Regards\n"),
    ("Set `", "` in Jira."),
    ("```\n", "\n```\nThat is all."),
    ("The token is **", "**, keep it safe."),
    ("[try it](https://graph.facebook.com/me?access_token=", ") now"),
    ("| Name | Token |\n|---|---|\n| Jira |", "|\n"),
    ("[10:02] Bob: here you are ", "\n[10:03] Ann: thanks"),
    ("Bob: ", "\nAnn: thanks, got it"),
    ("令牌是", "。"),
    ("🔑 ", " 🎉 is my token, *don't share*"),
];

const GAPS: [&str; 6] = ["\n", "\r\n", "\n    ", "\n> ", "\\\n", "=\r\n"];

fn wrap(token: &str, width: usize, gap: &str) -> String {
    let lines: Vec<_> = token.as_bytes().chunks(width).map(String::from_utf8_lossy).collect();
    lines.join(gap)
}

/// Whether `raw` is cleaned to `token`. If it isn't, it must not be possible to send it.
fn comes_out(raw: &str, token: &str) -> Result<bool, TestCaseError> {
    let cleaned = clean(raw);
    if AccessToken::parse(&cleaned.text).is_err() {
        return Ok(false);
    }
    prop_assert_eq!(cleaned.text.expose(), token, "{:?}", raw);
    prop_assert_eq!(cleaned.removed.is_nothing(), raw == token);
    Ok(true)
}

#[test]
fn the_token_is_taken_out_of_every_text_and_the_rest_is_counted() {
    for (before, after) in TEXTS {
        let cleaned = clean(&format!("{before}{TOKEN}{after}"));
        assert_eq!(cleaned.text.expose(), TOKEN, "{before:?} {after:?}");
        let Removed { spaces, tabs, line_breaks, no_break_spaces, invisible, quotes, labels, other } = cleaned.removed;
        assert!(spaces + tabs + line_breaks + no_break_spaces + invisible + quotes + labels + other > 0);
    }
    check(&format!("WHATSAPP_TOKEN={TOKEN}"), TOKEN, Removed { other: 15, ..Removed::default() });
    check(&format!("{TOKEN} is my token\n"), TOKEN, Removed { line_breaks: 1, other: 12, ..Removed::default() });
    let (head, tail) = TOKEN.split_at(30);
    let mail = format!("> {head}\n> {tail}\n> ");
    check(&mail, TOKEN, Removed { line_breaks: 1, spaces: 1, other: 6, ..Removed::default() });
}

#[test]
fn a_token_without_a_clear_end_stays_in_its_text() {
    let (head, tail) = TOKEN.split_at(45);
    for text in [
        format!("T={TOKEN}…"),
        format!("T={TOKEN}..."),
        format!("T={TOKEN}****"),
        format!("T={head}\0{tail}"),
        format!("T={head}🎉{tail}"),
        format!("T={head}а{tail}"),
        format!("T={head} {tail}"),
        format!("T={head}\n\n{tail}\n"),
        format!("T=\"{head}\\n{tail}\""),
        format!("T=\"{head}\" +\n  \"{tail}{tail}\""),
        format!("T={head}<br>{tail}"),
        format!("T={TOKEN}\nThanks"),
        format!("T={TOKEN}\\\nThanks"),
        format!("T=\"{TOKEN}\nthanks\""),
        format!("T={TOKEN}\n0123456789abcdef0123456789abcdef"),
        format!(" 634974688087057|{TOKEN}"),
        format!("•••{TOKEN} and more"),
    ] {
        let cleaned = clean(&text);
        assert!(AccessToken::parse(&cleaned.text).is_err(), "{text:?}");
        assert_eq!(cleaned.removed.other, 0, "{text:?}");
    }
}

#[test]
fn a_text_without_a_token_keeps_its_verdict() {
    let app_token = "634974688087057|0123456789abcdef0123456789abcdef";
    for (text, wrong) in [
        ("https://example.com/?access_token=123", WrongShape::Url),
        (app_token, WrongShape::AppToken),
        ("The token starts with EAA", WrongShape::WhiteSpaceInside),
        ("TOKEN=EAA****", WrongShape::Masked),
    ] {
        let cleaned = clean(text);
        assert_eq!((AccessToken::parse(&cleaned.text), cleaned.removed), (Err(wrong), Removed::default()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(4096))]

    #[test]
    fn a_whole_token_comes_out_of_every_text(token in token(), text in 0..TEXTS.len(), quoted: bool) {
        let (before, after) = TEXTS[text];
        let raw = format!("{before}{token}{after}");
        let raw = if quoted { format!("> {}", raw.replace('\n', "\n> ")) } else { raw };
        prop_assert!(comes_out(&raw, &token)?);
    }

    #[test]
    fn a_wrapped_token_comes_out_of_every_text_or_nothing_does(
        token in token(),
        text in 0..TEXTS.len(),
        (width, gap) in (20_usize..200, 0..GAPS.len()),
        invisible in prop_oneof![Just(""), Just("\u{200b}"), Just("\u{202d}")],
    ) {
        let (before, after) = TEXTS[text];
        let last = token.len() % width;
        let wrapped = wrap(&token, width, GAPS[gap]);
        let at = wrapped.len() / 2;
        let raw = format!("{before}{}{invisible}{}{after}", &wrapped[..at], &wrapped[at..]);
        let is_out = comes_out(&raw, &token)?;
        // It's clear where it ends if something follows on the same line.
        let is_closed = after.starts_with(['"', '\'', '&', '%', '`', '*', ')', '|']);
        let is_mixed = |piece: &str| piece.bytes().any(|b| b.is_ascii_digit()) && !piece.bytes().all(|b| b.is_ascii_digit());
        let is_certain = is_closed && (1..20).contains(&last) && is_mixed(&token[token.len() - last..]);
        prop_assert!(is_out || !is_certain, "{:?}", raw);
    }

    #[test]
    fn no_text_around_a_token_is_sent(
        token in token(),
        // Letters that touch the token are part of the run. So is punctuation that a token may have.
        before in "([ -~\\n]{0,30}|\\PC{0,20})[ \"'=:/(>_\\n|]",
        after in "[ \"')<&,;:|\\\\\\n]([ -~\\n]{0,30}|\\PC{0,20})",
        width in prop_oneof![Just(usize::MAX), 20_usize..200],
    ) {
        // Only words below a token can be told from its last line.
        let below = after.split(|c: char| !c.is_ascii_alphanumeric()).find(|piece| !piece.is_empty());
        prop_assume!(!after.contains(['\n', '\u{2028}', '\u{2029}']) || below.is_none_or(is_word));
        prop_assume!(!before.contains("EAA") && !after.contains("EAA"));
        comes_out(&format!("{before}{}{after}", wrap(&token, width, "\n")), &token)?;
    }

    #[test]
    fn two_tokens_are_never_a_guess(
        (first, second) in (token(), token()),
        (text, other) in (0..TEXTS.len(), 0..TEXTS.len()),
        width in prop_oneof![Just(usize::MAX), 60_usize..200],
    ) {
        let around = |text: usize, token: &str| format!("{}{token}{}", TEXTS[text].0, TEXTS[text].1);
        let raw = format!("{}\n{}", around(text, &first), around(other, &wrap(&second, width, "\n")));
        prop_assert_eq!(AccessToken::parse(&clean(&raw).text), Err(WrongShape::TwoTokens), "{:?}", raw);
    }
}
