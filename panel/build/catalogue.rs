//! Reads a catalogue of sentences: one flat JSON object in the i18next v4 format.
//!
//! `"key": "text"` is a sentence. `"key_one"` and `"key_other"` are the plural forms of one counted sentence; the
//! suffixes are the plural categories of Unicode CLDR. `{{name}}` in a text is a placeholder.

use serde::de::{Deserializer, MapAccess, Visitor};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

/// The plural categories of CLDR, in the order of `PluralCategory`.
pub(crate) const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The sentences of one language.
#[derive(Debug, Default)]
pub(crate) struct Catalogue {
    /// Key and text of each plain sentence, in the order of the file.
    pub(crate) sentences: Vec<(String, String)>,
    /// Each counted sentence, in the order of the file.
    pub(crate) plurals: Vec<Plural>,
}

/// One counted sentence.
#[derive(Debug)]
pub(crate) struct Plural {
    /// The key without its suffix.
    pub(crate) key: String,
    /// Category and text of each form.
    pub(crate) forms: BTreeMap<String, String>,
}

impl Catalogue {
    /// Reads and checks `json`.
    ///
    /// # Errors
    ///
    /// A sentence that says which key is wrong, and why.
    pub(crate) fn parse(json: &str) -> Result<Self, String> {
        let mut reader = serde_json::Deserializer::from_str(json);
        let entries = reader.deserialize_map(Entries).map_err(|error| error.to_string())?;
        reader.end().map_err(|error| error.to_string())?;
        let mut catalogue = Self::default();
        let mut seen = BTreeSet::new();
        for (key, text) in entries {
            if !seen.insert(key.clone()) {
                return Err(format!("{key}: this key is there twice"));
            }
            catalogue.add(key, text)?;
        }
        for plural in &catalogue.plurals {
            plural.check()?;
            if seen.contains(&plural.key) {
                return Err(format!("{}: this key is both a sentence and a plural", plural.key));
            }
        }
        Ok(catalogue)
    }

    fn add(&mut self, key: String, text: String) -> Result<(), String> {
        let (name, category) = match key.rsplit_once('_') {
            Some((name, category)) => (name, Some(category)),
            None => (key.as_str(), None),
        };
        if !is_camel_case(name) {
            return Err(format!("{key}: a key is camelCase, with letters and digits only"));
        }
        placeholders(&text).map_err(|reason| format!("{key}: {reason}"))?;
        let Some(category) = category else {
            self.sentences.push((key, text));
            return Ok(());
        };
        if !CATEGORIES.contains(&category) {
            return Err(format!("{key}: a plural form ends in one of _{}", CATEGORIES.join(", _")));
        }
        if self.plurals.iter().all(|plural| plural.key != name) {
            self.plurals.push(Plural { key: name.to_owned(), forms: BTreeMap::new() });
        }
        let plural = self.plurals.iter_mut().find(|plural| plural.key == name);
        plural.map(|plural| plural.forms.insert(category.to_owned(), text));
        Ok(())
    }
}

impl Plural {
    fn check(&self) -> Result<(), String> {
        let Self { key, forms } = self;
        let Some(other) = forms.get("other") else {
            return Err(format!("{key}: {key}_other is missing; every plural needs it"));
        };
        let expected = placeholders(other)?;
        for (category, text) in forms {
            if placeholders(text)? != expected {
                return Err(format!("{key}_{category}: its placeholders differ from those of {key}_other"));
            }
        }
        Ok(())
    }
}

/// The names of the placeholders in `text`.
///
/// # Errors
///
/// What is wrong with the braces.
fn placeholders(text: &str) -> Result<BTreeSet<&str>, String> {
    let mut names = BTreeSet::new();
    let mut rest = text;
    while let Some((_, after)) = rest.split_once("{{") {
        let (name, after) = after.split_once("}}").ok_or("a placeholder has no end")?;
        if !is_camel_case(name) {
            return Err(format!("the placeholder {{{{{name}}}}} is not a camelCase name"));
        }
        names.insert(name);
        rest = after;
    }
    let without = names.iter().fold(text.to_owned(), |text, name| text.replace(&format!("{{{{{name}}}}}"), ""));
    if without.contains(['{', '}']) {
        return Err("a placeholder is written {{name}}".to_owned());
    }
    Ok(names)
}

fn is_camel_case(name: &str) -> bool {
    name.starts_with(|first: char| first.is_ascii_lowercase()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Keeps the order of the keys, and keys that are there twice; a map of `serde_json` does neither.
struct Entries;

impl<'de> Visitor<'de> for Entries {
    type Value = Vec<(String, String)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("one object whose values are all strings")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(entry) = map.next_entry()? {
            entries.push(entry);
        }
        Ok(entries)
    }
}
