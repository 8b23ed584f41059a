//! `cargo xtask size`: what a visitor downloads, against its budget.

use crate::dist::{self, compress};
use crate::repository;
use anyhow::{Result, ensure};
use std::fs;

/// What the first load of the page may cost in all, in bytes after brotli.
const BUDGET: u64 = 134_000;

/// Builds the page and compares it with its budget.
pub(crate) fn command() -> Result<()> {
    dist::command()?;
    check()
}

/// Prints the compressed size of every file in `dist/`, and compares their sum with the budget.
pub(crate) fn check() -> Result<()> {
    let mut total = 0;
    for file in compress::files(&repository::dist())? {
        let plain = fs::metadata(&file)?.len();
        let packed = fs::metadata(compress::compressed(&file))?.len();
        let name = file.file_name().unwrap_or_default().to_string_lossy();
        println!("  {packed:>8} B  {plain:>8} B plain  {name}");
        total += packed;
    }
    println!("  {total:>8} B  of {BUDGET} B allowed");
    ensure!(total <= BUDGET, "the page is {} bytes over its budget", total - BUDGET);
    Ok(())
}
