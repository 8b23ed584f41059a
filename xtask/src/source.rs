//! The files of a repository as text, and which of their lines are code.

use anyhow::{Result, ensure};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

/// What git ignores, and git's own folder.
pub(crate) const IGNORED: [&str; 8] = [
    ".data",
    ".git",
    ".tools",
    "dist",
    "target",
    "tests/e2e/node_modules",
    "tests/e2e/results",
    "tests/e2e/screenshots",
];

/// How the attribute of an item begins that only tests use.
const TEST_ATTRIBUTES: [&str; 5] = ["#[cfg(test)]", "#[cfg(all(test", "#[cfg(any(test", "#[test]", "#[tokio::test"];

/// A text file.
pub(crate) struct Source {
    /// From the repository's root, with `/` between the names.
    pub(crate) path: String,
    pub(crate) text: String,
    /// Whether all of it is there only for tests.
    pub(crate) is_test: bool,
}

impl Source {
    pub(crate) fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }

    pub(crate) fn extension(&self) -> &str {
        self.name().rsplit_once('.').map_or("", |(_, extension)| extension)
    }

    pub(crate) fn is_in(&self, folder: &str) -> bool {
        self.path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
    }

    /// The lines of Rust that are neither blank nor a comment nor there only for tests, with their numbers.
    pub(crate) fn code(&self) -> Vec<(usize, &str)> {
        let mut code = Vec::new();
        let mut lines = self.text.lines().enumerate();
        while let Some((index, line)) = lines.next() {
            let text = line.trim_start();
            let indent = &line[..line.len() - text.len()];
            if TEST_ATTRIBUTES.iter().any(|attribute| text.starts_with(attribute)) {
                // rustfmt ends an item at the indentation at which it begins.
                let is_end = |line: &str| {
                    line.strip_prefix(indent).is_some_and(|rest| {
                        rest.starts_with(['}', ')', ']'])
                            || (!rest.starts_with([' ', '#', '/']) && rest.ends_with([';', '}']))
                    })
                };
                lines.find(|(_, line)| is_end(line));
            } else if !text.is_empty() && !text.starts_with("//") {
                code.push((index + 1, line));
            }
        }
        code
    }
}

/// Every text file in `root` that a person writes, sorted by path.
pub(crate) fn all(root: &Path) -> Result<Vec<Source>> {
    let mut paths = Vec::new();
    walk(root, root, &mut paths)?;
    paths.sort();
    let mut sources: Vec<Source> = paths
        .into_iter()
        .filter_map(|path| {
            let text = fs::read_to_string(&path).ok()?;
            let names: Vec<_> = path.strip_prefix(root).ok()?.iter().map(|name| name.to_string_lossy()).collect();
            Some(Source { is_test: names.iter().any(|name| name == "tests"), path: names.join("/"), text })
        })
        .collect();
    ensure!(sources.len() > 50, "{} is not this repository", root.display());
    let test_modules: BTreeSet<String> = sources.iter().flat_map(test_modules).collect();
    for source in &mut sources {
        let module = source.path.trim_end_matches("/mod.rs").trim_end_matches(".rs");
        source.is_test |= Path::new(module).ancestors().any(|path| test_modules.contains(&*path.to_string_lossy()));
    }
    Ok(sources)
}

fn walk(root: &Path, folder: &Path, paths: &mut Vec<PathBuf>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if !path.is_dir() {
            paths.push(path);
        } else if !IGNORED.iter().any(|ignored| path == root.join(ignored)) {
            walk(root, &path, paths)?;
        }
    }
    Ok(())
}

/// The paths of the modules that this file declares behind `#[cfg(test)]`, without `.rs`.
fn test_modules(source: &Source) -> Vec<String> {
    let (folder, name) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
    let folder = match name {
        "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
        name => format!("{folder}/{}", name.trim_end_matches(".rs")),
    };
    let lines: Vec<&str> = source.text.lines().collect();
    let is_test = |line: &str| TEST_ATTRIBUTES.iter().any(|attribute| line.starts_with(attribute));
    lines
        .windows(2)
        .filter(|pair| source.extension() == "rs" && is_test(pair[0]))
        .filter_map(|pair| pair[1].strip_suffix(';')?.split("mod ").nth(1))
        .map(|module| format!("{folder}/{module}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(path: &str, text: &str) -> Source {
        Source { path: path.into(), text: text.into(), is_test: false }
    }

    #[test]
    fn tests_and_comments_are_not_code() {
        let text = "//! A file.\n\nuse a::b;\n#[cfg(test)]\nuse c::d;\n\nfn f() {\n    // Why.\n    g();\n}\n\n\
                    #[cfg(test)]\nmod tests {\n    #[test]\n    fn t() {\n        g();\n    }\n}\nfn g() {}\n";
        let expected = [(3, "use a::b;"), (7, "fn f() {"), (9, "    g();"), (10, "}"), (19, "fn g() {}")];
        assert_eq!(source("src/a.rs", text).code(), expected);
    }

    #[test]
    fn a_test_module_in_a_file_of_its_own_is_found() {
        let text = "mod a;\n#[cfg(test)]\nmod b;\n#[cfg(test)]\npub(crate) mod c;\n";
        assert_eq!(test_modules(&source("src/ui/mod.rs", text)), ["src/ui/b", "src/ui/c"]);
        assert_eq!(test_modules(&source("src/ui/field.rs", text)), ["src/ui/field/b", "src/ui/field/c"]);
    }
}
