//! Which language a reader gets.

/// The languages of the panel. The first one is for readers of any other.
const LANGUAGES: [&str; 1] = ["en"];

/// The language for a reader of `locale`, a tag such as "de-DE" or "de_DE": that very tag, else its language, else
/// English.
#[must_use]
pub fn for_locale(locale: Option<&str>) -> &'static str {
    best(&LANGUAGES, locale.unwrap_or_default()).unwrap_or(LANGUAGES[0])
}

fn best<'a>(languages: &[&'a str], locale: &str) -> Option<&'a str> {
    let locale = locale.replace('_', "-");
    let language = locale.split('-').next().unwrap_or_default();
    let find = |wanted: &str| languages.iter().copied().find(|tag| tag.eq_ignore_ascii_case(wanted));
    find(&locale).or_else(|| find(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_itself_comes_before_its_language() {
        let languages = ["en", "pt", "pt-BR"];
        for (locale, expected) in [
            ("pt-BR", Some("pt-BR")),
            ("pt_br", Some("pt-BR")),
            ("pt-PT", Some("pt")),
            ("EN_us", Some("en")),
            ("de-DE", None),
            ("", None),
        ] {
            assert_eq!(best(&languages, locale), expected, "{locale}");
        }
    }

    #[test]
    fn readers_of_other_languages_read_english() {
        for locale in [None, Some(""), Some("en-GB"), Some("tlh"), Some("de_DE.UTF-8")] {
            assert_eq!(for_locale(locale), "en");
        }
    }
}
