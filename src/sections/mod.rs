//! The sections of the panel. Each renders its part of the [`PanelView`](panel::PanelView) and decides nothing.

pub mod announcements;
pub mod dialogs;
pub mod guide;
#[cfg(all(test, feature = "ssr"))]
mod html_tests;
pub mod layout;
pub mod message;
pub mod report;
pub mod saved_token;
pub mod status;
pub mod token_form;

pub use layout::Panel;
pub use message::Message;
