//! Compresses `dist/` once, so that no server has to do it for every visitor.

use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Brotli's slowest and smallest.
const QUALITY: i32 = 11;
/// The largest window that every browser accepts, as a power of two.
const WINDOW: i32 = 22;

/// Writes `name.br` next to every file in `folder` that is text or WebAssembly.
pub(crate) fn folder(folder: &Path) -> Result<()> {
    for file in files(folder)? {
        let bytes = fs::read(&file)?;
        let parameters = brotli::enc::BrotliEncoderParams {
            quality: QUALITY,
            lgwin: WINDOW,
            size_hint: bytes.len(),
            ..Default::default()
        };
        let mut packed = Vec::new();
        brotli::BrotliCompress(&mut &*bytes, &mut packed, &parameters)?;
        fs::write(compressed(&file), packed)?;
    }
    Ok(())
}

/// The files of the page itself, without the compressed copies.
pub(crate) fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("can't read {}", folder.display()))?;
    let mut files: Vec<PathBuf> = entries
        .filter_map(|entry| Some(entry.ok()?.path()))
        .filter(|path| {
            let extension = path.extension().and_then(|extension| extension.to_str());
            extension.is_some_and(|extension| ["html", "js", "css", "wasm", "svg"].contains(&extension))
        })
        .collect();
    files.sort();
    Ok(files)
}

/// The name of a file's compressed copy.
pub(crate) fn compressed(file: &Path) -> PathBuf {
    let mut name = file.as_os_str().to_owned();
    name.push(".br");
    name.into()
}
