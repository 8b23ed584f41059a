//! The components of a settings page.
//!
//! They know nothing about the product, the host, HTTP, or languages. Every visible or
//! spoken text is a property. Their styles are in `style/ui.css` and
//! `style/ui-*.css`, one block for each component, named after it.
//!
//! No component writes a `style` attribute, because the page's content security policy forbids it.

pub mod button;
pub mod check_list;
pub mod definition_list;
pub mod dialog;
pub mod dynamic;
pub mod field;
pub mod focus;
pub mod heading;
pub mod icon;
pub mod link;
pub mod live_region;
pub mod lozenge;
pub mod picture;
pub mod secret_input;
pub mod section_message;
pub mod spinner;
pub mod steps;
pub mod time;
pub mod tone;

pub use button::{Appearance, Button};
pub use check_list::{Check, CheckList};
pub use definition_list::{Definition, DefinitionList};
pub use dialog::Dialog;
pub use dynamic::{dynamic, maybe, on_change};
pub use field::{Field, FieldMessage};
pub use focus::keep_focus;
pub use heading::Heading;
pub use icon::{Glyph, Icon};
pub use link::Link;
pub use live_region::LiveRegion;
pub use lozenge::Lozenge;
pub use picture::Picture;
pub use secret_input::{Insertion, Paste, RevealWords, SecretInput};
pub use section_message::SectionMessage;
pub use spinner::Spinner;
pub use steps::{Progress, Step, StepLink, Steps};
pub use time::Time;
pub use tone::Tone;
