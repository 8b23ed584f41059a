//! Makes the scripts of dist smaller. Trunk's own minifier does not understand modules.
//!
//! The name of a script carries a hash, and index.html its integrity value; both are made anew. A script that was
//! copied as it is, and so has a name without a hash, keeps it: index.html does not load it.

use super::{hashed, precompress};
use crate::console::Failure;
use crate::process;
use std::fs;
use std::path::Path;

/// Minifies every script in `folder`, and tells `index.html` there.
///
/// # Errors
/// When a file cannot be read, written or understood, or index.html does not know it.
pub(super) fn minify(folder: &Path) -> Result<(), Failure> {
    let index = folder.join("index.html");
    let mut page = read(&index)?;
    for script in precompress::files(folder)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "js")) {
        let before = read(script)?;
        process::run(
            process::command("esbuild")
                .args(["--minify", "--format=esm", "--log-level=warning", "--allow-overwrite"])
                .arg(script)
                .arg(format!("--outfile={}", script.display())),
        )?;
        let old_name = script.file_name().unwrap_or_default().to_string_lossy();
        // What the page does not name is not loaded by it, and has no integrity value to keep.
        if !page.contains(&*old_name) {
            continue;
        }
        let stem = hashed::stem(&old_name).unwrap_or(&old_name);
        let after = read(script)?;
        let new_name = hashed::name(stem, &after, "js");
        fs::rename(script, folder.join(&new_name)).map_err(|reason| Failure::because("rename a script", reason))?;
        page = told(&page, (&old_name, &hashed::integrity(&before)), (&new_name, &hashed::integrity(&after)))
            .ok_or_else(|| Failure(format!("index.html does not load {old_name}; look at Trunk.toml")))?;
    }
    fs::write(&index, page).map_err(|reason| Failure::because("write index.html", reason))
}

/// The page with a script's new name and integrity value in place of the old, if it has both.
fn told(page: &str, old: (&str, &str), new: (&str, &str)) -> Option<String> {
    (page.contains(old.0) && page.contains(old.1)).then(|| page.replace(old.0, new.0).replace(old.1, new.1))
}

fn read(path: &Path) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|reason| Failure::because(format!("read {}", path.display()), reason))
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
