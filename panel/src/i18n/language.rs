//! Which language a reader gets.

use super::Messages;
use super::en::ENGLISH;

/// The languages there are; the first one is for everybody else.
static LANGUAGES: [&Messages; 1] = [&ENGLISH];

/// The catalogue for a reader of `locale`, a tag such as "de-DE" or "de_DE": the one of that very tag, else one of
/// its language, else English.
#[must_use]
pub fn for_locale(locale: Option<&str>) -> &'static Messages {
    best(&LANGUAGES.map(|messages| messages.language), locale.unwrap_or_default())
        .map_or(LANGUAGES[0], |place| LANGUAGES[place])
}

/// The place of the language that suits `locale` best; `None` where none does.
fn best(languages: &[&str], locale: &str) -> Option<usize> {
    let locale = locale.replace('_', "-");
    let language = locale.split('-').next().unwrap_or_default();
    let place_of = |wanted: &str| languages.iter().position(|tag| tag.eq_ignore_ascii_case(wanted));
    place_of(&locale).or_else(|| place_of(language))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_tag_itself_comes_before_its_language() {
        let languages = ["en", "pt", "pt-BR"];
        for (locale, expected) in [
            ("pt-BR", Some(2)),
            ("pt_br", Some(2)),
            ("pt-PT", Some(1)),
            ("EN_us", Some(0)),
            ("de-DE", None),
            ("", None),
        ] {
            assert_eq!(best(&languages, locale), expected, "{locale}");
        }
    }

    #[test]
    fn whoever_reads_another_language_reads_english() {
        for locale in [None, Some(""), Some("en-GB"), Some("tlh"), Some("de_DE.UTF-8")] {
            assert_eq!(for_locale(locale).language, "en");
        }
    }
}
