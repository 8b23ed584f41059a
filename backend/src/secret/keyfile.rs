//! The file that holds the keys: made on the first start, readable by its owner alone.

use super::keyring::{Flaw, Keyring};
use crate::config::KeySource;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

/// Why the keys cannot be used. Every text is the end of a sentence that begins with the setting's name.
#[derive(Debug)]
pub enum Unusable {
    /// The key text is flawed.
    Flawed(Flaw),
    /// The file cannot be read or made.
    File(io::Error),
    /// Others than its owner may read the file.
    Open,
    /// The system gives no random numbers.
    NoRandomness,
}

impl std::fmt::Display for Unusable {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Flawed(flaw) => flaw.fmt(f),
            Self::File(error) => write!(f, "cannot be read or made: {error}"),
            Self::Open => f.write_str("names a file that others than its owner can read: `chmod 600` closes it"),
            Self::NoRandomness => f.write_str("cannot be made: the system gives no random numbers"),
        }
    }
}

/// The keys of `source`; a key file that does not exist is made.
///
/// # Errors
/// Why they cannot be used.
pub fn load(source: &KeySource) -> Result<Keyring, Unusable> {
    let text = match source {
        KeySource::Text(text) => text.clone(),
        KeySource::File(path) => match read(path) {
            Err(Unusable::File(error)) if error.kind() == io::ErrorKind::NotFound => make(path)?,
            other => other?,
        },
    };
    Keyring::parse(&text).map_err(Unusable::Flawed)
}

fn read(path: &Path) -> Result<String, Unusable> {
    let file = fs::metadata(path).map_err(Unusable::File)?;
    if is_open_to_others(&file) {
        return Err(Unusable::Open);
    }
    fs::read_to_string(path).map_err(Unusable::File)
}

/// Makes a file with one key. Another instance that makes it at the same moment wins, and its key is read.
fn make(path: &Path) -> Result<String, Unusable> {
    let line = Keyring::new_line().ok_or(Unusable::NoRandomness)?;
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    for_the_owner_alone(&mut options);
    let written = options.open(path).and_then(|mut file: File| {
        file.write_all(line.as_bytes())?;
        // A token sealed with a key that a power cut takes away is lost.
        file.sync_all()
    });
    match written {
        Ok(()) => Ok(line),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => read(path),
        Err(error) => Err(Unusable::File(error)),
    }
}

#[cfg(unix)]
fn for_the_owner_alone(options: &mut OpenOptions) {
    use std::os::unix::fs::OpenOptionsExt;
    options.mode(0o600);
}

#[cfg(unix)]
fn is_open_to_others(file: &fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    file.permissions().mode() & 0o077 != 0
}

/// Elsewhere a file takes the rights of its folder, which the owner of the machine sets.
#[cfg(not(unix))]
fn for_the_owner_alone(_options: &mut OpenOptions) {}

#[cfg(not(unix))]
fn is_open_to_others(_file: &fs::Metadata) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::PermissionsExt;

    #[test]
    fn the_first_start_makes_a_closed_file_and_the_second_reads_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chat.key");
        let source = KeySource::File(path.clone());
        let made = load(&source).unwrap().current().id.clone();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        assert_eq!(load(&source).unwrap().current().id, made);
    }

    #[test]
    fn a_file_that_others_can_read_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("chat.key");
        fs::write(&path, Keyring::new_line().unwrap()).unwrap();
        for mode in [0o640, 0o604, 0o660] {
            fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
            assert!(matches!(load(&KeySource::File(path.clone())), Err(Unusable::Open)), "{mode:o}");
        }
    }
}
