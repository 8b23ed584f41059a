//! Makes the scripts of dist smaller. Trunk's own minifier does not understand modules.

use super::index::Index;
use super::precompress;
use crate::console::Failure;
use crate::process;
use std::fs;
use std::path::Path;

/// Minifies every script in `folder`. One that the page loads gets a new name; any other has none that says what is
/// in it, and stays where it is looked for.
///
/// # Errors
/// When a file cannot be read, written or understood, or index.html does not know it.
pub(super) fn minify(folder: &Path) -> Result<(), Failure> {
    let mut index = Index::read(folder)?;
    for script in precompress::files(folder)?.iter().filter(|file| file.extension().is_some_and(|kind| kind == "js")) {
        let problem = |reason| Failure::because(format!("minify {}", script.display()), reason);
        let minified = process::output(
            process::command("esbuild")
                // The console is read by nobody who uses the page.
                .args(["--minify", "--format=esm", "--tree-shaking=true", "--drop:console", "--log-level=warning"])
                .arg(script),
        )
        .ok_or_else(|| Failure(format!("esbuild does not understand {}", script.display())))?;
        let name = script.file_name().unwrap_or_default().to_string_lossy();
        if index.names(&name) {
            index.replace(&name, minified.as_bytes())?;
        } else {
            fs::write(script, minified).map_err(problem)?;
        }
    }
    Ok(())
}
