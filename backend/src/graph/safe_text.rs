//! Makes texts from Meta safe to store and show: IDs, app names, permissions.

use contract::report::App;
use serde_json::Value;
use std::collections::BTreeSet;

/// The longest app name, in characters.
const MAX_NAME: usize = 100;

/// The highest number of permissions.
const MAX_PERMISSIONS: usize = 20;

/// An ID: digits, as a string or a number.
pub(super) fn id(value: Option<&Value>) -> Option<String> {
    let text = match value? {
        Value::String(text) => text.clone(),
        Value::Number(number) => number.as_u64()?.to_string(),
        _ => return None,
    };
    let digits = (1..=32).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then_some(text)
}

/// An app, if its ID is valid.
pub(super) fn app(app_id: Option<&Value>, name: Option<&Value>) -> Option<App> {
    Some(App { id: id(app_id)?, name: name.and_then(Value::as_str).and_then(self::name) })
}

/// A name without control and bidirectional formatting characters, shortened; `None` if nothing is left.
fn name(text: &str) -> Option<String> {
    let is_formatting =
        |c: char| matches!(c, '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}');
    let kept: String = text.chars().filter(|c| !c.is_control() && !is_formatting(*c)).take(MAX_NAME).collect();
    let kept = kept.trim();
    (!kept.is_empty()).then(|| kept.to_owned())
}

/// True if `text` matches `^[a-z0-9_]{1,64}$`.
pub(super) fn is_permission(text: &str) -> bool {
    let plain = |b: u8| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_';
    (1..=64).contains(&text.len()) && text.bytes().all(plain)
}

/// The first permissions, sorted.
pub(super) fn first_permissions(texts: BTreeSet<String>) -> Vec<String> {
    texts.into_iter().take(MAX_PERMISSIONS).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn an_id_is_digits() {
        for (value, expected) in [
            (json!("634974688087057"), Some("634974688087057")),
            (json!(634_974_688_087_057_u64), Some("634974688087057")),
            (json!(""), None),
            (json!("12a"), None),
            (json!("1".repeat(33)), None),
            (json!(1.5), None),
            (json!(-1), None),
            (json!(["1"]), None),
        ] {
            assert_eq!(id(Some(&value)).as_deref(), expected, "{value}");
        }
    }

    #[test]
    fn a_name_cannot_affect_the_text_around_it() {
        assert_eq!(name("  Acme Support ").as_deref(), Some("Acme Support"));
        assert_eq!(name("Ac\u{202e}me\u{0}\n\u{1b}[31m Süd 💬").as_deref(), Some("Acme[31m Süd 💬"));
        assert_eq!(name(" \u{200b}\t").as_deref(), None);
        assert_eq!(name(&"é".repeat(500)).map(|name| name.chars().count()), Some(100));
    }

    #[test]
    fn permissions_are_plain_words() {
        assert!(is_permission("whatsapp_business_messaging"));
        for other in ["", "Ads", "a b", "<b>", "ü", &"a".repeat(65)] {
            assert!(!is_permission(other), "{other}");
        }
    }
}
