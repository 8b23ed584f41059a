//! Steps after trunk that make the download smaller. Each saves more than 1 kB; decision 16 has the figures.
//!
//! `CHAT_DIST_PLAIN=1 cargo xtask dist` builds the page without them: it works the same.

use crate::process;
use anyhow::{Context, Result, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};

/// The number of hexadecimal digits in a hash of wasm-bindgen's.
const HASH: usize = 16;

/// Optimizes the files that `index.html` in `dist` loads, and updates their names and integrity values.
pub(super) fn page(dist: &Path) -> Result<()> {
    let index = dist.join("index.html");
    let html = fs::read_to_string(&index)?;
    let files = Loaded::by(&html, dist)?;
    let path = |start: &str, end: &str| {
        let file = files.iter().find(|file| file.name.starts_with(start) && file.name.ends_with(end));
        file.map(|file| &*file.path).with_context(|| format!("index.html doesn't load {start}…{end}"))
    };
    let (boot, glue, program) =
        (path("boot-", ".js")?, path("whatsapp-settings-", ".js")?, path("whatsapp-settings-", ".wasm")?);

    let (mut glue_text, mut program_text) = (fs::read(glue)?, fs::read(program)?);
    number_hashes(&mut glue_text, &mut program_text);
    fs::write(glue, glue_text)?;
    fs::write(program, program_text)?;
    minify(&[boot, glue], dist)?;
    let mut html = join_stylesheets(dist, &html)?;
    for file in files.iter().filter(|file| file.path.exists()) {
        html = file.renew(&html)?;
    }
    fs::write(index, html).context("write index.html")
}

/// A file that `index.html` loads, by a name with a hash and with an integrity value.
struct Loaded {
    path: PathBuf,
    name: String,
    integrity: String,
}

impl Loaded {
    fn by(html: &str, dist: &Path) -> Result<Vec<Self>> {
        let mut loaded = Vec::new();
        for entry in fs::read_dir(dist)? {
            let entry = entry?;
            let name = entry.file_name().to_string_lossy().into_owned();
            let integrity = integrity(&fs::read(entry.path())?);
            if html.contains(&integrity) {
                loaded.push(Self { path: entry.path(), name, integrity });
            }
        }
        Ok(loaded)
    }

    /// Renames the file after its new content; returns `html` with the new name and integrity value.
    fn renew(&self, html: &str) -> Result<String> {
        let content = fs::read(&self.path)?;
        let name = rehashed(&self.name, &content);
        fs::rename(&self.path, self.path.with_file_name(&name))?;
        Ok(html.replace(&self.name, &name).replace(&self.integrity, &integrity(&content)))
    }
}

fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

/// `name` with the hash of `content` in place of its own. Trunk writes a hash as a number, without leading zeros, so
/// its length varies.
fn rehashed(name: &str, content: &[u8]) -> String {
    let (stem, rest) = name.rsplit_once('-').unwrap_or((name, ""));
    let hash: String = Sha384::digest(content)[..8].iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{stem}-{hash}{}", rest.trim_start_matches(|digit: char| digit.is_ascii_hexdigit()))
}

/// Appends all style sheets to the first, in the order of their links, and removes the links of the others.
fn join_stylesheets(dist: &Path, html: &str) -> Result<String> {
    let links: Vec<&str> = html
        .split_inclusive('>')
        .filter_map(|part| part.find("<link ").map(|start| &part[start..]))
        .filter(|link| link.contains("rel=stylesheet"))
        .collect();
    let names: Vec<&str> =
        links.iter().filter_map(|link| link.split("href=./").nth(1)?.split([' ', '>']).next()).collect();
    ensure!(!links.is_empty() && names.len() == links.len(), "can't read the style sheet links in index.html");
    let (mut css, mut html) = (Vec::new(), html.to_owned());
    for (link, name) in links.iter().zip(&names) {
        css.extend(fs::read(dist.join(name)).with_context(|| format!("read {name}"))?);
        if *name != names[0] {
            fs::remove_file(dist.join(name))?;
            html = html.replacen(link, "", 1);
        }
    }
    fs::write(dist.join(names[0]), css)?;
    Ok(html)
}

/// Replaces the hashes in the names by which the WebAssembly and its JavaScript glue call each other with numbers of the
/// same length: numbers compress, hashes don't.
fn number_hashes(glue: &mut [u8], program: &mut [u8]) {
    let mut numbers = HashMap::new();
    for hash in glue.split(|byte| !byte.is_ascii_hexdigit()).filter(|digits| digits.len() == HASH) {
        // A hexadecimal hash contains no underscore, so a number can't be taken for one.
        let number = format!("{:_>HASH$}", numbers.len());
        numbers.entry(hash.to_vec()).or_insert(number);
    }
    for text in [glue, program] {
        for start in 0..text.len().saturating_sub(HASH) {
            let place = &mut text[start..start + HASH];
            if let Some(number) = numbers.get(place) {
                place.copy_from_slice(number.as_bytes());
            }
        }
    }
}

/// Minifies scripts in place. Trunk's own minifier doesn't understand modules.
fn minify(scripts: &[&Path], dist: &Path) -> Result<()> {
    let mut esbuild = process::program("esbuild");
    esbuild.args(["--minify", "--format=esm", "--tree-shaking=true", "--log-level=warning", "--allow-overwrite"]);
    process::run_quietly(esbuild.arg(format!("--outdir={}", dist.display())).args(scripts))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_named_after_its_content() {
        // The hash and integrity value of an empty file, as other programs write them.
        assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
        assert_eq!(rehashed("whatsapp-settings-0123456789abcdef.js", b""), "whatsapp-settings-38b060a751ac9638.js");
        assert_eq!(rehashed("page-ed70103742cab99_bg.wasm", b""), "page-38b060a751ac9638_bg.wasm");
    }

    #[test]
    fn both_halves_get_the_same_numbers() {
        let mut glue = *b"{ log_0123456789abcdef() {}, set_fedcba9876543210: log_0123456789abcdef }, h0123";
        let mut program = *b"\0log_0123456789abcdef\0set_fedcba9876543210\0other_00112233445566aa";
        number_hashes(&mut glue, &mut program);
        assert_eq!(&glue, b"{ log________________0() {}, set________________1: log________________0 }, h0123");
        assert_eq!(&program, b"\0log________________0\0set________________1\0other_00112233445566aa");
    }

    #[test]
    fn style_sheets_are_joined_in_the_order_of_their_links() {
        let dist = std::env::temp_dir().join(format!("chat-sheets-{}", std::process::id()));
        fs::create_dir_all(&dist).unwrap();
        fs::write(dist.join("a-1.css"), "a{}").unwrap();
        fs::write(dist.join("b-2.css"), "b{}").unwrap();
        let html = "<link href=./a-1.css integrity=x rel=stylesheet><link href=data:, rel=icon>\
                    <link href=./b-2.css integrity=y rel=stylesheet><script src=c.js></script>";
        let joined = join_stylesheets(&dist, html).unwrap();
        assert_eq!(
            joined,
            "<link href=./a-1.css integrity=x rel=stylesheet><link href=data:, rel=icon><script src=c.js></script>"
        );
        assert_eq!(fs::read_to_string(dist.join("a-1.css")).unwrap(), "a{}b{}");
        assert!(!dist.join("b-2.css").exists());
        assert!(join_stylesheets(&dist, "<script src=c.js></script>").is_err(), "a page without style sheets");
        fs::remove_dir_all(&dist).unwrap();
    }
}
