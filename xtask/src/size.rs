//! `cargo xtask size`: what a visitor downloads, against its budget.

use crate::console::Failure;
use crate::dist::{self, precompress};
use crate::repository;
use std::fs;
use std::path::Path;

/// What the first load of the page may cost in all, in bytes after brotli.
const BUDGET: u64 = 130_000;

/// Builds the page and compares it with its budget.
///
/// # Errors
/// When the page cannot be built, or is over budget.
pub(crate) fn command() -> Result<(), Failure> {
    dist::command()?;
    check()
}

/// Prints the compressed size of every file of dist, and compares their sum with the budget.
///
/// # Errors
/// When dist is not there, or is over budget.
pub(crate) fn check() -> Result<(), Failure> {
    let mut total = 0;
    for file in precompress::files(&repository::dist())? {
        let plain = size(&file)?;
        let packed = size(&precompress::compressed(&file))?;
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("  {packed:>8} B  {plain:>8} B plain  {name}");
        total += packed;
    }
    println!("  {total:>8} B  of {BUDGET} B allowed");
    if total > BUDGET {
        return Err(Failure(format!(
            "the page is {} bytes over its budget; look at what was added, before the budget",
            total - BUDGET
        )));
    }
    Ok(())
}

fn size(file: &Path) -> Result<u64, Failure> {
    fs::metadata(file)
        .map(|facts| facts.len())
        .map_err(|reason| Failure::because(format!("measure {}", file.display()), reason))
}
