//! What must stay secret: the keys, sealed texts, and marks that tell equality and nothing else.

mod keyfile;
mod keyring;
mod mark;
mod seal;

pub use keyfile::{Unusable, load};
pub use keyring::{Flaw, Key, Keyring};
pub use mark::{Mark, fingerprints, ledger_mark, ledger_marks, same_text};
pub use seal::{Sealed, TOKEN_FIELD, Unsealable, open, open_for_tenant, seal, seal_for_tenant};
pub(crate) use seal::{open_with, seal_with};
