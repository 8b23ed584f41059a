//! Names that carry a hash of what is in the file, and the integrity values that stand beside them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::fmt::Write;

/// How many bytes of the hash stand in a name.
const BYTES_IN_NAME: usize = 8;

/// `name`, which is like `stem-0123456789abcdef.kind`, with the hash of this content in the place of its own. Trunk
/// writes a hash as a number, so that one in sixteen has a digit less, and so on.
pub(super) fn renamed(name: &str, content: &[u8]) -> String {
    let (stem, rest) = name.rsplit_once('-').unwrap_or((name, ""));
    let mut renamed = format!("{stem}-");
    for byte in &Sha384::digest(content)[..BYTES_IN_NAME] {
        // Writing into a string cannot fail.
        let _ = write!(renamed, "{byte:02x}");
    }
    renamed + rest.trim_start_matches(|digit: char| digit.is_ascii_hexdigit())
}

/// The integrity value of this content.
pub(super) fn integrity(content: &[u8]) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[test]
fn a_file_is_named_by_what_is_in_it() {
    // Hash and integrity value of nothing, as every other program writes them.
    assert_eq!(integrity(b""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    for (name, expected) in [
        ("whatsapp-settings-0123456789abcdef.js", "whatsapp-settings-38b060a751ac9638.js"),
        ("whatsapp-settings-ed70103742cab99_bg.wasm", "whatsapp-settings-38b060a751ac9638_bg.wasm"),
        ("style-.css", "style-38b060a751ac9638.css"),
    ] {
        assert_eq!(renamed(name, b""), expected);
    }
}
