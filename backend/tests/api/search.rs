//! Searches for secrets.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

/// Finds any twelve characters of a secret, except for the zeros in a token's middle: plain, reversed, in hexadecimal, and
/// in UTF-16.
pub(crate) struct Search {
    twelve: HashSet<Vec<u8>>,
    twenty_four: HashSet<Vec<u8>>,
}

impl Search {
    pub(crate) fn for_all<'a>(secrets: impl IntoIterator<Item = &'a str>) -> Self {
        let mut search = Self { twelve: HashSet::new(), twenty_four: HashSet::new() };
        for piece in secrets.into_iter().flat_map(|secret| secret.as_bytes().windows(12)) {
            if piece.iter().filter(|byte| **byte != b'0').count() < 4 {
                continue;
            }
            search.twelve.insert(piece.to_vec());
            search.twelve.insert(piece.iter().rev().copied().collect());
            search.twenty_four.insert(piece.iter().flat_map(|byte| format!("{byte:02x}").into_bytes()).collect());
            search.twenty_four.insert(piece.iter().flat_map(|byte| [*byte, 0]).collect());
        }
        search
    }

    pub(crate) fn finds(&self, place: &[u8]) -> bool {
        let twelve = place.windows(12).any(|window| self.twelve.contains(window));
        twelve || place.windows(24).any(|window| self.twenty_four.contains(window))
    }
}

/// The files of a folder by their names.
pub(crate) fn read_all(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let files = fs::read_dir(folder).unwrap().map(|file| file.unwrap());
    files.map(|file| (file.file_name().into_string().unwrap(), fs::read(file.path()).unwrap())).collect()
}
