//! Names that carry a hash of what is in the file, and the integrity values that stand beside them.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha384};
use std::fmt::Write;

/// How many bytes of the hash stand in a name.
const BYTES_IN_NAME: usize = 8;

/// `stem-0123456789abcdef.kind` for this content.
pub(super) fn name(stem: &str, content: &str, kind: &str) -> String {
    let mut name = format!("{stem}-");
    for byte in &Sha384::digest(content)[..BYTES_IN_NAME] {
        // Writing into a string cannot fail.
        let _ = write!(name, "{byte:02x}");
    }
    name + "." + kind
}

/// The stem of a name that carries a hash; `None` for a name that does not. Trunk writes a hash as a number, so that
/// one in sixteen has a digit less, and so on.
pub(super) fn stem(name: &str) -> Option<&str> {
    let (stem, rest) = name.rsplit_once('-')?;
    let hash = rest.split('.').next().unwrap_or_default();
    let is_long = (BYTES_IN_NAME..=2 * BYTES_IN_NAME).contains(&hash.len());
    (is_long && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(stem)
}

/// The integrity value of this content.
pub(super) fn integrity(content: &str) -> String {
    format!("sha384-{}", STANDARD.encode(Sha384::digest(content)))
}

#[test]
fn a_file_is_named_by_what_is_in_it() {
    // Hash and integrity value of nothing, as every other program writes them.
    assert_eq!(name("whatsapp-settings", "", "js"), "whatsapp-settings-38b060a751ac9638.js");
    assert_eq!(integrity(""), "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb");
    for whole in ["whatsapp-settings-38b060a751ac9638.js", "whatsapp-settings-ed70103742cab99.js"] {
        assert_eq!(stem(whole), Some("whatsapp-settings"), "{whole}");
    }
    for plain in ["connect.js", "whatsapp-settings.js", "guide-large.svg"] {
        assert_eq!(stem(plain), None, "{plain}");
    }
}
