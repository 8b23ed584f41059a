//! The System User Access Token: entering it, saving it, viewing the saved one, and the words for all of that.

mod certainty;
mod draft;
mod editing;
pub mod findings;
mod saving;
pub mod shapes;
#[cfg(test)]
mod tests;
mod viewing;

pub use certainty::Certainty;
pub use draft::{Draft, Verdict};
pub use editing::{Check, Editing};
pub use saving::{Blocked, Save, SaveOptions, SaveOrder};
pub use viewing::Viewing;
