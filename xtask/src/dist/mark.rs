//! Remembers how the page was built and from when its sources are, so that it is not built again for nothing.

use crate::console::Failure;
use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::time::SystemTime;

/// A file that holds how the page was built; it was last modified when that began.
pub(super) struct Mark(PathBuf);

impl Mark {
    pub(super) fn in_folder(folder: &Path) -> Self {
        Self(folder.join("page-built-with"))
    }

    /// Whether the page was built in this way, and that began after `changed`.
    pub(super) fn tells(&self, how: &str, changed: SystemTime) -> bool {
        let same_way = fs::read_to_string(&self.0).is_ok_and(|last| last == how);
        let begun = fs::metadata(&self.0).and_then(|facts| facts.modified());
        same_way && begun.is_ok_and(|begun| changed < begun)
    }

    /// Forgets it, because dist is about to change.
    ///
    /// # Errors
    /// When it cannot be deleted.
    pub(super) fn remove(&self) -> Result<(), Failure> {
        match fs::remove_file(&self.0) {
            Err(reason) if reason.kind() != ErrorKind::NotFound => {
                Err(Failure::because("forget the page that was built before", reason))
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    /// Remembers that the page was built in this way, and when that began.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(super) fn set(&self, how: &str, begun: SystemTime) -> Result<(), Failure> {
        let write = || -> io::Result<()> {
            let mut file = File::create(&self.0)?;
            file.write_all(how.as_bytes())?;
            file.set_modified(begun)
        };
        write().map_err(|reason| Failure::because("remember that the page is built", reason))
    }
}

#[test]
fn what_changes_while_the_page_is_built_is_newer_than_it() {
    let folder = std::env::temp_dir().join(format!("chat-mark-{}", std::process::id()));
    fs::create_dir_all(&folder).unwrap();
    let mark = Mark::in_folder(&folder);
    let begun = SystemTime::now();
    let before = begun - std::time::Duration::from_secs(10);
    mark.set("--release", begun).unwrap();
    assert!(mark.tells("--release", before));
    assert!(!mark.tells("--release", begun), "it was saved while the page was built");
    assert!(!mark.tells("--cargo-profile wasm-release", before));
    mark.remove().unwrap();
    mark.remove().unwrap();
    assert!(!mark.tells("--release", before));
    fs::remove_dir(&folder).unwrap();
}
