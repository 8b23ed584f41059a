//! Makes the scripts of dist smaller. Trunk's own minifier does not understand modules.
//!
//! The name of a script carries a hash, and index.html its integrity value; both are made anew.

use crate::console::Failure;
use crate::{precompress, process};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::fmt::Write;
use std::fs;
use std::path::Path;

/// How many bytes of the hash stand in a name.
const BYTES_IN_NAME: usize = 8;

/// Minifies every script in `folder`, and tells `index.html` there.
///
/// # Errors
/// When a file cannot be read, written or understood, or index.html does not know it.
pub(crate) fn minify(folder: &Path) -> Result<(), Failure> {
    let index = folder.join("index.html");
    let mut page = read(&index)?;
    for script in precompress::files(folder)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "js")) {
        let before = read(script)?;
        let old_name = script.file_name().unwrap_or_default().to_string_lossy();
        process::run(
            process::command("esbuild")
                .args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"])
                .arg(script)
                .arg(format!("--outfile={}", script.display())),
        )?;
        let after = read(script)?;
        let new_name = renamed(&old_name, &after);
        fs::rename(script, folder.join(&new_name)).map_err(|reason| Failure::because("rename a script", reason))?;
        page = told(&page, (&old_name, &integrity(&before)), (&new_name, &integrity(&after)))
            .ok_or_else(|| Failure(format!("index.html does not load {old_name}; look at Trunk.toml")))?;
    }
    fs::write(&index, page).map_err(|reason| Failure::because("write index.html", reason))
}

/// The page with a script's new name and integrity value in place of the old, if it has both.
fn told(page: &str, old: (&str, &str), new: (&str, &str)) -> Option<String> {
    (page.contains(old.0) && page.contains(old.1)).then(|| page.replace(old.0, new.0).replace(old.1, new.1))
}

/// `boot-0123456789abcdef.js` with the hash of what is in it now.
fn renamed(name: &str, content: &str) -> String {
    let stem = name.rsplit_once('-').map_or(name, |(stem, _)| stem);
    let mut renamed = format!("{stem}-");
    for byte in &Sha384::digest(content)[..BYTES_IN_NAME] {
        // Writing into a string cannot fail.
        let _ = write!(renamed, "{byte:02x}");
    }
    renamed + ".js"
}

fn integrity(content: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|reason| Failure::because(format!("read {}", path.display()), reason))
}

#[test]
fn a_script_is_renamed_by_what_is_in_it() {
    // Hash and integrity value of nothing, as every other program writes them.
    assert_eq!(renamed("whatsapp-settings-0123456789abcdef.js", ""), "whatsapp-settings-38b060a751ac9638.js");
    assert_eq!(integrity(""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
}

#[test]
fn a_page_that_does_not_know_a_script_is_not_believed() {
    let page = "<script src=a-1.js integrity=sha384-x>";
    assert_eq!(
        told(page, ("a-1.js", "sha384-x"), ("a-2.js", "sha384-y")),
        Some(page.replace('1', "2").replace("-x", "-y"))
    );
    assert_eq!(told(page, ("a-1.js", "sha384-z"), ("a-2.js", "sha384-y")), None);
}
