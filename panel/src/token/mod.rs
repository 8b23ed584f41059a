//! The System User Access Token: entering it, saving it, viewing the saved one, and the sentences for all of this.

mod certainty;
pub(crate) mod dialogs_view;
mod draft;
mod editing;
pub(crate) mod field_view;
mod findings;
pub(crate) mod form_view;
pub(crate) mod report_view;
pub(crate) mod saved_view;
mod saving;
pub(crate) mod shapes;
pub(crate) mod status_view;
#[cfg(test)]
mod tests;
mod viewing;

pub use certainty::Certainty;
pub use dialogs_view::{DialogView, DialogsView};
pub(crate) use draft::Shape;
pub use draft::{Draft, Pasted};
pub use editing::{Check, Editing};
pub use field_view::{FieldMessageView, FieldView, RevealView};
pub use form_view::{ExplanationView, FooterView, FormView, HeadingView};
pub use report_view::{ReportLineView, ReportView};
pub use saved_view::{FactView, SavedTokenView};
pub use saving::{Blocked, Save, SaveOptions, SaveOrder};
pub use status_view::StatusView;
pub use viewing::Viewing;
