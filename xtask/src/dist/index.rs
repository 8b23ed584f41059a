//! index.html of dist, and the files whose names and integrity values stand in it.

use super::hashed;
use crate::console::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// index.html and its folder.
pub(super) struct Index {
    folder: PathBuf,
    text: String,
}

impl Index {
    /// Reads it.
    ///
    /// # Errors
    /// When it cannot be read.
    pub(super) fn read(folder: &Path) -> Result<Self, Failure> {
        let text = fs::read_to_string(folder.join("index.html")).map_err(|reason| problem("index.html", reason))?;
        Ok(Self { folder: folder.to_path_buf(), text })
    }

    /// Whether this file is loaded by the page itself.
    pub(super) fn names(&self, name: &str) -> bool {
        self.text.contains(name)
    }

    /// Puts `content` into the place of the file `name`, under a name and an integrity value of its own.
    ///
    /// # Errors
    /// When a file cannot be read or written, or the page does not name the old one.
    pub(super) fn replace(&mut self, name: &str, content: &[u8]) -> Result<(), Failure> {
        let old = self.folder.join(name);
        let before = fs::read(&old).map_err(|reason| problem(name, reason))?;
        let new_name = hashed::renamed(name, content);
        let new = (&*new_name, &*hashed::integrity(content));
        self.text = told(&self.text, (name, &hashed::integrity(&before)), new)
            .ok_or_else(|| Failure(format!("index.html does not load {name}; look at Trunk.toml")))?;
        fs::remove_file(&old).map_err(|reason| problem(name, reason))?;
        fs::write(self.folder.join(&new_name), content).map_err(|reason| problem(&new_name, reason))?;
        fs::write(self.folder.join("index.html"), &self.text).map_err(|reason| problem("index.html", reason))
    }
}

/// The page with a file's new name and integrity value in place of the old, if it has both.
fn told(page: &str, old: (&str, &str), new: (&str, &str)) -> Option<String> {
    (page.contains(old.0) && page.contains(old.1)).then(|| page.replace(old.0, new.0).replace(old.1, new.1))
}

fn problem(name: &str, reason: std::io::Error) -> Failure {
    Failure::because(format!("read or write {name} of dist"), reason)
}

#[test]
fn a_page_that_does_not_know_a_file_is_not_believed() {
    let page = "<script src=a-1.js integrity=sha384-x>";
    assert_eq!(
        told(page, ("a-1.js", "sha384-x"), ("a-2.js", "sha384-y")),
        Some(page.replace('1', "2").replace("-x", "-y"))
    );
    assert_eq!(told(page, ("a-1.js", "sha384-z"), ("a-2.js", "sha384-y")), None);
}
