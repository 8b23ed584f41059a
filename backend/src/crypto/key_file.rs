//! The key file: created on the first start, and readable only by its owner.

use super::keyring::{KeyError, Keyring};
use crate::config::KeySource;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Why the keys can't be used. Each message is the end of a sentence that starts with the setting's name.
#[derive(Debug)]
pub enum KeysError {
    /// The key text is wrong.
    Text(KeyError),
    /// The file can't be read or created.
    File(io::Error),
    /// Users other than its owner can read the file.
    Readable,
    /// The system provides no random numbers.
    NoRandomness,
}

impl std::fmt::Display for KeysError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Text(error) => error.fmt(f),
            Self::File(error) => write!(f, "can't be read or created: {error}"),
            Self::Readable => f.write_str("names a file that other users can read: run `chmod 600` on it"),
            Self::NoRandomness => f.write_str("can't be created: the system provides no random numbers"),
        }
    }
}

/// The keys from `source`. A key file that doesn't exist is created.
///
/// # Errors
/// Why the keys can't be used.
pub fn load(source: &KeySource) -> Result<Keyring, KeysError> {
    let text = match source {
        KeySource::Text(text) => text.clone(),
        KeySource::File(path) => match read(path) {
            Err(KeysError::File(error)) if error.kind() == io::ErrorKind::NotFound => create(path)?,
            other => other?,
        },
    };
    Keyring::parse(&text).map_err(KeysError::Text)
}

fn read(path: &Path) -> Result<String, KeysError> {
    let file = fs::metadata(path).map_err(KeysError::File)?;
    if is_readable_by_others(&file) {
        return Err(KeysError::Readable);
    }
    fs::read_to_string(path).map_err(KeysError::File)
}

/// Creates a file with one key. If another instance creates it at the same time, its key is read.
fn create(path: &Path) -> Result<String, KeysError> {
    let line = Keyring::new_line().ok_or(KeysError::NoRandomness)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    only_for_owner(&mut options);
    let written = options.open(path).and_then(|mut file: File| {
        file.write_all(line.as_bytes())?;
        // If a power cut lost the key, every token sealed with it would be lost too.
        file.sync_all()
    });
    match written {
        Ok(()) => Ok(line),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(KeysError::File(error)),
    }
}

#[cfg(unix)]
fn only_for_owner(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(unix)]
fn is_readable_by_others(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o077 != 0
}

/// On other systems a file inherits the permissions of its folder.
#[cfg(not(unix))]
fn only_for_owner(_options: &mut OpenOptions) {}

#[cfg(not(unix))]
fn is_readable_by_others(_file: &fs::Metadata) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_first_start_creates_a_private_file_and_the_second_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chat.key");
        let source = KeySource::File(path.clone());
        let created = load(&source).unwrap().current().id.clone();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(load(&source).unwrap().current().id, created);
    }

    #[test]
    fn a_file_that_others_can_read_is_rejected() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chat.key");
        fs::write(&path, Keyring::new_line().unwrap()).unwrap();
        for mode in [0o640, 0o604, 0o660] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(load(&KeySource::File(path.clone())), Err(KeysError::Readable)), "{mode:o}");
        }
    }
}
