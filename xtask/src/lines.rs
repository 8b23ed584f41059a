//! `cargo xtask lines [FOLDER]`: lines of Rust by module that are neither blank nor a comment nor there for tests.
//!
//! FOLDER is another checkout to compare with, for example one made by `git worktree add`.

use crate::{repository, source};
use anyhow::{Context, Result};
use std::collections::BTreeMap;
use std::path::Path;

pub(crate) fn command(folder: Option<&str>) -> Result<()> {
    let root = folder.map_or_else(repository::root, |folder| Path::new(folder).to_path_buf());
    let root = root.canonicalize().with_context(|| format!("can't find {}", root.display()))?;
    let mut crates: BTreeMap<String, usize> = BTreeMap::new();
    let mut modules: BTreeMap<String, usize> = BTreeMap::new();
    for source in source::all(&root)?.iter().filter(|source| source.extension() == "rs") {
        // The rules of tidy are written as tests, and are code of xtask all the same.
        let is_tidy = source.is_in("xtask/src/tidy");
        if source.is_test && !is_tidy {
            continue;
        }
        let is_text = |line: &&str| !line.trim().is_empty() && !line.trim_start().starts_with("//");
        let lines = if is_tidy { source.text.lines().filter(is_text).count() } else { source.code().len() };
        let (name, rest) = source.path.split_once('/').unwrap_or((&source.path, ""));
        let module = rest.trim_start_matches("src/").split('/').next().unwrap_or_default();
        *crates.entry(name.to_owned()).or_default() += lines;
        *modules.entry(format!("{name} {}", module.trim_end_matches(".rs"))).or_default() += lines;
    }
    for (name, lines) in &crates {
        println!("{lines:>7}  {name}");
        for (module, lines) in modules.iter().filter(|(module, _)| module.split(' ').next() == Some(name)) {
            println!("{lines:>7}      {}", module.split(' ').nth(1).unwrap_or_default());
        }
    }
    println!("{:>7}  in all", crates.values().sum::<usize>());
    Ok(())
}
