//! Turns `locales/en.json` into Rust: an enum of its keys, and its texts in the same order.

#[path = "build/catalogue.rs"]
mod catalogue;

use catalogue::{CATEGORIES, Catalogue};
use std::fmt::Write;
use std::path::Path;
use std::{env, fs};

const ENGLISH: &str = "../locales/en.json";

const KEY_LINTS: &str =
    "#[expect(clippy::enum_variant_names, reason = \"sentences about keys of other services end in Key\")]\n";

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=build/catalogue.rs");
    println!("cargo::rerun-if-changed={ENGLISH}");
    if let Err(reason) = generate() {
        println!("cargo::error=locales/en.json: {reason}");
    }
}

fn generate() -> Result<(), String> {
    let json = fs::read_to_string(ENGLISH).map_err(|error| error.to_string())?;
    let folder = env::var("OUT_DIR").map_err(|error| error.to_string())?;
    let code = rust(&Catalogue::parse(&json)?);
    fs::write(Path::new(&folder).join("english.rs"), code).map_err(|error| error.to_string())
}

fn rust(catalogue: &Catalogue) -> String {
    let Catalogue { sentences, plurals } = catalogue;
    let keys: Vec<&str> = sentences.iter().map(|(key, _)| key.as_str()).collect();
    let counted: Vec<&str> = plurals.iter().map(|plural| plural.key.as_str()).collect();
    let mut code = KEY_LINTS.to_owned()
        + &key_enum("Key", "A sentence", &keys)
        + &key_enum("Plural", "A counted sentence", &counted);

    _ = writeln!(code, "const SENTENCES: [&str; {}] = [", sentences.len());
    for (_, text) in sentences {
        _ = writeln!(code, "    {text:?},");
    }
    _ = writeln!(code, "];\n\nconst PLURALS: [&[(PluralCategory, &str)]; {}] = [", plurals.len());
    for plural in plurals {
        let forms = CATEGORIES.iter().filter_map(|&category| Some((category, plural.forms.get(category)?)));
        let forms: Vec<_> =
            forms.map(|(category, text)| format!("(PluralCategory::{}, {text:?})", pascal_case(category))).collect();
        _ = writeln!(code, "    &[{}],", forms.join(", "));
    }
    code + "];\n"
}

/// An enum of `keys`, and for tests its variants by name.
fn key_enum(name: &str, about: &str, keys: &[&str]) -> String {
    let variants: Vec<String> = keys.iter().map(|key| pascal_case(key)).collect();
    let mut code = format!("/// {about} of the catalogue. One that nothing uses doesn't build.\n");
    code += "#[deny(dead_code)]\n#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]\n";
    _ = writeln!(code, "pub(crate) enum {name} {{\n    {},\n}}\n", variants.join(",\n    "));
    _ = writeln!(code, "#[cfg(test)]\nimpl {name} {{");
    _ = writeln!(code, "    pub(crate) const ALL: &'static [(&'static str, Self)] = &[");
    for (key, variant) in keys.iter().zip(&variants) {
        _ = writeln!(code, "        ({key:?}, Self::{variant}),");
    }
    code + "    ];\n}\n\n"
}

fn pascal_case(key: &str) -> String {
    key[..1].to_ascii_uppercase() + &key[1..]
}
