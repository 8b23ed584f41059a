//! Compresses dist once, so that no server has to do it for every visitor.

use crate::console::Failure;
use std::fs;
use std::path::{Path, PathBuf};

/// Brotli's slowest and smallest.
const QUALITY: i32 = 11;
/// The largest window that every browser accepts, as a power of two of bytes.
const WINDOW: i32 = 22;

/// Writes `name.br` beside every file in `folder` that is text or a program.
///
/// # Errors
/// When a file cannot be read or written.
pub(crate) fn folder(folder: &Path) -> Result<(), Failure> {
    for file in files(folder)? {
        let bytes = fs::read(&file).map_err(|reason| problem(&file, reason))?;
        let target = compressed(&file);
        let packed = pack(&bytes).map_err(|reason| problem(&file, reason))?;
        fs::write(&target, packed).map_err(|reason| problem(&target, reason))?;
    }
    Ok(())
}

/// The files of the page itself, without their compressed twins.
///
/// # Errors
/// When the folder cannot be read.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let entries = fs::read_dir(folder).map_err(|reason| problem(folder, reason))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            path.extension()
                .and_then(|extension| extension.to_str())
                .is_some_and(|extension| ["html", "js", "css", "wasm", "svg"].contains(&extension))
        })
        .collect();
    files.sort();
    Ok(files)
}

/// The name of a file's compressed twin.
pub(crate) fn compressed(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}

fn pack(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let parameters = brotli::enc::BrotliEncoderParams {
        quality: QUALITY,
        lgwin: WINDOW,
        size_hint: bytes.len(),
        ..Default::default()
    };
    let mut packed = Vec::new();
    brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
    Ok(packed)
}

fn problem(path: &Path, reason: std::io::Error) -> Failure {
    Failure::because(format!("compress {}", path.display()), reason)
}
