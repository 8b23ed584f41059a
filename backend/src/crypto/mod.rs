//! The encryption keys, sealed text, and keyed hashes.

mod key_file;
mod keyed_hash;
mod keyring;
mod seal;

pub use key_file::{KeysError, load};
pub use keyed_hash::{KeyedHash, audit_hash, audit_hashes, fingerprints};
pub use keyring::{Key, KeyError, Keyring};
pub use seal::{Sealed, TOKEN_FIELD, Unsealable, open, seal};
pub(crate) use seal::{open_with, seal_with};
