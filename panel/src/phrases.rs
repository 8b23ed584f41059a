//! The sentences of one language, with values filled in.

use crate::locale::{Locale, PluralCategory};
use std::borrow::Cow;
use std::fmt;
use std::rc::Rc;

include!(concat!(env!("OUT_DIR"), "/english.rs"));

type Text = Cow<'static, str>;

/// Every sentence of the panel in one language, and the locale that formats its values.
#[derive(Clone)]
pub struct Phrases {
    /// In the order of [`Key`].
    sentences: Rc<[Text]>,
    /// In the order of [`Plural`]; the forms of each.
    plurals: Rc<[Vec<(PluralCategory, Text)>]>,
    pub(crate) locale: Rc<dyn Locale>,
}

impl Phrases {
    #[must_use]
    pub fn english(locale: Rc<dyn Locale>) -> Self {
        let forms = |&(category, text): &(PluralCategory, &'static str)| (category, Cow::Borrowed(text));
        Self {
            sentences: SENTENCES.into_iter().map(Cow::Borrowed).collect(),
            plurals: PLURALS.into_iter().map(|plural| plural.iter().map(forms).collect()).collect(),
            locale,
        }
    }

    /// The sentence without placeholders.
    #[must_use]
    pub(crate) fn text(&self, key: Key) -> &str {
        &self.sentences[key as usize]
    }

    /// The sentence as it stands, as a text of its own.
    #[must_use]
    pub(crate) fn string(&self, key: Key) -> String {
        self.text(key).to_owned()
    }

    /// The sentence with `values` in place of its `{{name}}`s. Values that it doesn't name are ignored.
    #[must_use]
    pub(crate) fn fill(&self, key: Key, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// Things in a row: "1 tab and 2 spaces".
    #[must_use]
    pub fn list(&self, items: &[String]) -> String {
        self.locale.list(items)
    }

    /// The sentence for `n` things, with `{{count}}` and `values` filled in.
    #[must_use]
    pub(crate) fn count(&self, plural: Plural, n: u64, values: &[(&str, &str)]) -> String {
        let forms = &self.plurals[plural as usize];
        let form = |category| forms.iter().find(|(known, _)| *known == category);
        let text = form(self.locale.plural(n)).or_else(|| form(PluralCategory::Other));
        let count = self.locale.number(n);
        let values: Vec<_> = values.iter().copied().chain([("count", &*count)]).collect();
        fill(text.map_or("", |(_, text)| text), &values)
    }
}

impl fmt::Debug for Phrases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Phrases").finish_non_exhaustive()
    }
}

/// Puts `values` in place of the `{{name}}`s of `text`, in one pass: a value is never read as a placeholder.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    // Single braces are enough to find: a catalogue has none but those of its placeholders.
    while let Some((before, after)) = rest.split_once('{') {
        let (name, after) = after.split_once('}').unwrap_or((after, ""));
        let (name, after) = (name.trim_start_matches('{'), after.trim_start_matches('}'));
        let value = values.iter().find(|(known, _)| *known == name);
        debug_assert!(value.is_some(), "no value for {{{{{name}}}}} in {text:?}");
        filled.push_str(before);
        filled.push_str(value.map_or("", |(_, value)| value));
        rest = after;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
pub(crate) fn english() -> Phrases {
    Phrases::english(Rc::new(crate::locale::FixedEnglish))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::locale::Unit;
    use contract::timestamp::Timestamp;

    #[test]
    fn values_are_filled_in_once_and_never_read_as_placeholders() {
        assert_eq!(fill("{{a}} and {{b}}{{c}}.", &[("a", "{{b}}"), ("b", "two"), ("c", "")]), "{{b}} and two.");
        assert_eq!(fill("no placeholder", &[("a", "unused")]), "no placeholder");
    }

    #[test]
    #[should_panic(expected = "no value for {{days}}")]
    fn a_value_that_is_missing_is_a_fault() {
        let _ = english().fill(Key::StatusExpires, &[("date", "today")]);
    }

    #[test]
    fn a_count_chooses_its_plural_form() {
        let phrases = english();
        assert_eq!(phrases.count(Plural::RemovedTabs, 1, &[]), "1 tab");
        assert_eq!(phrases.count(Plural::RemovedTabs, 1_024, &[]), "1,024 tabs");
        assert_eq!(phrases.count(Plural::FieldLength, 134, &[("last", "Zb7K")]), "134 characters, ends in Zb7K.");
    }

    /// Reads like a language with a dual.
    struct Dual;

    impl Locale for Dual {
        fn plural(&self, n: u64) -> PluralCategory {
            match n {
                1 => PluralCategory::One,
                2 => PluralCategory::Two,
                _ => PluralCategory::Other,
            }
        }

        fn number(&self, n: u64) -> String {
            n.to_string()
        }

        fn date(&self, _: Timestamp) -> String {
            String::new()
        }

        fn date_time(&self, _: Timestamp) -> String {
            String::new()
        }

        fn ago(&self, _: u64, _: Unit) -> String {
            String::new()
        }

        fn duration(&self, _: u64, _: Unit) -> String {
            String::new()
        }

        fn list(&self, _: &[String]) -> String {
            String::new()
        }
    }

    #[test]
    fn a_plural_form_that_a_language_lacks_is_its_other_form() {
        let phrases = Phrases::english(Rc::new(Dual));
        assert_eq!(phrases.count(Plural::RemovedTabs, 2, &[]), "2 tabs");
    }

    #[test]
    fn every_key_has_the_sentence_of_its_line_in_the_catalogue() {
        assert_eq!((Key::ALL.len(), Plural::ALL.len()), (SENTENCES.len(), PLURALS.len()));
        let named = |name| Key::ALL.iter().find(|(key, _)| *key == name).map(|(_, key)| *key);
        assert_eq!(named("findingRevokedTitle"), Some(Key::FindingRevokedTitle));
        assert_eq!(english().text(Key::FindingRevokedTitle), "This token was revoked");
        for (index, (_, key)) in Key::ALL.iter().enumerate() {
            assert_eq!(*key as usize, index);
        }
    }
}
